"""What followed each remark: the cells that changed, the answer, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from plans.compare import CellChange, Comparison, RowChange
from plans.models import Remark, Revision
from plans.states import UNFINISHED, ReturnReason
from workflows.models import Record

#: The cells that a remark with this reason asks to change; with any other reason all of them.
ASKED: dict[str, frozenset[str]] = {
    ReturnReason.TERM: frozenset({"deadline_raw", "dates"}),
    ReturnReason.INDICATOR: frozenset(
        {"indicator_raw", "unit", "baseline_raw", "target_raw", "expected_result", "target_count"}
    ),
    ReturnReason.RESPONSIBLE: frozenset({"responsible_raw", "in_charge"}),
    ReturnReason.FINANCING: frozenset({"financing"}),
}


class Outcome(StrEnum):
    """What a remark led to, the best first."""

    DONE = "done"
    ELSEWHERE = "elsewhere"
    SAID = "said"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Answered:
    """A remark beside the change of its row; ``cells`` are those that it asked for."""

    remark: Remark
    change: RowChange | None
    cells: tuple[CellChange, ...]

    @property
    def outcome(self) -> Outcome:
        """Whether what was asked changed, something else did, or there are words alone."""
        if self.cells:
            return Outcome.DONE
        if self.change and self.change.cells:
            return Outcome.ELSEWHERE
        return Outcome.SAID if self.remark.answer else Outcome.NOTHING


@dataclass(frozen=True)
class Answers:
    """All remarks made on the earlier text, in the order in which they were made."""

    all: tuple[Answered, ...]

    @property
    def open(self) -> list[Answered]:
        """Those that nothing followed."""
        return [one for one in self.all if one.outcome is Outcome.NOTHING]

    def at(self, identities: set[UUID]) -> tuple[Answered, ...]:
        """Those on one row."""
        return tuple(one for one in self.all if one.remark.identity in identities)

    @property
    def general(self) -> tuple[Answered, ...]:
        """Those on the plan as a whole."""
        return tuple(one for one in self.all if one.remark.identity is None)


def answers_of(
    remarks: Iterable[Remark], between: tuple[Revision, Revision], comparison: Comparison
) -> Answers:
    """The remarks made on the earlier text and up to the later one, with what followed.

    ``remarks`` are those that the person reads.
    """
    before, after = between
    changes = {identity: row for row in comparison.rows for identity in row.identities}
    made = [one for one in remarks if before.number <= one.revision < after.number]
    made.sort(key=lambda one: one.pk)
    return Answers(tuple(_answered(one, changes.get(one.identity or UUID(int=0))) for one in made))


def _answered(remark: Remark, change: RowChange | None) -> Answered:
    asked = ASKED.get(remark.reason)
    cells = change.cells if change else ()
    return Answered(remark, change, tuple(one for one in cells if not asked or one.name in asked))


def returned_by(person_pk: int, moves: Iterable[Record]) -> int | None:
    """The version that the person last sent back, of themselves or for somebody.

    ``moves`` is the route of the plan. The number of the revision; None for who returned none.
    """
    back = [one for one in moves if one.target in UNFINISHED and one.step.startswith("return")]
    theirs = [one for one in back if person_pk in (one.actor_id, one.acting_for_id)]
    return theirs[-1].revision if theirs else None
