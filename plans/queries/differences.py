"""A comparison as its page shows it: changes with their reasons, filters with counts, totals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from plans.compare import Change, Comparison, RowChange
from plans.models import Activity, Plan, Remark, Revision
from plans.queries.answers import Answered, Answers, answers_of
from plans.queries.funds import funds_of
from plans.queries.history import EDITS
from plans.queries.page import Choice
from plans.queries.ticks import Heading, Opening, Reviewing, Tick
from workflows import records
from workflows.display import Text


@dataclass(frozen=True)
class Reason:
    """Why a row changed, in the words of whoever changed it."""

    text: str
    who: str


@dataclass(frozen=True)
class Difference:
    """A changed row with the remarks that it answers and the reasons given.

    A row that says what it said in its place has no tick: there is nothing to look through.
    """

    change: RowChange
    reasons: tuple[Reason, ...]
    answered: tuple[Answered, ...]
    tick: Tick

    @property
    def may_be_ticked(self) -> bool:
        """Whether it may be ticked."""
        return self.change.kind in SHOWN

    @property
    def is_unexplained(self) -> bool:
        """Whether words changed, no remark asked for it and nobody said why."""
        told = self.reasons or self.answered
        return not told and self.change.kind in (Change.CHANGED, Change.ADDED, Change.REMOVED)


@dataclass(frozen=True)
class Differences:
    """The page: what is shown, what could be, and the totals."""

    shown: tuple[Difference, ...]
    opening: Opening | None
    headings: tuple[Heading, ...]
    reviewing: Reviewing
    choices: tuple[Choice, ...]
    rows: tuple[int, int]
    with_target: tuple[int, int]
    funds: tuple[str, str]
    answers: Answers
    renumbered: int

    @property
    def answered(self) -> int:
        """How many remarks something followed."""
        return len(self.answers.all) - len(self.answers.open)


@dataclass(frozen=True)
class Asked:
    """Which two texts of a plan are compared, for whom: the remarks that they read, and the
    changes that they have ticked.
    """

    plan: Plan
    before: Revision
    after: Revision
    remarks: Sequence[Remark]
    ticked: frozenset[str] = frozenset()


#: Without a wish the page shows all that changed; rows that were only numbered anew are counted.
SHOWN = (Change.CHANGED, Change.MOVED, Change.ADDED, Change.REMOVED)
#: Choices that are offered only where there is something to choose.
_RARE = (Change.MOVED, Change.RENUMBERED)


def differences_of(asked: Asked, comparison: Comparison, wish: str) -> Differences:
    """The page of a comparison; ``wish`` is the value of the filter."""
    kinds = (Change(wish),) if wish in {kind.value for kind in Change} else SHOWN
    answers = answers_of(asked.remarks, (asked.before, asked.after), comparison)
    reasons = _reasons(asked)
    reviewing = reviewing_of(comparison, asked.ticked)
    is_all = kinds is SHOWN
    shown = (
        Difference(row, _all(reasons, row), answers.at(row.identities), reviewing.at(row))
        for row in comparison.rows
        if row.kind in kinds
    )
    return Differences(
        tuple(shown),
        reviewing.opening if is_all else None,
        reviewing.headings if is_all else (),
        reviewing,
        _choices(comparison, wish),
        (_standing(comparison, old=True), _standing(comparison, old=False)),
        (_targets(comparison, old=True), _targets(comparison, old=False)),
        (funds_of(_side(comparison, old=True)), funds_of(_side(comparison, old=False))),
        answers,
        len(comparison.of(Change.RENUMBERED)),
    )


def reviewing_of(comparison: Comparison, ticked: frozenset[str]) -> Reviewing:
    """What there is to look through in a comparison."""
    rows = tuple(row for row in comparison.rows if row.kind in SHOWN)
    return Reviewing(comparison, rows, ticked)


def _all(reasons: dict[UUID, list[Reason]], row: RowChange) -> tuple[Reason, ...]:
    identities: Iterable[UUID] = sorted(row.identities)
    return tuple(reason for identity in identities for reason in reasons.get(identity, ()))


def _reasons(asked: Asked) -> dict[UUID, list[Reason]]:
    """Notes of the edits between the two revisions, by row."""
    found: dict[UUID, list[Reason]] = defaultdict(list)
    edits = records.of(asked.plan).filter(
        step__in=EDITS, revision__gt=asked.before.number, revision__lte=asked.after.number
    )
    for record in edits.exclude(note="").select_related("actor"):
        if identity := record.facts.get("identity"):
            who = record.actor.get_short_name() if record.actor else ""
            found[UUID(identity)].append(Reason(record.note, who))
    return found


def _choices(comparison: Comparison, wish: str) -> tuple[Choice, ...]:
    labels: dict[Change, Text] = {
        Change.CHANGED: _("Changed"),
        Change.MOVED: _("Moved"),
        Change.ADDED: _("New"),
        Change.REMOVED: _("Removed"),
        Change.RENUMBERED: _("Numbered anew"),
        Change.SAME: _("Unchanged"),
    }
    counts = {kind: len(comparison.of(kind)) for kind in Change}
    changed = sum(counts[kind] for kind in SHOWN)
    everything = Choice("", _("All changes"), changed, wish not in counts)
    one_kind = [
        Choice(kind.value, label, counts[kind], wish == kind)
        for kind, label in labels.items()
        if counts[kind] or wish == kind or kind not in _RARE
    ]
    return (everything, *one_kind)


def _side(comparison: Comparison, *, old: bool) -> Sequence[Activity]:
    rows = (row.before if old else row.after for row in comparison.rows)
    return [row for row in rows if row is not None]


def _standing(comparison: Comparison, *, old: bool) -> int:
    return len(_side(comparison, old=old))


def _targets(comparison: Comparison, *, old: bool) -> int:
    return sum(row.target is not None for row in _side(comparison, old=old))
