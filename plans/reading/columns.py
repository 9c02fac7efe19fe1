"""Which column is which: read from the header rows of the table, never assumed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from .headings import number_of
from .letters import cyrillic
from .rows import Row, clean


class Column(StrEnum):
    """Roles of columns; the values of the lower ones are the field names of the contract.

    ``MEASURE`` is the column whose cells are headings of the rows beside and below them.
    """

    NUMBER = "number"
    TEXT = "text"
    DEADLINE = "deadline_raw"
    UNIT = "unit"
    BASELINE = "baseline_raw"
    TARGET = "target_raw"
    INDICATOR = "indicator_raw"
    RESPONSIBLE = "responsible_raw"
    NOTE = "note"
    FINANCING = "financing"
    EXPECTED = "expected_result"
    REPORTED = "reported_result"
    INSTITUTIONS = "institutions_raw"
    MEASURE = "measure"
    OTHER = "other"


# In this order: "Индикатори за изпълнение на дейностите" is an indicator although it names
# activities.
_NAMES = (
    (Column.NUMBER, re.compile(r"^(?:№|n[o°º:]?(?!\w)|#|номер|пореден)")),
    (Column.BASELINE, re.compile(r"^(?:базов|баз\.|текущ|изходн|начал)")),
    (Column.TARGET, re.compile(r"^(?:целев|цел\.|очаквана стойност)")),
    (Column.UNIT, re.compile(r"^(?:мерна|мярка$|единица|м\. ?ед)")),
    (Column.EXPECTED, re.compile(r"(?:очакван|планиран|предвиден|заложен)\w* резултат")),
    (
        Column.REPORTED,
        re.compile(r"отчет|постигнат|реализиран|извършен\w|^(?:степен на )?изпълнени|^изпълнено"),
    ),
    (Column.INDICATOR, re.compile(r"индикатор|показател")),
    (Column.NOTE, re.compile(r"^(?:забележ|бележк)")),
    (Column.RESPONSIBLE, re.compile(r"отговор|отговаря|извършва се|изпълнител")),
    (Column.FINANCING, re.compile(r"финанс|средства|бюджет|ресурс")),
    (Column.DEADLINE, re.compile(r"^(?:срок|период|време|дата|график)")),
    (
        Column.INSTITUTIONS,
        re.compile(r"^(?:обект|институци|училищ|образователн\w* институци|място)"),
    ),
    (
        Column.TEXT,
        re.compile(r"дейност|предмет|мерки|мероприят|задач|съдържание|наименование|тема на"),
    ),
)
_MEASURE = re.compile(r"(?:мярка|мерки)(?!\s*/\s*дейност)")
_WORK = frozenset({Column.TEXT})
_FEWEST = 3
_LONGEST = 120


@dataclass(frozen=True)
class Columns:
    """The columns of a table: role and printed heading of each, left to right.

    ``numbers_inside``: the numbers stand in the cells of the text although they have a column.
    """

    roles: tuple[Column, ...]
    names: tuple[str, ...]
    numbers_inside: bool = False

    def __len__(self) -> int:
        return len(self.roles)

    def at(self, role: Column) -> int | None:
        """The index of a column, None if the table has no such column."""
        return self.roles.index(role) if role in self.roles else None


def header_at(row: Row, following: Row | None) -> tuple[Columns, int] | None:
    """The columns if ``row`` begins a header, and how many rows the header takes (one or two)."""
    if row.is_paragraph:
        return None
    first = tuple(clean(cell) for cell in row.cells)
    if any(len(name) > _LONGEST or number_of(name) for name in first):
        return None
    roles = _roles(first)
    if (
        Column.TEXT not in roles
        or Column.DEADLINE not in roles
        or len(set(roles) - {Column.OTHER}) < _FEWEST
    ):
        return None
    second = _second(following, len(first))
    names = _leaves(first, second) if second else first
    leaves = _distinct(_roles(names))
    if second is None or not {Column.TEXT, Column.DEADLINE} <= set(leaves):
        return Columns(_distinct(roles), first), 1
    return Columns(leaves, names), 2


def _roles(names: tuple[str, ...]) -> list[Column]:
    """The role of each; „Мярка“ left of the activities heads them, right of them it is a unit."""
    roles = [role_of(name) for name in names]
    for at, name in enumerate(names):
        if _MEASURE.match(cyrillic(name).lower().strip()) and _WORK.intersection(roles[at + 1 :]):
            roles[at] = Column.MEASURE
            break
    return roles


def role_of(name: str) -> Column:
    """What a column with this heading holds."""
    text = cyrillic(name).lower().strip()
    return next((role for role, pattern in _NAMES if pattern.search(text)), Column.OTHER)


def _second(row: Row | None, width: int) -> tuple[str, ...] | None:
    """The second row of a header stands under spanned cells and names only indicators."""
    if row is None or row.is_paragraph or (len(row.cells) > width and row.cells[0].strip()):
        return None
    cells = tuple(clean(cell) for cell in row.cells)
    roles = {role_of(cell) for cell in cells if cell}
    inner = {Column.UNIT, Column.BASELINE, Column.TARGET}
    if not roles & inner or Column.OTHER in roles or len(roles & inner) < 2:
        return None
    return cells


def _leaves(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """The lowest heading of each column."""
    return tuple(under or over for over, under in zip_longest(first, second, fillvalue=""))


def _distinct(roles: list[Column]) -> tuple[Column, ...]:
    """Each role once: a second column of the same name is another column."""
    seen: set[Column] = set()
    out = []
    for role in roles:
        out.append(Column.OTHER if role in seen else role)
        seen.add(role)
    return tuple(out)
