"""Word documents: tables with merged cells, and paragraphs that carry tab-separated text.

Read with lxml straight from the archive: no macro, no link, no entity is ever followed.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .archive import part_of
from .problems import Unreadable
from .rows import Place, Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    f"{_W}delText",
    f"{_MC}Fallback",
    f"{_W}pPr",
    f"{_W}rPr",
}
_SPACES = {f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_MAX_COLUMNS = 60


def docx_rows(data: bytes) -> Iterator[Row]:
    """The rows of a .docx, in document order.

    Raises:
        Unreadable: not a Word document, damaged, locked, too large or unsafe.
    """
    body = _root(part_of(data, "word/document.xml")).find(f"{_W}body")
    if body is None:
        raise Unreadable(_DAMAGED)
    paragraphs = tables = 0
    blank = False
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            tables += 1
            yield from _table(block, tables)
            blank = True
            continue
        paragraphs += 1
        text = _text(block, tab="\t")
        if text.strip():
            yield Row(tuple(text.split("\t")), Place(table=0, row=paragraphs), after_break=blank)
        blank = not text.strip()


_DAMAGED = _(
    "The document is damaged; open it in Word, save it again as .docx and bring the new file."
)


def _root(xml: bytes) -> etree._Element:
    """The document tree. A document type declaration has no place in a Word file and is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_DAMAGED)
    return root


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _inner(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _inner(child, tag)


def _text(element: etree._Element, tab: str = " ") -> str:
    """The text of a paragraph or a cell, as shown: deleted words are left out."""
    parts: list[str] = []
    _collect(element, tab, parts)
    return "".join(parts)


def _collect(element: etree._Element, tab: str, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _DROPPED:
            continue
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag == f"{_W}tab":
            parts.append(tab)
        elif tag in _SPACES:
            parts.append(_SPACES[tag])
        else:
            _collect(child, tab, parts)
            if tag == f"{_W}p" and tab == " ":
                parts.append(" ")


def _table(table: etree._Element, number: int) -> Iterator[Row]:
    """The rows of a table, each cell at the column where it stands."""
    rows = [_cells(row) for row in _inner(table, f"{_W}tr")]
    width = min(max((len(cells) for cells, _ in rows), default=0), _MAX_COLUMNS)
    for index, (cells, merged) in enumerate(rows, start=1):
        padded = tuple(cells[:width]) + ("",) * (max(width, 2) - len(cells))
        row = Row(padded, Place(table=number, row=index), after_break=index == 1, merged_up=merged)
        if not row.is_empty:
            yield row


def _cells(row: etree._Element) -> tuple[list[str], frozenset[int]]:
    """The texts of a row by column, and the columns merged with the row above."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    cells = [""] * _number(before)
    merged = set()
    for cell in _inner(row, f"{_W}tc"):
        span = max(_number(cell.find(f"{_W}tcPr/{_W}gridSpan")), 1)
        up = cell.find(f"{_W}tcPr/{_W}vMerge")
        continues = up is not None and up.get(f"{_W}val", "continue") == "continue"
        if continues:
            merged.add(len(cells))
        cells.append("" if continues else _text(cell))
        cells.extend([""] * (span - 1))
    return cells, frozenset(merged)


def _number(element: etree._Element | None) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), _MAX_COLUMNS) if value.isdigit() and len(value) < 4 else 0
