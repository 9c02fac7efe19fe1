"""The grid of a Word table made straight: one column per column that people see.

Word keeps a fine grid of its own, and cells of a column may begin a hair apart from row to row. The
rows that have the usual number of cells say where columns begin; every cell goes to the nearest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_FEWEST = 3


@dataclass(frozen=True)
class GridCell:
    """A cell: the grid column it begins at, its text, and whether it goes on from the row above."""

    start: int
    text: str
    goes_on: bool


def straight(rows: Sequence[Sequence[GridCell]]) -> list[tuple[list[str], frozenset[int]]]:
    """The texts of each row by column, and the columns merged with the row above."""
    starts = _columns(rows)
    return [_fitted(row, starts) for row in rows]


def _columns(rows: Sequence[Sequence[GridCell]]) -> tuple[int, ...]:
    """Where the columns begin: as most of the rows with the usual number of cells have it."""
    shapes = [tuple(cell.start for cell in row) for row in rows]
    counts = Counter(len(shape) for shape in shapes if len(shape) >= _FEWEST)
    if not counts:
        return tuple(sorted({start for shape in shapes for start in shape}))
    usual = max(counts, key=lambda size: (counts[size], size))
    return Counter(shape for shape in shapes if len(shape) == usual).most_common(1)[0][0]


def _fitted(row: Sequence[GridCell], starts: tuple[int, ...]) -> tuple[list[str], frozenset[int]]:
    texts = [""] * len(starts)
    merged = set()
    for index, cell in enumerate(row):
        at = index if len(row) == len(starts) else _nearest(cell.start, starts)
        if cell.goes_on:
            merged.add(at)
        texts[at] = (
            f"{texts[at]} {cell.text}" if texts[at] and cell.text else texts[at] or cell.text
        )
    return texts, frozenset(merged)


def _nearest(start: int, starts: tuple[int, ...]) -> int:
    return min(range(len(starts)), key=lambda at: (abs(starts[at] - start), at))
