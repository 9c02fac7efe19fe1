"""Workbooks: the sheets that are shown; framed rows are tables, lines without a frame paragraphs.

Read with lxml straight from the archive: no macro, no link, no formula is ever followed; of a
formula the value that was kept is read.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .archive import parts_of, tree_of
from .problems import DAMAGED, TOO_LONG, Unreadable
from .rows import Place, Row
from .xlsx_cells import SHEET, Cell, Looks, Values

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_AT = re.compile(r"([A-Z]{1,3})\d{1,7}")
_MAX_COLUMNS = 60
_MAX_SHEETS = 20
_MAX_MERGED = 100_000

Lines = list[tuple[int, dict[int, Cell]]]


def xlsx_rows(data: bytes) -> Iterator[Row]:
    """The rows of a .xlsx, sheet by sheet.

    Raises:
        Unreadable: not a workbook, damaged, locked, with macros, too large or unsafe.
    """
    book, relations, strings, styles = parts_of(
        data, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
        "xl/styles.xml",
    ).values()  # fmt: skip
    tree = tree_of(book)
    names = list(_sheets(tree, relations))
    if not names:
        raise Unreadable(DAMAGED)
    looks = Looks.read(tree_of(styles)) if styles else Looks()
    values = Values.read(tree, tree_of(strings) if strings else None, looks)
    walk = _Walk()
    for sheet in parts_of(data, *names).values():
        if sheet:
            yield from walk.rows(tree_of(sheet), values)


def _sheets(book: etree._Element, relations: bytes) -> Iterator[str]:
    """The parts of the sheets that are shown."""
    if not relations:
        return
    targets = {one.get("Id"): one.get("Target", "") for one in tree_of(relations).iter(_RELATION)}
    for sheet in list(book.iter(f"{SHEET}sheet"))[:_MAX_SHEETS]:
        target = targets.get(sheet.get(f"{_R}id"))
        if target and sheet.get("state", "visible") == "visible":
            yield posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


@dataclass
class _Walk:
    """One way through a workbook: tables are counted over all sheets."""

    tables: int = 0
    paragraphs: int = 0

    def rows(self, sheet: etree._Element, values: Values) -> Iterator[Row]:
        """Paragraphs and rows of tables of one sheet."""
        lines = _lines(sheet, values)
        merged = _merged_up(sheet)
        is_framed = any(cell.framed for _number, cells in lines for cell in cells.values())
        table: Lines = []
        before = 0
        for number, cells in lines:
            # Where nothing is framed, the white space above says that a line stands alone.
            is_apart, before = is_framed or number > before + 1, number
            if len(cells) == 1 and is_apart and not any(cell.framed for cell in cells.values()):
                yield from self._table(table, merged)
                table = []
                self.paragraphs += 1
                text = next(iter(cells.values())).text
                yield Row((text,), Place(table=0, row=self.paragraphs), after_break=True)
            else:
                table.append((number, cells))
        yield from self._table(table, merged)

    def _table(self, lines: Lines, merged: dict[int, set[int]]) -> Iterator[Row]:
        """The rows of a table, all of one width."""
        if not lines:
            return
        self.tables += 1
        width = max(2, *(max(cells) + 1 for _number, cells in lines))
        before = 0
        for index, (number, cells) in enumerate(lines, start=1):
            texts = tuple(cells[at].text if at in cells else "" for at in range(width))
            place = Place(table=self.tables, row=index)
            yield Row(texts, place, number > before + 1, frozenset(merged.get(number, ())))
            before = number


def _lines(sheet: etree._Element, values: Values) -> Lines:
    """The rows that hold something, by their number; cells by their column."""
    lines: Lines = []
    number = 0
    for row in sheet.iter(f"{SHEET}row"):
        printed = row.get("r", "")
        number = int(printed) if printed.isdigit() and len(printed) < 8 else number + 1
        cells = dict(_cells(row, values))
        if cells:
            lines.append((number, cells))
    return lines


def _cells(row: etree._Element, values: Values) -> Iterator[tuple[int, Cell]]:
    at = -1
    for one in row.iterchildren(f"{SHEET}c"):
        match = _AT.fullmatch(one.get("r", ""))
        at = _column(match[1]) if match else at + 1
        cell = values.of(one)
        if cell.text.strip():
            if at >= _MAX_COLUMNS:
                raise Unreadable(TOO_LONG)
            yield at, cell


def _column(letters: str) -> int:
    """„A“ is 0, „AA“ is 26."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _merged_up(sheet: etree._Element) -> dict[int, set[int]]:
    """The columns of each row that are merged with the row above."""
    found: dict[int, set[int]] = {}
    count = 0
    for one in sheet.iter(f"{SHEET}mergeCell"):
        match = _AREA.fullmatch(one.get("ref", ""))
        if match is None:
            continue
        first, last = int(match[2]), int(match[4])
        count += max(last - first, 0)
        if count > _MAX_MERGED:
            raise Unreadable(TOO_LONG)
        for number in range(first + 1, last + 1):
            found.setdefault(number, set()).add(_column(match[1]))
    return found
