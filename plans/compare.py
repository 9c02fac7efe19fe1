"""Difference of two revisions: rows matched by identity, cells by words."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from plans.models import Activity, Revision
from workflows.display import Text
from workflows.wording import table_date

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    SAME = "same"


class Mark(StrEnum):
    """How a piece of a cell is shown; the value is the name of the element."""

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"


@dataclass(frozen=True)
class Piece:
    """A stretch of words with its mark."""

    text: str
    mark: Mark = Mark.KEPT


@dataclass(frozen=True)
class CellChange:
    """A cell before and after."""

    label: Text
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class RowChange:
    """A row in two revisions; ``None`` where it does not stand."""

    before: Activity | None
    after: Activity | None
    cells: tuple[CellChange, ...]

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
    def kind(self) -> Change:
        """Changed, added, removed or the same."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        return Change.CHANGED if self.cells else Change.SAME


@dataclass(frozen=True)
class Comparison:
    """All rows of two revisions in the order of the later one, removed rows at their old place."""

    rows: tuple[RowChange, ...]

    def of(self, kind: Change) -> list[RowChange]:
        """The rows of which one thing became."""
        return [row for row in self.rows if row.kind is kind]

    def identities(self, kind: Change) -> set[UUID]:
        """Their identities."""
        return {row.identity for row in self.of(kind)}


@dataclass(frozen=True)
class Cell:
    """A cell that is compared: its label and its words."""

    label: Text
    words: Callable[[Activity], str]


def _plain(name: str) -> Callable[[Activity], str]:
    return lambda row: str(getattr(row, name) or "")


def _section(row: Activity) -> str:
    return str(row.section) if row.section else ""


def _dates(row: Activity) -> str:
    days: Sequence[datetime.date | None] = (row.deadline_start, row.deadline_end)
    return "–".join(table_date(day) for day in days if day)


def _inspection(name: str) -> Callable[[Activity], str]:
    def words(row: Activity) -> str:
        if not row.is_inspection:
            return ""
        value = getattr(row.inspection, name)
        return str(value() if callable(value) else value or "")

    return words


def _listed(row: Activity) -> str:
    return "; ".join(str(one) for one in row.inspection.listed.all()) if row.is_inspection else ""


CELLS = (
    Cell(_("№"), _plain("number")),
    Cell(_("Section"), _section),
    Cell(_("Activity"), _plain("text")),
    Cell(_("Term"), _plain("deadline_raw")),
    Cell(_("From–until"), _dates),
    Cell(_("Unit"), _plain("unit")),
    Cell(_("Baseline"), _plain("baseline_raw")),
    Cell(_("Target"), _plain("target_raw")),
    Cell(_("Responsible"), _plain("responsible_raw")),
    Cell(_("Financing"), _plain("financing")),
    Cell(_("Indicator"), _plain("indicator_raw")),
    Cell(_("Expected result"), _plain("expected_result")),
    Cell(_("Note"), _plain("note")),
    Cell(_("Kind"), _inspection("get_kind_display")),
    Cell(_("Form"), _inspection("get_form_display")),
    Cell(_("Schools to visit"), _inspection("target_count")),
    Cell(_("Listed schools"), _listed),
)


def rows_of(revisions: Iterable[Revision]) -> dict[Revision, list[Activity]]:
    """The rows of revisions with all that is compared."""
    known = {one.pk: one for one in revisions}
    found: dict[Revision, list[Activity]] = {one: [] for one in known.values()}
    rows = Activity.objects.filter(revision__in=known).order_by("position")
    compared = rows.select_related("section__above", "inspection")
    for row in compared.prefetch_related("inspection__listed"):
        row.revision = known[row.revision_id]
        found[row.revision].append(row)
    return found


def compare(before: Revision, after: Revision) -> Comparison:
    """What changed from one revision to another."""
    rows = rows_of((before, after))
    return compare_rows(rows[before], rows[after])


def compare_rows(before: Sequence[Activity], after: Sequence[Activity]) -> Comparison:
    """The same for rows that were fetched already."""
    old = {row.identity: row for row in before}
    new = {row.identity for row in after}
    changes = [_change(old.get(row.identity), row) for row in after]
    for row in before:
        if row.identity not in new:
            changes.insert(_place(changes, row), _change(row, None))
    return Comparison(tuple(changes))


def _place(changes: list[RowChange], gone: Activity) -> int:
    """After the last row that stood before the one that went."""
    places = [
        place
        for place, change in enumerate(changes, start=1)
        if change.before and change.before.position < gone.position
    ]
    return max(places, default=0)


def _change(before: Activity | None, after: Activity | None) -> RowChange:
    found = (_cell(cell, before, after) for cell in CELLS)
    return RowChange(before, after, tuple(cell for cell in found if cell))


def _cell(cell: Cell, before: Activity | None, after: Activity | None) -> CellChange | None:
    old = cell.words(before) if before else ""
    new = cell.words(after) if after else ""
    if old == new:
        return None
    return CellChange(cell.label, *word_difference(old, new))


def word_difference(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The two texts in pieces, with the words that differ marked."""
    left, right = WORDS.findall(old), WORDS.findall(new)
    before: list[Piece] = []
    after: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for what, start, end, begin, stop in matcher.get_opcodes():
        same = what == "equal"
        _add(before, left[start:end], Mark.KEPT if same else Mark.DELETED)
        _add(after, right[begin:stop], Mark.KEPT if same else Mark.INSERTED)
    return tuple(before), tuple(after)


def _add(pieces: list[Piece], words: list[str], mark: Mark) -> None:
    if words:
        pieces.append(Piece("".join(words), mark))
