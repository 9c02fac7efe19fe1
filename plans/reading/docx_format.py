"""Word documents: tables with merged cells, and paragraphs that carry tab-separated text.

Read with lxml straight from the archive: no macro, no link, no entity is ever followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .archive import first_in, parts_of, tree_of
from .grid import GridCell, straight
from .numbering import Numbering, read_numbering
from .problems import DAMAGED, Unreadable
from .rows import Place, Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _T, _TAB, _VAL = f"{_W}p", f"{_W}t", f"{_W}tab", f"{_W}val"
_TBL, _TR, _TC, _TC_PR = f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}tcPr"
_SPAN, _MERGE = f"{_W}gridSpan", f"{_W}vMerge"
_AROUND = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}
_DROPPED = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    f"{_W}delText",
    f"{_MC}Fallback",
    f"{_W}pPr",
    f"{_W}rPr",
    _TC_PR,
}
_SPACES = {f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_MAX_COLUMNS = 60


def docx_rows(data: bytes) -> Iterator[Row]:
    """The rows of a .docx, in document order.

    Raises:
        Unreadable: not a Word document, damaged, locked, too large or unsafe.
    """
    parts = parts_of(data, "word/document.xml", "word/numbering.xml", "word/styles.xml")
    document, lists, styles = (tree_of(part) if part else None for part in parts.values())
    body = document.find(f"{_W}body") if document is not None else None
    if body is None:
        raise Unreadable(DAMAGED)
    return _Walk(read_numbering(lists, styles)).rows(body)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag in _AROUND:
            yield from _blocks(child)


def _inner(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inner(child, tag)


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, also those of tables in it; not those inside other paragraphs."""
    for child in parent:
        if child.tag == _P:
            yield child
        elif child.tag not in _DROPPED:
            yield from _paragraphs(child)


@dataclass
class _Walk:
    """One way through a document: lists go on counting from row to row."""

    numbering: Numbering

    def rows(self, body: etree._Element) -> Iterator[Row]:
        """Paragraphs and rows of tables."""
        paragraphs = tables = 0
        blank = False
        for block in _blocks(body):
            if block.tag == _TBL:
                tables += 1
                yield from self._table(block, tables)
                blank = True
                continue
            paragraphs += 1
            text = self._paragraph(block)
            is_blank = not text.strip()
            if not is_blank or "\t" in text:  # a tab alone is an empty cell
                place = Place(table=0, row=paragraphs)
                yield Row(tuple(text.split("\t")), place, after_break=blank or is_blank)
            blank = is_blank

    def _paragraph(self, paragraph: etree._Element) -> str:
        """The text of a paragraph outside of tables; tabs part cells."""
        label = self.numbering.label(paragraph)
        text = _text(paragraph, tab="\t")
        return f"{label} {text}" if label else text

    def _table(self, table: etree._Element, number: int) -> Iterator[Row]:
        """The rows of a table, each cell under the column where people see it."""
        rows = [self._cells(row) for row in _inner(table, _TR)]
        for index, (texts, merged) in enumerate(straight(rows), start=1):
            padded = tuple(texts) + ("",) * (2 - len(texts))
            place = Place(table=number, row=index)
            row = Row(padded, place, after_break=index == 1, merged_up=merged)
            if not row.is_empty:
                yield row

    def _cells(self, row: etree._Element) -> list[GridCell]:
        at = _number(first_in(row, f"{_W}trPr", f"{_W}gridBefore"))
        cells = []
        for cell in _inner(row, _TC):
            wide, goes_on = _shape(cell)
            cells.append(GridCell(at, "" if goes_on else self._cell(cell), goes_on))
            at += wide
            if len(cells) > _MAX_COLUMNS:
                raise Unreadable(DAMAGED)
        return cells

    def _cell(self, cell: etree._Element) -> str:
        """The paragraphs of a cell, and of a table inside it, with the numbers Word counts."""
        parts = []
        for paragraph in _paragraphs(cell):
            label = self.numbering.label(paragraph)
            parts += [label] if label else []
            parts.append(_text(paragraph))
        return " ".join(parts)


def _text(paragraph: etree._Element, tab: str = " ") -> str:
    """The text of a paragraph, as shown: deleted words are left out."""
    parts: list[str] = []
    _collect(paragraph, tab, parts)
    return "".join(parts)


def _collect(element: etree._Element, tab: str, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _DROPPED:
            continue
        if tag == _T:
            parts.append(child.text or "")
        elif tag == _TAB:
            parts.append(tab)
        elif tag in _SPACES:
            parts.append(_SPACES[tag])
        elif tag == _P:
            parts.append(" ")  # a text box inside the paragraph
            _collect(child, tab, parts)
            parts.append(" ")
        else:
            _collect(child, tab, parts)


def _shape(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell covers, and whether it goes on with the one above it."""
    wide, goes_on = 1, False
    told_of_it = first_in(cell, _TC_PR)
    for told in () if told_of_it is None else told_of_it:
        if told.tag == _SPAN:
            wide = max(_number(told), 1)
        elif told.tag == _MERGE:
            goes_on = told.get(_VAL, "continue") == "continue"
    return wide, goes_on


def _number(element: etree._Element | None) -> int:
    value = element.get(_VAL, "") if element is not None else ""
    return min(int(value), _MAX_COLUMNS) if value.isdigit() and len(value) < 4 else 0
