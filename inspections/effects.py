"""Rows that a step writes beside an inspection or a visit, inside its transaction."""

import datetime
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections import checklists, terms
from inspections.models import Booking, Inspection, Member, Visit
from inspections.states import (
    VISIT_AHEAD,
    VISIT_ENDED,
    VISIT_OVER,
    InspectionState,
    MeasureKind,
    VisitState,
)
from institutions.models import Person
from institutions.rights import Right
from workflows import access, clocks, desks, gate
from workflows.flow import flow_of
from workflows.models import Record
from workflows.refusals import NotReady
from workflows.rules import Unmet
from workflows.taken import Case


def in_team(document: Any, person: Person) -> bool:
    """Whether the order names the person."""
    inspection = document.inspection if isinstance(document, Visit) else document
    return bool(inspection.members.filter(person=person).exists())


def team_of(inspection: Inspection) -> list[Person]:
    """The people named in the order."""
    return inspection.team


def team_of_visit(visit: Visit) -> list[Person]:
    """The people named in the order of the visit's inspection."""
    return visit.inspection.team


def lacks_schools(inspection: Inspection) -> bool:
    """A listed school waits by name, or fewer schools are chosen than the plan promises."""
    targets = inspection.targets.all()
    waiting = targets.filter(institution=None).exists()
    return waiting or targets.count() < max(inspection.target_count or 0, 1)


def has_its_schools(inspection: Inspection) -> bool:
    """All its schools are known, as many as the plan promises."""
    return not lacks_schools(inspection)


def visits_have_ended(inspection: Inspection) -> bool:
    """There were visits, and all that were not cancelled are closed or escalated."""
    visits = inspection.visits.all()
    carried_out = visits.filter(state__in=VISIT_ENDED).exists()
    return carried_out and not visits.exclude(state__in=VISIT_OVER).exists()


def nothing_was_visited(inspection: Inspection) -> bool:
    """All visits were cancelled: there is nothing to close, only to withdraw."""
    visits = inspection.visits.all()
    return visits.exists() and not visits.exclude(state=VisitState.CANCELLED).exists()


def is_to_decide(inspection: Inspection) -> bool:
    """Its row left the plan and the head has not decided yet."""
    return inspection.is_to_decide


def directors_who_know(visit: Visit) -> list[Person]:
    """Who answers for the institution, where the visit was announced."""
    if visit.announced_on is None:
        return []
    return list(access.holders(Right.ANSWER_INSPECTION, visit.institution))


def team_that_waits(visit: Visit) -> list[Person]:
    """The team of an announced visit; of a withdrawn inspection it hears in one letter."""
    withdrawn = visit.inspection.state == InspectionState.WITHDRAWN
    return [] if withdrawn or visit.announced_on is None else visit.inspection.team


def name_team(case: Case, _record: Record) -> None:
    """Keep who is named in the order."""
    inspection: Inspection = case.document
    inspection.members.all().delete()
    Member.objects.bulk_create(
        Member(inspection=inspection, person=person) for person in case.facts["team"]
    )


def open_visits(case: Case, _record: Record) -> None:
    """Each school of the order gets its visit."""
    inspection: Inspection = case.document
    for target in inspection.targets.select_related("institution"):
        visit = Visit(
            inspection=inspection, institution=target.institution, authority=inspection.authority
        )
        gate.open_document(visit, actor=case.actor, step="open", capacity=case.capacity)


def settle_visits(case: Case, _record: Record) -> None:
    """Another team and other terms: dated visits book the new people and are counted anew."""
    visits = Visit.objects.select_for_update(of=("self",), no_key=True)
    for visit in visits.filter(inspection=case.document).order_by("pk"):
        if visit.state == VisitState.SCHEDULED:
            _book(visit)
            clocks.start(visit, terms.OF_VISIT, replace(case, document=visit))
        desks.settle(visit, flow_of(visit))


def cancel_visits(case: Case, _record: Record) -> None:
    """With the order its visits are gone: nothing of them is drawn up yet."""
    for visit in case.document.visits.filter(state__in=VISIT_AHEAD).order_by("pk"):
        gate.take_along(visit, "cancel", case)


def book_team(case: Case, _record: Record) -> None:
    """The team is there during these hours."""
    _book(case.document)


def free_team(case: Case, _record: Record) -> None:
    """The team has these hours for itself again."""
    case.document.bookings.all().delete()


def _book(visit: Visit) -> None:
    """The database says whether somebody of the team is elsewhere at that time."""
    visit.bookings.all().delete()
    zone = timezone.get_current_timezone()
    hours = [
        datetime.datetime.combine(visit.on_date, at, zone)
        for at in (visit.starts_at, visit.ends_at)
        if visit.on_date and at
    ]
    # In one order for everybody: two bookings of the same people never wait for each other.
    for person in sorted(visit.inspection.team, key=lambda one: one.pk):
        try:
            with transaction.atomic():
                Booking.objects.create(visit=visit, person=person, during=tuple(hours))
        except IntegrityError as fault:
            raise NotReady([_elsewhere(person, hours)]) from fault


def _elsewhere(person: Person, hours: list[datetime.datetime]) -> Unmet:
    other = (
        Booking.objects.filter(person=person, during__overlap=tuple(hours))
        .select_related("visit__institution", "visit__inspection")
        .first()
    )
    sentence = _("%(person)s is at that time at %(where)s.") % {
        "person": person.name,
        "where": other.visit.institution.full_name if other else "…",
    }
    return Unmet("nobody_in_two_places", sentence, "чл. 18, ал. 2 ПУФРУО")


def lay_out_checklist(case: Case, _record: Record) -> None:
    """The questions of the visit: the order's criteria, else those of the kind."""
    checklists.lay_out(case.document)


def issue_recommendations(case: Case, _record: Record) -> None:
    """Recommendations are given."""
    case.document.measures.filter(kind=MeasureKind.RECOMMENDATION).update(issued_on=case.on)


def issue_prescriptions(case: Case, _record: Record) -> None:
    """Prescriptions and recommendations stand from the day of the order.

    A recommendation without a term gets that of the director's report.
    """
    measures = case.document.measures
    measures.filter(due_on=None).update(due_on=case.document.answer_due_on)
    measures.update(issued_on=case.on)


def mark_executed(case: Case, _record: Record) -> None:
    """All measures were carried out, but for what a follow-up visit found otherwise."""
    case.document.measures.filter(executed=None).update(executed=True)


def mark_not_executed(case: Case, _record: Record) -> None:
    """Measures that nobody confirmed were not carried out."""
    case.document.measures.filter(executed=None).update(executed=False)


def settle_inspection(case: Case, _record: Record) -> None:
    """With its last visit over, the inspection lies at the head's desk.

    It is locked with the visit: of two that close at once, the later one sees the other closed.
    """
    inspection = case.document.inspection
    desks.settle(inspection, flow_of(inspection))
