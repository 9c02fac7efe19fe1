"""What stands on the page of an inspection: schools, visits, progress, what the order lacks."""

import datetime
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inspections.models import Inspection, Target, Visit
from inspections.queries.schools import Guessed, guesses_of
from inspections.states import VISIT_ENDED, InspectionState, VisitState
from institutions.models import Person
from institutions.rights import Right
from plans.models import Activity, Fact
from plans.queries.progress import Progress, progress_of
from workflows import access, desks, steps
from workflows.display import LogLine
from workflows.flow import flow_of
from workflows.rules import Unmet
from workflows.steps import Offer
from workflows.telling import done
from workflows.wording import table_date

LINES = 8
#: By these an inspection is of another kind or in another turn than the step is made for.
OTHERWISE = ("row_left_the_plan", "row_is_behind_it", "visit_is_behind_it")


@dataclass(frozen=True)
class School:
    """A school of the inspection, as the plan lists it, with who may be meant."""

    target: Target
    guesses: tuple[Guessed, ...]
    visit: Visit | None


@dataclass(frozen=True)
class Schools:
    """The schools of an inspection: known, waiting by name, still to be chosen."""

    rows: tuple[School, ...]
    wanted: int | None

    @property
    def waiting(self) -> int:
        """Names of which nobody has said who is meant."""
        return sum(school.target.waits for school in self.rows)

    @property
    def lacking(self) -> int:
        """So many fewer than the plan promises; an order names at least one."""
        return max(0, (self.wanted or 1) - len(self.rows))


def may_choose(inspection: Inspection, person: Person) -> bool:
    """Whether the person may say which schools are meant, while nothing is ordered.

    A follow-up goes where the visit was that it follows.
    """
    is_open = inspection.state == InspectionState.PROPOSED and not inspection.follows_id
    right = Right.PLAN_INSPECTIONS
    return is_open and access.capacity(person, right, inspection.authority) is not None


def visits_of(inspection: Inspection, person: Person) -> list[Visit]:
    """The visits that are open to the person, in the order of their dates."""
    rows = Visit.objects.open_to(person).filter(inspection=inspection)
    return list(rows.select_related("institution", "inspection"))


def schools_of(inspection: Inspection, visits: Iterable[Visit]) -> Schools:
    """The schools with their guesses and visits."""
    targets = list(inspection.targets.select_related("institution", "matched_by"))
    by_school = {visit.institution_id: visit for visit in visits}
    guesses = guesses_of(targets)
    rows = tuple(
        School(target, guesses.get(target.pk, ()), by_school.get(target.institution_id or 0))
        for target in targets
    )
    return Schools(rows, inspection.target_count)


@dataclass(frozen=True)
class Visits:
    """The visits of an order and how they stand."""

    rows: list[Visit]

    @property
    def ended(self) -> int:
        """How many are closed or escalated."""
        return sum(visit.state in VISIT_ENDED for visit in self.rows)

    @property
    def cancelled(self) -> int:
        """How many do not take place."""
        return sum(visit.state == VisitState.CANCELLED for visit in self.rows)

    @property
    def to_carry_out(self) -> int:
        """How many were not cancelled."""
        return len(self.rows) - self.cancelled


def row_of(inspection: Inspection) -> Activity | None:
    """The plan row in the latest frozen revision, with what its numbers need."""
    row = inspection.row
    return row if row and row.is_inspection else None


def progress(inspection: Inspection, row: Activity | None) -> Progress | None:
    """How far the plan row is and which records make the number."""
    if row is None or inspection.plan is None:
        return None
    facts = Fact.objects.standing().filter(plan=inspection.plan, identity=row.identity)
    found = list(facts.select_related("record"))
    today = timezone.localdate()
    return progress_of(inspection.plan, row, found, today)


def offers_of(inspection: Inspection, person: Person) -> list[Offer]:
    """The steps for a person; whether to carry on is asked only when the row left the plan."""
    return apart_from(steps.offers(inspection, person), OTHERWISE)


def apart_from(offers: Iterable[Offer], rules: Container[str]) -> list[Offer]:
    """The steps without those that such a rule keeps off: nobody can do anything about it."""
    return [one for one in offers if not any(unmet.name in rules for unmet in one.missing)]


def main_of(inspection: Inspection, offers: Iterable[Offer]) -> Offer | None:
    """The step of the primary button: one that leads further; giving up is never the main thing."""
    forward = (one for one in offers if one.step.target_from(inspection.state) != inspection.state)
    return next((one for one in forward if one.ready and not one.step.danger), None)


def missing_for_order(inspection: Inspection, person: Person) -> tuple[Unmet, ...]:
    """What the order lacks, shown to everybody while the inspection is proposed."""
    if inspection.state != InspectionState.PROPOSED:
        return ()
    return steps.missing_for(flow_of(inspection).steps["order"], inspection, person)


@dataclass(frozen=True)
class Waiting:
    """Who is to act, and by when."""

    names: str
    due: datetime.date | None
    verb: str


def waiting_for(document: Any) -> Waiting | None:
    """The open work on a document: all who may take it, the nearest deadline."""
    waiting = list(desks.on(document))
    if not waiting:
        return None
    names = [str(desk.post.title if desk.post else desk.person) for desk in waiting]
    dated = next((desk for desk in waiting if desk.due_on), waiting[0])
    return Waiting(", ".join(dict.fromkeys(names)), dated.due_on, dated.asks)


def lines_of(document: Any, records: Iterable[Any]) -> list[LogLine]:
    """Records in words."""
    told = document.changes_told()
    return [_line(document, record, told.get(record.sequence, "")) for record in records]


def _line(document: Any, record: Any, told: str) -> LogLine:
    printed = str(record.facts.get("name") or "")
    day = table_date(record.on) if record.on != record.at.date() else ""
    return LogLine(
        what=done(document, record.step),
        when=record.at,
        who=record.actor.name if record.actor else "",
        acting_for=record.stood_in_for,
        note=" · ".join(part for part in (record.title, day, printed, told, record.note) if part),
        is_key=record.source != record.target,
    )
