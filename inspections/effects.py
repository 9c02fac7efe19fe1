"""Rows that a step writes beside an inspection or a visit, inside its transaction."""

import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections import checklists
from inspections.models import Booking, Inspection, Member, Visit
from inspections.states import VISIT_ENDED, MeasureKind
from institutions.models import Person
from workflows import desks, gate
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
    """There were visits, and all are closed or escalated."""
    visits = inspection.visits.all()
    return visits.exists() and not visits.exclude(state__in=VISIT_ENDED).exists()


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


def settle_visits(case: Case, record: Record) -> None:
    """Another team: the visits lie at other desks, dated ones book the new people.

    A visit locks itself before its inspection, so here nobody waits: who is faster goes first.
    """
    for visit in _locked_visits(case.document):
        if visit.bookings.exists() and visit.state == "scheduled":
            _book(visit)
        desks.settle(visit, flow_of(visit))


def _locked_visits(inspection: Inspection) -> list[Visit]:
    visits = Visit.objects.select_for_update(of=("self",), nowait=True)
    try:
        with transaction.atomic():
            return list(visits.filter(inspection=inspection).order_by("pk"))
    except OperationalError as busy:
        sentence = _("A visit of this inspection is being changed at this moment: try again.")
        raise NotReady([Unmet("visits_at_rest", sentence, "чл. 18, ал. 2 ПУФРУО")]) from busy


def book_team(case: Case, _record: Record) -> None:
    """The team is there during these hours.

    The inspection is locked: a change of the order that is under way names the team first.
    """
    Inspection.objects.select_for_update(of=("self",)).get(pk=case.document.inspection_id)
    _book(case.document)


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
    """With its last visit closed, the inspection lies at the head's desk.

    Under its lock: of two visits that close at once, the later one sees the other closed.
    """
    inspection = Inspection.objects.select_for_update(of=("self",)).get(
        pk=case.document.inspection_id
    )
    desks.settle(inspection, flow_of(inspection))
