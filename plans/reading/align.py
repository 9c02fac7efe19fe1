"""A row brought under its columns, also when the number shares a cell with the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .columns import Column, Columns
from .deadline import DeadlineDoubt, DeadlineKind
from .deadlines import read_deadline
from .headings import keyword_heading, number_of, roman_dotted, roman_heading, split_number
from .rows import Place, Row, clean

_LONG_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}(?:[.)]|\s)\s*[^\W\d]")
_MARKS = "-–•*.,"
_FEWEST_INSIDE = 3
_WORD = re.compile(r"[^\W\d_]{4}")
_SHORT = 60
_NO_FIELDS = (Column.NUMBER, Column.OTHER, Column.MEASURE)


@dataclass(frozen=True)
class Aligned:
    """The cells of a row by column.

    ``line`` is number and text together, as a heading would read; ``across`` says that it begins
    in the first column, as a heading across the table does.
    """

    number: str | None
    printed: str
    cells: dict[Column, str]
    merged_up: frozenset[Column]
    shifted: bool
    line: str
    across: bool = False
    measure: str = ""

    @property
    def text(self) -> str:
        """The cell that says what is done."""
        return self.cells.get(Column.TEXT, "")

    @property
    def deadline(self) -> str:
        """The cell that says until when."""
        return self.cells.get(Column.DEADLINE, "")

    @property
    def only_heading(self) -> bool:
        """Whether nothing but number and text is filled."""
        others = (text for column, text in self.cells.items() if column is not Column.TEXT)
        return bool(self.line) and not self.measure and not any(others)


def align(row: Row, columns: Columns) -> Aligned:
    """Bring a row of the table under its columns."""
    texts = _titled([clean(cell) for cell in row.cells], columns)
    line = _only_line(texts)
    if line is not None:
        return _heading_line(line, columns, shifted=len(texts) == len(columns) - 1)
    texts, shifted = _shifted(texts, columns)
    if not shifted:
        texts, shifted = _one_too_far_left(texts, columns)
    texts = _fitted(texts, len(columns))
    return _by_column(texts, columns, _merged(row, columns), shifted=shifted or row.moved)


def _titled(texts: list[str], columns: Columns) -> list[str]:
    """A number and one more text are a heading, whatever column its title begins in."""
    filled = [at for at, text in enumerate(texts) if text]
    at = columns.at(Column.TEXT)
    if len(filled) != 2 or filled[0] != 0 or filled[1] == at or columns.at(Column.NUMBER) != 0:
        return texts
    first, title = texts[0], texts[filled[1]]
    if number_of(first) is None and roman_heading(roman_dotted(first)) is None:
        return texts
    return [f"{roman_dotted(first)} {title}", *[""] * (len(texts) - 1)]


def with_numbers(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns, told where the numbers stand: in their own column, or before the texts."""
    number, text = columns.at(Column.NUMBER), columns.at(Column.TEXT)
    if number is None or text is None:
        return columns
    inside = [
        row
        for row in rows
        if len(row.cells) > max(number, text)
        and not clean(row.cells[number])
        and _LONG_NUMBER.match(clean(row.cells[text]))
    ]
    return replace(columns, numbers_inside=len(inside) >= _FEWEST_INSIDE)


def origins_of(row: Row, aligned: Aligned) -> dict[Column, Place]:
    """The cell that each text of the row came from."""
    free = dict(enumerate(map(clean, row.cells)))
    found = {}
    for column, text in aligned.cells.items():
        at = next((i for i, cell in free.items() if text and text in cell), None)
        if at is not None:
            found[column] = row.place_of(at)
            if free[at] == text:
                del free[at]
    return found


def _only_line(texts: list[str]) -> str | None:
    """The only filled cell if it is the first one: a heading across the table, or the rest of a
    row.
    """
    if not texts[0] or any(texts[1:]):
        return None
    return texts[0]


