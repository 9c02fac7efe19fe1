"""What of a visit is open to a person: a protocol under work is the authority's own."""

from django.db.models import Q, QuerySet

from inspections.models import Visit
from inspections.states import VISIT_REGISTERED, VisitState
from institutions.models import Person
from institutions.rights import Right
from workflows import holding, records
from workflows.flow import flow_of
from workflows.models import Record

#: The report is made to the head, never to the institution (ПУФРУО чл. 18, ал. 7).
TO_THE_HEAD = ("report", "follow_up_reported", "follow_up_withdrawn")
#: Why an announced visit does not take place is told to the institution.
TOLD = ("cancel",)


def is_inside(visit: Visit, person: Person) -> bool:
    """Whether the person sees the visit as one of the authority, not of the institution."""
    return visit.authority_id in holding.of(person).places(Right.VIEW_DOCUMENTS)


def reads_protocol(visit: Visit, *, inside: bool) -> bool:
    """Whether answers, findings, photos and measures are open.

    The institution gets its copy when the protocol is in both registers (ПУФРУО чл. 18, ал. 4).
    """
    return inside or visit.state in VISIT_REGISTERED


def records_shown(visit: Visit, person: Person) -> QuerySet[Record]:
    """The records that a person reads; how a protocol was written stays in the authority.

    Before the protocol is registered the institution reads that a day was set, and no notes but
    why a visit is cancelled.
    """
    found: QuerySet[Record] = records.of(visit)
    if is_inside(visit, person):
        return found
    before = ~Q(target__in=VISIT_REGISTERED)
    written = before & ~Q(source="") & ~Q(step__in=tuple(flow_of(visit).steps))
    found = found.exclude(written).exclude(step__in=TO_THE_HEAD)
    if reads_protocol(visit, inside=False):
        return found
    return found.exclude(before & ~Q(note="") & ~Q(step__in=TOLD))


def states_inside(visit: Visit, person: Person) -> tuple[str, ...]:
    """The states before the protocol is in both registers, for those of the institution."""
    if is_inside(visit, person):
        return ()
    return tuple(state for state in VisitState.values if state not in VISIT_REGISTERED)


def questions_shown(visit: Visit, person: Person) -> list[tuple[str, str]]:
    """The questions of the checklist: place on the page and words."""
    if not reads_protocol(visit, inside=is_inside(visit, person)):
        return []
    rows = visit.answers.order_by("position")
    return [(row.anchor, f"{row.position}. {row.question}"[:80]) for row in rows]
