"""OpenDocument text: tables with merged and repeated cells, paragraphs, numbered lists.

Read with lxml straight from the archive: no macro, no link, no entity is ever followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .archive import parts_of, tree_of
from .grid import GridCell, straight
from .odt_lists import NAMESPACE, OdtLists
from .problems import DAMAGED, LOCKED, Unreadable
from .rows import Place, Row

_OFFICE = NAMESPACE.format("office")
_TEXT = NAMESPACE.format("text")
_TABLE = NAMESPACE.format("table")
_MIMES = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_DROPPED = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note",
    f"{_TEXT}ruby-text",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_OFFICE}binary-data",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}variable-decls",
}
_ROW_GROUPS = tuple(
    f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
_WHITE = re.compile(r"[ \t\r\n]+")
_MAX_COLUMNS = 60
_MAX_REPEATED = 50


def odt_rows(data: bytes) -> Iterator[Row]:
    """The rows of an .odt, in document order.

    Raises:
        Unreadable: not an OpenDocument text, damaged, locked, too large or unsafe.
    """
    parts = parts_of(data, "content.xml", "styles.xml", "mimetype", "META-INF/manifest.xml")
    if b"encryption-data" in parts["META-INF/manifest.xml"]:
        raise Unreadable(LOCKED)
    if parts["mimetype"].strip() not in (b"", *_MIMES):
        raise Unreadable(DAMAGED)
    content = tree_of(parts["content.xml"])
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Unreadable(DAMAGED)
    styles = [tree_of(parts["styles.xml"])] if parts["styles.xml"] else []
    return _Walk(OdtLists.read(*styles, content)).rows(body)


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph, with the number that is printed before it."""

    element: etree._Element
    label: str

    def text(self, tab: str = " ") -> str:
        """Label and text; deleted words are kept apart in the file and never stand here."""
        parts: list[str] = []
        _collect(self.element, tab, parts)
        text = "".join(parts)
        return f"{self.label} {text}" if self.label else text


@dataclass
class _Walk:
    """One way through a document: lists go on counting from row to row."""

    lists: OdtLists

    def rows(self, body: etree._Element) -> Iterator[Row]:
        """Paragraphs and rows of tables."""
        paragraphs = tables = 0
        blank = False
        for block in self._blocks(body):
            if not isinstance(block, _Paragraph):
                tables += 1
                yield from self._table(block, tables)
                blank = True
                continue
            paragraphs += 1
            text = block.text("\t")
            is_blank = not text.strip()
            if not is_blank or "\t" in text:  # a tab alone is an empty cell
                place = Place(table=0, row=paragraphs)
                yield Row(tuple(text.split("\t")), place, after_break=blank or is_blank)
            blank = is_blank

    def _blocks(self, parent: etree._Element) -> Iterator[_Paragraph | etree._Element]:
        """Paragraphs and tables, also those inside sections, lists and indexes."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                yield _Paragraph(child, self.lists.label(child))
            elif child.tag == f"{_TABLE}table":
                yield child
            elif isinstance(child.tag, str) and child.tag not in _DROPPED:
                with self.lists.inside(child):
                    yield from self._blocks(child)

    def _table(self, table: etree._Element, number: int) -> Iterator[Row]:
        """The rows of a table, each cell under the column where people see it."""
        rows = list(self._cells(table))
        for index, (texts, merged) in enumerate(straight(rows), start=1):
            padded = tuple(texts) + ("",) * (2 - len(texts))
            place = Place(table=number, row=index)
            row = Row(padded, place, after_break=index == 1, merged_up=merged)
            if not row.is_empty:
                yield row

    def _cells(self, table: etree._Element) -> Iterator[list[GridCell]]:
        """The cells of each row; ``below`` holds how many more rows a merged cell takes."""
        below: dict[int, int] = {}
        for row in _rows_in(table):
            for _again in range(_count(row, "number-rows-repeated", _MAX_REPEATED)):
                yield self._row(row, below)

    def _row(self, row: etree._Element, below: dict[int, int]) -> list[GridCell]:
        cells: list[GridCell] = []
        at = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            for _again in range(_count(cell, "number-columns-repeated", _MAX_COLUMNS)):
                if cell.tag == _CELLS[0]:
                    cells.append(GridCell(at, self._cell(cell), goes_on=False))
                    below[at] = _count(cell, "number-rows-spanned", 10_000) - 1
                elif below.get(at):
                    cells.append(GridCell(at, "", goes_on=True))
                    below[at] -= 1
                at += 1
            if at > _MAX_COLUMNS:
                raise Unreadable(DAMAGED)
        return cells

    def _cell(self, cell: etree._Element) -> str:
        """The paragraphs of a cell, and of a table inside it, with the numbers that are counted."""
        return " ".join(paragraph.text() for paragraph in self._paragraphs(cell))

    def _paragraphs(self, parent: etree._Element) -> Iterator[_Paragraph]:
        for block in self._blocks(parent):
            if isinstance(block, _Paragraph):
                yield block
            else:
                for row in _rows_in(block):
                    yield from self._paragraphs(row)


def _rows_in(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in groups and those repeated on every page."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows_in(child)


def _collect(element: etree._Element, tab: str, parts: list[str]) -> None:
    """The text in an element and between its children."""
    parts.append(_folded(element.text))
    for child in element:
        if child.tag == f"{_TEXT}tab":
            parts.append(tab)
        elif child.tag == f"{_TEXT}line-break":
            parts.append(" ")
        elif child.tag == f"{_TEXT}s":
            parts.append(" " * _count(child, "c", 100, of=_TEXT))
        elif isinstance(child.tag, str) and child.tag not in _DROPPED:
            apart = " " if child.tag in _PARAGRAPHS else ""
            parts.append(apart)
            _collect(child, tab, parts)
            parts.append(apart)
        parts.append(_folded(child.tail))


def _folded(text: str | None) -> str:
    """White space in the file is one space: a tab or a new line that is meant has its element."""
    return _WHITE.sub(" ", text or "")


def _count(element: etree._Element, name: str, most: int, *, of: str = _TABLE) -> int:
    value = element.get(f"{of}{name}", "")
    return max(1, min(int(value), most)) if value.isdigit() and len(value) < 9 else 1
