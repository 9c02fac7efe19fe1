"""Notes of the reading: what was doubtful, what was decided, whether the rows still say it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plans.compare import Change, compare_rows
from plans.models import Activity, Revision
from plans.queries.doubts import Doubt, doubts_in


@dataclass(frozen=True)
class Note:
    """A doubt as it is shown later; ``rows`` are those that still say what was read."""

    doubt: Doubt
    rows: tuple[Activity, ...]

    @property
    def stands(self) -> bool:
        """Whether the text still has it: it is about the whole document, or a row is as read; and
        nobody accepted its repair.
        """
        return not self.is_repaired and (bool(self.rows) or not self.doubt.keys)

    @property
    def is_repaired(self) -> bool:
        """Whether cells were corrected when the document was reviewed."""
        return self.doubt.decision is not None and self.doubt.decision.repaired

    @property
    def standing(self) -> Doubt:
        """The doubt, about the rows that still say what was read."""
        return replace(self.doubt, keys=tuple(row.key for row in self.rows))


def notes_of(
    revision: Revision, rows: Sequence[Activity], read: Sequence[Activity]
) -> tuple[Note, ...]:
    """All doubts of the reading that a revision comes from, the grave ones first.

    ``rows`` are those of the revision, ``read`` those of the one that was made of the file.
    """
    as_read = {row.key: row for row in _as_read(rows, read)}
    notes = [
        Note(doubt, tuple(as_read[key] for key in doubt.keys if key in as_read))
        for doubt in doubts_in(revision.preamble.get("anomalies"))
    ]
    return tuple(sorted(notes, key=lambda note: not note.doubt.is_grave))


def _as_read(rows: Sequence[Activity], read: Sequence[Activity]) -> Sequence[Activity]:
    """The rows that nobody has changed since the file was read."""
    if read is rows:
        return rows
    keys = {change.row.key for change in compare_rows(read, rows).of(Change.SAME)}
    return [row for row in rows if row.key in keys]
