"""Rows of a report that lack one cell: the last text goes to the column it is as long as.

Expected results are short, what was done fills pages; where a converter has dropped one of them,
the length of what is left says which.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import log
from statistics import median

from .columns import Column, Columns
from .rows import Row, clean

_FEWEST = 5
_APART = 4.0


def completed(rows: Sequence[Row], columns: Columns) -> Sequence[Row]:
    """The rows, each with as many cells as the table has columns."""
    width = len(columns)
    if columns.roles[-1] is not Column.REPORTED or width < 3:
        return rows
    shorter, longer = (_usual(rows, at, width) for at in (width - 2, width - 1))
    if not shorter or not longer or longer / shorter < _APART:
        return rows
    return [
        _completed(row, shorter, longer) if len(row.cells) == width - 1 else row for row in rows
    ]


def _usual(rows: Sequence[Row], at: int, width: int) -> float:
    """The usual length of a column's texts; 0 where too few rows are whole."""
    lengths = [
        len(text) for row in rows if len(row.cells) == width and (text := clean(row.cells[at]))
    ]
    return median(lengths) if len(lengths) >= _FEWEST else 0.0


def _completed(row: Row, shorter: float, longer: float) -> Row:
    length = len(clean(row.cells[-1])) or 1
    if row.is_paragraph or abs(log(length / longer)) > abs(log(length / shorter)):
        return row
    return replace(row, cells=(*row.cells[:-1], "", row.cells[-1]), moved=True)
