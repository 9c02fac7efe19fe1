"""How sure it is that a value was read right, and the cells it came from."""

from collections.abc import Iterator

from .columns import Column
from .deadline import Deadline, DeadlineDoubt
from .drafts import RowDraft
from .fields import Cell
from .joining import is_cut

WHOLE, JOINED, MENDED, LENT, MOVED, UNCLEAR = 1.0, 0.95, 0.85, 0.9, 0.6, 0.5
_NAMES = {Column.TEXT: "text", Column.DEADLINE: "deadline"}


def cells_of(row: RowDraft, deadline: Deadline) -> Iterator[Cell]:
    """Each field that holds something: its cells, and the least sure of what was done to it."""
    for column, pieces in row.pieces.items():
        if any(pieces):
            sure = min(_joined(pieces), MOVED if row.shifted else WHOLE)
            if column is Column.DEADLINE:
                sure = min(sure, _dated(deadline))
            places = tuple(row.origins.get(column, row.places[:1]))
            yield Cell(_NAMES.get(column, column.value), places, sure)


def _joined(pieces: list[str]) -> float:
    """A text of one piece is as printed; a hyphen at the cut may belong to the word or not."""
    filled = [piece for piece in pieces if piece]
    if len(filled) < 2:
        return WHOLE
    return MENDED if any(is_cut(piece) for piece in filled[:-1]) else JOINED


def _dated(deadline: Deadline) -> float:
    if deadline.doubt is DeadlineDoubt.UNKNOWN:
        return UNCLEAR
    if deadline.doubt is not None:
        return MOVED
    return LENT if deadline.basis == "period" else WHOLE
