"""Word 97–2003 documents: rows by the marks of cells and rows, also merged ones.

A cell ends with the character 7; the mark that ends a row is told from it by a property of its
paragraph. No macro, no object, no link is ever followed.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from .doc_file import DocFile, Properties
from .doc_lists import DocLists
from .grid import GridCell, straight
from .problems import DAMAGED, TOO_LONG, Unreadable
from .rows import Place, Row

_IN_TABLE, _ENDS_ROW, _DEFINITION = 0x2416, 0x2417, 0xD608
_CELL = "\x07"
_PARAGRAPH = re.compile(r"([^\r\x07\x0c]*)([\r\x07\x0c])")
_RESULT = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_INSTRUCTION = re.compile(r"\x13[^\x14\x15]*\x14?")
_SHOWN = str.maketrans(
    {"\n": " ", "\x0b": " ", "\x0e": " ", "\x1e": "-", "\xa0": " "}
    | {chr(code): "" for code in (*range(9), *range(0x0F, 0x1E), 0x1F)}
)
_MAX_COLUMNS = 64
_MAX_CELLS = 200_000


def doc_rows(data: bytes) -> Iterator[Row]:
    """The rows of a .doc, in document order.

    Raises:
        Unreadable: not a Word document, damaged, locked, with macros, or too large.
    """
    try:
        file = DocFile(data)
        if file.text.count(_CELL) > _MAX_CELLS:
            raise Unreadable(TOO_LONG)
        yield from _Walk(DocLists.read(file)).rows(file)
    except (struct.error, IndexError, KeyError, ValueError, OSError, RecursionError) as error:
        raise Unreadable(DAMAGED) from error


@dataclass
class _Walk:
    """One way through a document: lists go on counting from row to row."""

    lists: DocLists
    _cell: list[str] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _table: list[list[GridCell]] = field(default_factory=list)

    def rows(self, file: DocFile) -> Iterator[Row]:
        """Paragraphs and rows of tables."""
        paragraphs = tables = 0
        blank = False
        for found in _PARAGRAPH.finditer(file.text):
            style, own = file.properties_at(found.start(2))
            text = self._shown(found[1], style, own)
            if _is_on(own, _IN_TABLE):
                self._inside(text, found[2], own)
                continue
            if self._table:
                tables += 1
                yield from self._closed(tables)
                blank = True
            paragraphs += 1
            is_blank = not text.strip()
            if not is_blank or "\t" in text:  # a tab alone is an empty cell
                place = Place(table=0, row=paragraphs)
                yield Row(tuple(text.split("\t")), place, after_break=blank or is_blank)
            blank = is_blank
        yield from self._closed(tables + 1)

    def _shown(self, text: str, style: int, own: Properties) -> str:
        """What is seen of a paragraph: fields by their results, without anchors and notes."""
        label = "" if _is_on(own, _ENDS_ROW) else self.lists.label(style, own)
        while "\x15" in text and _RESULT.search(text):
            text = _RESULT.sub(r"\1", text)
        shown = _INSTRUCTION.sub("", text).translate(_SHOWN)
        return f"{label} {shown}" if label else shown

    def _inside(self, text: str, mark: str, own: Properties) -> None:
        """A paragraph of a table: a cell may have several, the last one ends the cell or row."""
        if _is_on(own, _ENDS_ROW):
            self._table.append(_placed(self._row, own))
            self._row, self._cell = [], []
            return
        self._cell.append(text.replace("\t", " "))
        if mark == _CELL:
            self._row.append(" ".join(self._cell))
            self._cell = []

    def _closed(self, number: int) -> Iterator[Row]:
        """The rows of the table that has ended, each cell under the column where people see it."""
        if self._row:
            raise Unreadable(DAMAGED)
        for index, (texts, merged) in enumerate(straight(self._table), start=1):
            padded = tuple(texts) + ("",) * (2 - len(texts))
            row = Row(padded, Place(table=number, row=index), index == 1, merged)
            if not row.is_empty:
                yield row
        self._table = []


def _placed(texts: list[str], own: Properties) -> list[GridCell]:
    """The cells of a row where its definition puts them [TDefTableOperand]."""
    if len(texts) > _MAX_COLUMNS:
        raise Unreadable(DAMAGED)
    definition = own.get(_DEFINITION, b"\0")
    count = definition[0]
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1) if count else ()
    flags = [
        int.from_bytes(definition[at : at + 2], "little")
        for at in range(3 + 2 * count, len(definition) - 1, 20)
    ]
    cells = []
    for index, text in enumerate(texts):
        flag = flags[index] if index < len(flags) else 0
        if flag & 3 == 1:  # merged with the cell before; what it holds is not shown
            continue
        goes_on = (flag >> 5) & 3 == 1
        start = edges[index] if index < len(edges) else index
        cells.append(GridCell(start, "" if goes_on else text, goes_on))
    return cells


def _is_on(own: Properties, code: int) -> bool:
    return own.get(code, b"\0") != b"\0"
