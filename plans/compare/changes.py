"""What became of a row, a heading and a text: the outcome of a comparison."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from plans.compare.cells import PLACE
from plans.compare.opening import OpeningChange
from plans.compare.words import Pieces, word_difference
from plans.models import Activity, Section
from workflows import records
from workflows.display import Text


class Change(StrEnum):
    """What became of a row: the first that is true of it.

    A row that was moved or numbered anew and says the same has not changed; one whose words
    changed on the way is changed, and moved as well.
    """

    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    SAME = "same"


@dataclass(frozen=True)
class CellChange:
    """A cell before and after; ``name`` is that of ``plans.compare.cells``."""

    label: Text
    before: Pieces
    after: Pieces
    name: str = ""


def _said(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


@dataclass(frozen=True)
class RowChange:
    """A row in two revisions; ``None`` where it does not stand.

    ``parted`` is the row from which a new one was split, or with which a removed one was put
    together.
    """

    before: Activity | None
    after: Activity | None
    cells: tuple[CellChange, ...]
    is_moved: bool = False
    parted: Activity | None = None

    @property
    def row(self) -> Activity:
        """The row as it is now, or as it last was."""
        row = self.after or self.before
        if row is None:
            raise LookupError("A change is of some row.")
        return row

    @property
    def identity(self) -> UUID:
        """What the row keeps from revision to revision."""
        return self.row.identity

    @property
    def identities(self) -> set[UUID]:
        """Its identity in both texts: one deleted and written anew has two."""
        return {row.identity for row in (self.before, self.after) if row}

    @cached_property
    def content(self) -> tuple[CellChange, ...]:
        """The cells that differ, without the number and the section."""
        return tuple(cell for cell in self.cells if cell.name not in PLACE)

    @cached_property
    def mark(self) -> str:
        """A digest of what became of it, other numbers aside."""
        cells = [[cell.name, _said(cell.before), _said(cell.after)] for cell in self.content]
        return records.fingerprint(["row", str(self.identity), self.kind, self.is_moved, cells])

    @cached_property
    def kind(self) -> Change:
        """What became of the row."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        if self.content:
            return Change.CHANGED
        if self.is_moved:
            return Change.MOVED
        return Change.RENUMBERED if self.cells else Change.SAME


@dataclass(frozen=True)
class HeadingChange:
    """A heading in two revisions; ``None`` where it does not stand."""

    before: Section | None
    after: Section | None
    is_moved: bool = False

    @property
    def has_same_words(self) -> bool:
        """Whether it stands in both with the same number and words."""
        return str(self.before) == str(self.after)

    @property
    def is_same(self) -> bool:
        """Whether it stands in the same order too."""
        return self.has_same_words and not self.is_moved

    @property
    def mark(self) -> str:
        """A digest of what became of it."""
        words = [str(self.before or ""), str(self.after or "")]
        return records.fingerprint(["heading", self.is_moved, words])

    @property
    def words(self) -> tuple[Pieces, Pieces]:
        """Its number and words with what differs marked."""
        return word_difference(str(self.before or ""), str(self.after or ""))


@dataclass(frozen=True)
class Comparison:
    """All rows of two revisions in the order of the later one, removed rows at their old place."""

    rows: tuple[RowChange, ...]
    headings: tuple[HeadingChange, ...] = ()
    opening: tuple[OpeningChange, ...] = ()

    @property
    def opening_mark(self) -> str:
        """A digest of what changed outside the table."""
        return records.fingerprint(["opening", [[one.old, one.new] for one in self.opening]])

    def of(self, kind: Change) -> list[RowChange]:
        """The rows of which one thing became."""
        return [row for row in self.rows if row.kind is kind]

    def identities(self, kind: Change) -> set[UUID]:
        """Their identities."""
        return {row.identity for row in self.of(kind)}

    @property
    def changed_headings(self) -> list[HeadingChange]:
        """Headings that are not as they were."""
        return [one for one in self.headings if not one.is_same]
