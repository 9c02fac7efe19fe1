"""Headings of columns that only a person could explain: read as the usual ones from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from .columns import Column
from .rows import Row, clean

USUAL = {
    Column.DEADLINE: "Срок",
    Column.UNIT: "Мерна единица",
    Column.BASELINE: "Базова стойност",
    Column.TARGET: "Целева стойност",
    Column.INDICATOR: "Индикатори",
    Column.RESPONSIBLE: "Отговорник",
    Column.FINANCING: "Финансиране",
    Column.EXPECTED: "Очаквани резултати",
    Column.NOTE: "Забележка",
}
"""What a heading may be said to mean, and how it is usually printed."""

ALIKE = 55


def nearest_column(name: str) -> str:
    """The column whose usual heading is most like a printed one; the responsible's where none is:
    its headings differ most.
    """
    found = {column: fuzz.ratio(name.lower(), usual.lower()) for column, usual in USUAL.items()}
    best = max(found, key=lambda column: found[column])
    return (best if found[best] >= ALIKE else Column.RESPONSIBLE).value


def with_known(rows: Sequence[Row], headings: Mapping[str, str]) -> Sequence[Row]:
    """The rows with each explained heading in its usual words; places stay."""
    meant = {name: USUAL[Column(column)] for name, column in headings.items()}
    if not meant:
        return rows
    return [
        replace(row, cells=tuple(meant.get(clean(one), one) for one in row.cells)) for row in rows
    ]