def _heading_line(line: str, columns: Columns, *, shifted: bool) -> Aligned:
    parts = None if keyword_heading(line) else split_number(line)
    number = number_of(parts[0]) if parts else number_of(line)
    text = parts[1] if parts and number else ("" if number else line)
    printed = parts[0] if parts and number else (line if number else "")
    cells: dict[Column, str] = {role: "" for role in columns.roles if role not in _NO_FIELDS}
    cells[Column.TEXT] = text
    return Aligned(
        number, printed, cells, frozenset(), shifted and number is None, line, across=True
    )


def _shifted(texts: list[str], columns: Columns) -> tuple[list[str], bool]:
    """Undo a shift to the left: number and text in one cell, or text in the cell of the number."""
    if columns.at(Column.NUMBER) != 0 or not texts[0] or number_of(texts[0]):
        return texts, False
    parts = split_number(texts[0])
    short = len(texts) == len(columns) - 1
    if parts and (short or (not texts[-1] and _is_deadline(texts, columns))):
        return [*parts, *texts[1:]], True
    if parts and not texts[1]:
        return [*parts, *texts[2:]], False
    if short:
        return ["", *texts], True
    if texts[0][:1].islower() and not texts[1] and not texts[-1]:
        return ["", *texts[:-1]], True
    return texts, False


def _one_too_far_left(texts: list[str], columns: Columns) -> tuple[list[str], bool]:
    """A row that lacks its first, empty cell: the deadline stands under the column before."""
    at = columns.at(Column.DEADLINE)
    if not at or not _WORD.search(texts[0]) or len(texts) <= at or len(texts[at - 1]) > _SHORT:
        return texts, False
    if not _is_deadline(texts, columns) or is_known(texts[at]):
        return texts, False
    gap = next((i for i in range(at, len(texts)) if not texts[i]), None)
    if gap is None and len(texts) >= len(columns):
        return texts, False
    kept = texts if gap is None else texts[:gap] + texts[gap + 1 :]
    return ["", *kept], True


def is_known(text: str) -> bool:
    """Whether a cell holds a deadline that is understood."""
    found = read_deadline(text)
    return found.kind is not DeadlineKind.EMPTY and found.doubt is not DeadlineDoubt.UNKNOWN


def _is_deadline(texts: list[str], columns: Columns) -> bool:
    """Whether the cell left of the deadline's own holds the deadline."""
    at = columns.at(Column.DEADLINE)
    if not at or at > len(texts):
        return False
    return is_known(texts[at - 1])


def _fitted(texts: list[str], width: int) -> list[str]:
    """As many cells as columns: cut-off ends filled up, surplus ones put to the last."""
    if len(texts) <= width:
        return texts + [""] * (width - len(texts))
    surplus = " ".join(text for text in texts[width - 1 :] if text)
    return [*texts[: width - 1], surplus]


def _merged(row: Row, columns: Columns) -> frozenset[Column]:
    return frozenset(columns.roles[at] for at in row.merged_up if at < len(columns))


def _by_column(
    texts: list[str], columns: Columns, merged: frozenset[Column], *, shifted: bool
) -> Aligned:
    cells: dict[Column, str] = {
        role: text
        for role, text in zip(columns.roles, texts, strict=True)
        if role is not Column.OTHER
    }
    first = roman_dotted(cells.pop(Column.NUMBER, ""))
    number, printed = number_of(first), first
    if number is None:
        text = " ".join(
            part for part in (first, cells[Column.TEXT]) if part and part not in "-–•*.,"
        )
        inside = columns.at(Column.NUMBER) is None or columns.numbers_inside
        parts = split_number(text) if inside or first else None
        found = number_of(parts[0]) if parts else None
        printed = parts[0] if parts and found else ""
        number, cells[Column.TEXT] = found, parts[1] if parts and found else text
    line = " ".join(part for part in (printed, cells[Column.TEXT]) if part)
    measure = cells.pop(Column.MEASURE, "")
    return Aligned(number, printed, cells, merged, shifted, line, measure=measure)
