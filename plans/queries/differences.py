"""A comparison as its page shows it: changes with their reasons, filters with counts, totals."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from plans.compare import Change, Comparison, RowChange
from plans.models import Plan, Remark, Revision
from plans.queries.history import EDITS
from plans.queries.page import Choice
from workflows import records
from workflows.display import Text


@dataclass(frozen=True)
class Reason:
    """Why a row changed, in the words of whoever changed it."""

    text: str
    who: str


@dataclass(frozen=True)
class Difference:
    """A changed row with the remarks made on it and the reasons given."""

    change: RowChange
    reasons: tuple[Reason, ...]
    remarks: tuple[Remark, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"c-{self.change.identity.hex[:12]}"


@dataclass(frozen=True)
class Differences:
    """The page: what is shown, what could be, and the totals."""

    shown: tuple[Difference, ...]
    choices: tuple[Choice, ...]
    rows: tuple[int, int]
    with_target: tuple[int, int]
    remarks: int
    answered: int


#: Without a wish the page shows all that changed, and nothing that did not.
_CHANGED = (Change.CHANGED, Change.ADDED, Change.REMOVED)


def differences_of(
    plan: Plan, before: Revision, after: Revision, comparison: Comparison, wish: str
) -> Differences:
    """The page of a comparison; ``wish`` is the value of the filter."""
    kinds = (Change(wish),) if wish in {kind.value for kind in Change} else _CHANGED
    reasons, remarks = _reasons(plan, before, after), _remarks(plan, before, after)
    shown = [
        Difference(row, tuple(reasons[row.identity]), tuple(remarks[row.identity]))
        for row in comparison.rows
        if row.kind in kinds
    ]
    made = [one for found in remarks.values() for one in found]
    return Differences(
        tuple(shown),
        _choices(comparison, wish),
        (_standing(comparison, old=True), _standing(comparison, old=False)),
        (_targets(comparison, old=True), _targets(comparison, old=False)),
        len(made),
        sum(bool(one.answer) for one in made),
    )


def _reasons(plan: Plan, before: Revision, after: Revision) -> dict[UUID, list[Reason]]:
    """Notes of the edits between the two revisions, by row."""
    found: dict[UUID, list[Reason]] = defaultdict(list)
    edits = records.of(plan).filter(
        step__in=EDITS, revision__gt=before.number, revision__lte=after.number
    )
    for record in edits.exclude(note="").select_related("actor"):
        if identity := record.facts.get("identity"):
            who = record.actor.get_short_name() if record.actor else ""
            found[UUID(identity)].append(Reason(record.note, who))
    return found


def _remarks(plan: Plan, before: Revision, after: Revision) -> dict[UUID, list[Remark]]:
    """Remarks made on the earlier text and up to the later one, by row."""
    found: dict[UUID, list[Remark]] = defaultdict(list)
    made = plan.remarks.filter(revision__gte=before.number, revision__lt=after.number)
    for remark in made.exclude(identity=None).select_related("author"):
        if remark.identity:
            found[remark.identity].append(remark)
    return found


def _choices(comparison: Comparison, wish: str) -> tuple[Choice, ...]:
    labels: dict[Change, Text] = {
        Change.CHANGED: _("Changed"),
        Change.ADDED: _("New"),
        Change.REMOVED: _("Removed"),
        Change.SAME: _("Unchanged"),
    }
    counts = {kind: len(comparison.of(kind)) for kind in Change}
    changed = sum(counts[kind] for kind in _CHANGED)
    everything = Choice("", _("All changes"), changed, wish not in counts)
    one_kind = [
        Choice(kind.value, label, counts[kind], wish == kind) for kind, label in labels.items()
    ]
    return (everything, *one_kind)


def _side(comparison: Comparison, *, old: bool) -> Sequence[object]:
    rows = (row.before if old else row.after for row in comparison.rows)
    return [row for row in rows if row is not None]


def _standing(comparison: Comparison, *, old: bool) -> int:
    return len(_side(comparison, old=old))


def _targets(comparison: Comparison, *, old: bool) -> int:
    return sum(getattr(row, "target", None) is not None for row in _side(comparison, old=old))
