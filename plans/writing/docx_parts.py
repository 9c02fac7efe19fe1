"""The parts of a Word document that stay the same, and the frames of those that do not."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FIXED = {
    "[Content_Types].xml": f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>""",
    "_rels/.rels": f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>""",
    "word/_rels/document.xml.rels": f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/>\
<Relationship Id="rId3" Type="{_R}/settings" Target="settings.xml"/></Relationships>""",
    "word/settings.xml": f"""{_HEAD}<w:settings {_W}><w:compat><w:compatSetting \
w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat></w:settings>""",
}

CORE = f"""{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{title}}</dc:title>\
<dc:creator>{{house}}</dc:creator><cp:keywords>{{source}}</cp:keywords></cp:coreProperties>"""


def _style(name: str, look: str = "", letters: str = "", kind: str = "") -> str:
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_BOLD = "<w:b/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_ON_THE_RIGHT = '<w:ind w:left="{box}"/>'

STYLES = (
    f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    f'{_size(10)}<w:lang w:val="{{language}}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + _style("Normal", _space(0, 80), kind=' w:default="1"')
    + _style("House", _space(120, 0), _BOLD)
    + _style("Title", f'{_space(60, 120)}<w:outlineLvl w:val="0"/>', _BOLD + _size(14))
    + _style("Heading2", f'<w:keepNext/>{_space(160, 80)}<w:outlineLvl w:val="1"/>', _BOLD)
    + _style("BoxHead", _space(0, 200) + _ON_THE_RIGHT, _BOLD)
    + _style("Box", _space(0, 0) + _ON_THE_RIGHT)
    + _style("Cell", _space(20, 20), _size(9))
    + _style("CellHead", f"<w:keepNext/>{_space(20, 20)}", _BOLD + _size(9))
    + _style("Closing", _space(160, 0))
    + _style("Footer", "", _size(8))
    + "</w:styles>"
)


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


FOOTER = (
    f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
    '<w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr><w:r><w:t>{foot}</w:t></w:r>'
    '<w:r><w:tab/><w:t xml:space="preserve">{page} </w:t></w:r>'
    + _field("PAGE")
    + '<w:r><w:t xml:space="preserve"> {of} </w:t></w:r>'
    + _field("NUMPAGES")
    + "</w:p></w:ftr>"
)

_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>{size}'
    '<w:pgMar w:top="794" w:right="850" w:bottom="1021" w:left="850" w:header="397" '
    'w:footer="510" w:gutter="0"/></w:sectPr>'
)
LYING = _PAGE.format(size='<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
STANDING = _PAGE.format(size='<w:pgSz w:w="11906" w:h="16838"/>')

DOCUMENT = (
    f'{_HEAD}<w:document {_W} xmlns:r="{_R}"><w:body>{{body}}{{section}}</w:body></w:document>'
)

_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE_BEGINS = (
    '<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
    f'<w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr><w:tblGrid>"
)
