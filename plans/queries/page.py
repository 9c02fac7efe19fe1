"""A revision as the page shows it: groups of rows with progress, remarks, doubts, changes."""

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from plans.compare import Change, compare_rows, rows_of
from plans.models import Activity, Fact, Plan, Remark, Revision, Section
from plans.queries.doubts import Doubt, by_each_row
from plans.queries.grouping import runs_of
from plans.queries.notes import Note, notes_of
from plans.queries.progress import Progress, lacks_target, progress_of
from workflows.display import Shape, Text


class Show(StrEnum):
    """Which rows are shown."""

    ALL = ""
    DOUBTS = "warnings"
    REMARKS = "remarks"
    CHANGED = "changed"


@dataclass(frozen=True)
class RowView:
    """A row of the table with all that stands at it."""

    row: Activity
    progress: Progress
    remarks: tuple[Remark, ...]
    doubts: tuple[Doubt, ...]
    change: Change

    @property
    def breakable_number(self) -> SafeString:
        """„18.“, „1.“, „12“: a long number may break in its narrow column."""
        if "." not in self.row.number[:-1]:
            return conditional_escape(self.row.number)
        parts = re.split(r"(?<=\.)", self.row.number)
        return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts if part))

    @property
    def is_marked(self) -> bool:
        """Whether the row is new, changed or moved since the version before."""
        return self.change in (Change.CHANGED, Change.ADDED, Change.MOVED)

    @property
    def says_more(self) -> bool:
        """Whether something stands before the marks under the text."""
        return bool(self.row.financing) or self.row.is_inspection

    @property
    def lacks_target(self) -> bool:
        """Whether the row is measured and its target is no number."""
        return lacks_target(self.row)

    def is_in(self, show: Show) -> bool:
        """Whether a filter shows it."""
        match show:
            case Show.DOUBTS:
                return bool(self.doubts) or self.lacks_target
            case Show.REMARKS:
                return bool(self.remarks)
            case Show.CHANGED:
                return self.change is not Change.SAME
        return True


@dataclass(frozen=True)
class Group:
    """The rows under one heading; ``above`` is the heading over it when it opens there."""

    section: Section | None
    above: Section | None
    rows: tuple[RowView, ...]

    @property
    def fold(self) -> str:
        """The class of its rows, by which a button folds them."""
        return f"g-{self.section.position if self.section else 0}"

    @property
    def summary(self) -> Text:
        """„9 дейности · 6 по график · 1 изостава“."""
        parts = [
            ngettext("%(n)s activity", "%(n)s activities", len(self.rows)) % {"n": len(self.rows)}
        ]
        for shape in _COUNTED:
            number = sum(view.progress.age.shape is shape for view in self.rows)
            if number:
                parts.append(f"{number} {_counted(shape, number)}")
        return " · ".join(parts)


_COUNTED = (Shape.CIRCLE, Shape.TICK, Shape.TRIANGLE, Shape.SQUARE)


def _counted(shape: Shape, number: int) -> str:
    """What the heading of a group counts, by the shape of the pills under it."""
    return {
        Shape.CIRCLE: npgettext("counted rows", "on schedule", "on schedule", number),
        Shape.TICK: npgettext("counted rows", "done", "done", number),
        Shape.TRIANGLE: npgettext("counted rows", "behind", "behind", number),
        Shape.SQUARE: npgettext("counted rows", "overdue", "overdue", number),
    }[shape]


@dataclass(frozen=True)
class Choice:
    """A button of the filter with its count."""

    value: str
    label: Text
    count: int
    current: bool


@dataclass(frozen=True)
class Table:
    """The rows of a revision, filtered."""

    groups: tuple[Group, ...]
    choices: tuple[Choice, ...]
    views: tuple[RowView, ...]
    notes: tuple[Note, ...]

    @property
    def all_groups(self) -> tuple[Group, ...]:
        """The rows without the filter."""
        return _groups(self.views)

    @property
    def grave_notes(self) -> list[Note]:
        """What had to be decided before the import."""
        return [note for note in self.notes if note.doubt.is_grave]

    @property
    def other_notes(self) -> list[Note]:
        """What could stay without a decision."""
        return [note for note in self.notes if not note.doubt.is_grave]

    @property
    def is_empty(self) -> bool:
        """Whether the filter leaves nothing."""
        return not self.groups


@dataclass(frozen=True)
class Around:
    """What the rows of a revision are seen with: the revisions before it that are open to the
    person, the newest first, and the remarks that they read.
    """

    earlier: Sequence[Revision]
    remarks: Sequence[Remark]


def table_of(revision: Revision, around: Around, show: Show, today: datetime.date) -> Table:
    """The rows of a revision. A fixed number of queries, however many rows there are."""
    before = next(iter(around.earlier), revision)
    texts = (revision, *around.earlier)
    read = next((one for one in texts if one.source_name), revision)
    rows_in = rows_of({revision, before, read})
    rows = rows_in[revision]
    notes = notes_of(revision, rows, rows_in[read])
    changes = _changes(rows_in[before], rows)
    views = _views(revision, rows, notes, (changes, around.remarks), today)
    shown = [view for view in views if view.is_in(show)]
    return Table(_groups(shown), _choices(views, show), tuple(views), notes)


def _views(
    revision: Revision,
    rows: Sequence[Activity],
    notes: Sequence[Note],
    said: tuple[dict[UUID, Change], Sequence[Remark]],
    today: datetime.date,
) -> list[RowView]:
    plan, (changes, made) = revision.plan, said
    facts, remarks = _facts(plan), _remarks(revision, made)
    at_row = by_each_row([note.standing for note in notes if note.stands])
    return [
        RowView(
            row,
            progress_of(plan, row, facts[row.identity], today),
            tuple(remarks[row.identity]),
            tuple(at_row.get(row.key, ())),
            changes.get(row.identity, Change.SAME),
        )
        for row in rows
    ]


def _facts(plan: Plan) -> dict[UUID, list[Fact]]:
    found: dict[UUID, list[Fact]] = defaultdict(list)
    # What is not in force is carried out by nobody.
    for fact in plan.facts.standing() if plan.in_force_revision else ():
        found[fact.identity].append(fact)
    return found


def _remarks(revision: Revision, made: Sequence[Remark]) -> dict[UUID, list[Remark]]:
    """Remarks made up to this revision, by row, the oldest first."""
    found: dict[UUID, list[Remark]] = defaultdict(list)
    for remark in sorted(made, key=lambda one: one.pk):
        if remark.identity and remark.revision <= revision.number:
            found[remark.identity].append(remark)
    return found


def _changes(before: Sequence[Activity], rows: Sequence[Activity]) -> dict[UUID, Change]:
    """What became of each row since the revision before; nothing in the first one."""
    if before is rows:
        return {}
    return {change.identity: change.kind for change in compare_rows(before, rows).rows}


def _groups(views: Sequence[RowView]) -> tuple[Group, ...]:
    """Rows by heading, in the order of the document."""
    return tuple(
        Group(None if run.goes_on else run.section, run.above, run.items)
        for run in runs_of(views, lambda view: view.row)
    )


def _choices(views: Sequence[RowView], show: Show) -> tuple[Choice, ...]:
    labels = {
        Show.ALL: _("All"),
        Show.DOUBTS: _("Warnings"),
        Show.REMARKS: _("Remarks"),
        Show.CHANGED: _("Changed"),
    }
    return tuple(
        Choice(one.value, label, sum(view.is_in(one) for view in views), one is show)
        for one, label in labels.items()
    )
