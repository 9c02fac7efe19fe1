"""Who is in the field today."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from inspections.models import Member, Visit
from inspections.states import VisitState
from institutions.models import Person


@dataclass(frozen=True)
class InTheField:
    """One person at one school."""

    person: Person
    school: str
    topic: str
    starts_at: dt.time | None
    ends_at: dt.time | None
    url: str


def in_the_field(person: Person, day: dt.date) -> list[InTheField]:
    """The dated visits of a day that are open to a person, one row for each of the team."""
    visits = (
        Visit.objects.open_to(person)
        .filter(on_date=day)
        .exclude(state__in=[VisitState.PLANNED, VisitState.CANCELLED])
        .select_related("inspection", "institution")
        .prefetch_related(Prefetch("inspection__members", Member.objects.select_related("person")))
        .order_by("starts_at", "pk")
    )
    return [_row(visit, member) for visit in visits for member in visit.inspection.members.all()]


def _row(visit: Visit, member: Member) -> InTheField:
    return InTheField(
        member.person,
        visit.institution.full_name,
        visit.inspection.topic,
        visit.starts_at,
        visit.ends_at,
        visit.get_absolute_url(),
    )
