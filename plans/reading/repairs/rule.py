"""How a repair is declared, and how it names what it changes."""

from collections.abc import Callable, Iterable

from plans.reading.changes import Change, Part
from plans.reading.columns import Column
from plans.reading.model import Activity, Anomaly, Reading

Propose = Callable[[Anomaly, Reading], Iterable[Change]]
REPAIRS: dict[str, Propose] = {}
"""By the kind of doubt."""


def repairs(*kinds: str) -> Callable[[Propose], Propose]:
    """Declare a function as what proposes the repair of these kinds of doubts."""

    def declare(propose: Propose) -> Propose:
        REPAIRS.update(dict.fromkeys(kinds, propose))
        return propose

    return declare


def rows_of(doubt: Anomaly, reading: Reading) -> list[Activity]:
    """The rows that a doubt is about."""
    meant = set(doubt.keys)
    return [row for row in reading.activities if row.key in meant]


def cell(row: Activity, column: Column) -> str:
    """The text of a cell; empty where the document has no such column."""
    if column is Column.TEXT:
        return row.text
    if column is Column.NUMBER:
        return row.number or ""
    return row.deadline_raw if column is Column.DEADLINE else row.field(column.value) or ""


def becomes(row: Activity, column: Column, now: str) -> Change:
    """A cell of a row gets another text."""
    return Change(Part.ROW, row.key, column.value, cell(row, column), " ".join(now.split()))
