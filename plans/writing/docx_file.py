"""DOCX written as its XML: a table with repeated headings, fields for the numbers of pages.

The few parts that a document needs stand in ``docx_parts``; here the paper becomes its body.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from . import docx_parts as parts
from .paper import Block, Box, HeadCell, Paper, Row, Table, printable
from .widths import is_long, shares

# A twentieth of a point: the width between the margins of an A4 sheet, standing and lying.
_STANDING, _LYING = 10206, 15138
_BOX = 4300
_MADE = (2000, 1, 1, 0, 0, 0)
_REPEATED = "<w:cantSplit/><w:tblHeader/>"
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="ECECEC"/>'


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document; the same paper gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(paper):
            archive.writestr(zipfile.ZipInfo(name, _MADE), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from parts.FIXED.items()
    yield (
        "docProps/core.xml",
        parts.CORE.format(
            title=_safe(paper.title),
            house=_safe(paper.house),
            source=_safe(str(paper.source or "")),
        ),
    )
    words, width = paper.words, _LYING if paper.lying else _STANDING
    yield "word/styles.xml", parts.STYLES.format(language=words.language, box=width - _BOX)
    yield (
        "word/footer1.xml",
        parts.FOOTER.format(
            foot=_safe(paper.foot), page=_safe(words.page), of=_safe(words.of), right=width
        ),
    )
    section = parts.LYING if paper.lying else parts.STANDING
    yield "word/document.xml", parts.DOCUMENT.format(body="".join(_body(paper)), section=section)


def _safe(text: str) -> str:
    return escape(printable(text))


def _body(paper: Paper) -> Iterator[str]:
    if paper.box:
        yield from _box(paper.box)
    yield _paragraph(paper.house, "House")
    yield _paragraph(paper.title, "Title")
    yield from (_paragraph(line) for line in paper.under)
    width = _LYING if paper.lying else _STANDING
    for block in paper.blocks:
        yield from _block(block, width)
    yield from (_paragraph(line, "Closing") for line in paper.closing)


def _box(box: Box) -> Iterator[str]:
    yield _paragraph(box.head, "BoxHead")
    yield from (_paragraph(line, "Box") for line in box.lines)


def _block(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block, width)
    else:
        yield _paragraph(block.text, "Heading2" if block.is_heading else "")


def _paragraph(text: str, style: str = "") -> str:
    look = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>" if style else ""
    return f"<w:p>{look}{_runs(text)}</w:p>"


def _runs(text: str) -> str:
    lines = _safe(text).splitlines() or [""]
    broken = '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)
    return f'<w:r><w:t xml:space="preserve">{broken}</w:t></w:r>'


def _table(table: Table, width: int) -> Iterator[str]:
    wide = [round(share * width) for share in shares(table)]
    yield parts.TABLE_BEGINS.format(width=sum(wide))
    yield from (f'<w:gridCol w:w="{one}"/>' for one in wide)
    yield "</w:tblGrid>"
    yield from _headings(table, wide)
    for row in table.rows:
        yield _row(row, wide)
    yield "</w:tbl>"


def _headings(table: Table, wide: Sequence[int]) -> Iterator[str]:
    for cells in table.heads:
        here = {cell.at: cell for cell in cells}
        covered = {at for cell in cells for at in range(cell.at, cell.at + cell.across)}
        # A cell that goes on from the row above stands in the lower one too, without text.
        goes_on = {at: HeadCell("", at) for at in range(len(wide)) if at not in covered}
        yield _tr(_REPEATED, (_head(cell, wide) for _at, cell in sorted((here | goes_on).items())))


def _head(cell: HeadCell, wide: Sequence[int]) -> str:
    merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
    merged = merged if cell.label else "<w:vMerge/>"
    width = sum(wide[cell.at : cell.at + cell.across])
    return _cell(cell.label, width, cell.across, look=merged + _SHADE, style="CellHead")


def _row(row: Row, wide: Sequence[int]) -> str:
    if not row.is_heading:
        shares_of = [one / sum(wide) for one in wide]
        whole = "" if is_long(row.cells, shares_of) else "<w:cantSplit/>"
        return _tr(whole, (_cell(text, one) for text, one in zip(row.cells, wide, strict=True)))
    before, last = row.cells[:-1], row.cells[-1]
    rest = len(wide) - len(before)
    cells = [
        _cell(text, one, look=_SHADE, style="CellHead")
        for text, one in zip(before, wide, strict=False)
    ]
    cells.append(_cell(last, sum(wide[len(before) :]), rest, look=_SHADE, style="CellHead"))
    return _tr("<w:cantSplit/>", cells)


def _tr(look: str, cells: Iterable[str]) -> str:
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def _cell(text: str, wide: int, span: int = 1, *, look: str = "", style: str = "Cell") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    width = f'<w:tcW w:w="{wide}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{spans}{look}</w:tcPr>{_paragraph(text, style)}</w:tc>"
