"""Difference of two revisions: rows matched by identity and likeness, cells by words."""

from plans.compare.cells import CELLS, rows_of
from plans.compare.changes import CellChange, Change, Comparison, HeadingChange, RowChange
from plans.compare.comparison import compare, compare_rows
from plans.compare.opening import OpeningChange
from plans.compare.words import Mark, Piece, word_difference

__all__ = [
    "CELLS",
    "CellChange",
    "Change",
    "Comparison",
    "HeadingChange",
    "Mark",
    "OpeningChange",
    "Piece",
    "RowChange",
    "compare",
    "compare_rows",
    "rows_of",
    "word_difference",
]
