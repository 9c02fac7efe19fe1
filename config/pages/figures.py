"""The numbers of the overview: how far a plan is, overdue prescriptions, municipal plans."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Subquery, When

from config.pages.scope import Scope
from inspections.models import Measure, Visit
from inspections.states import (
    VISIT_ENDED,
    MeasureKind,
)
from institutions.models import Institution, Person
from institutions.rights import Right
from plans.models import Activity, Plan, Revision
from plans.queries.execution import Execution, Measured, by_section, facts_of
from plans.states import FILED, PlanKind, PlanState
from workflows import holding
from workflows.display import Age, late_age

SHOWN = ("name", "settlement")
PASSED = (PlanState.ADOPTED, PlanState.IN_FORCE, PlanState.IN_EXECUTION, *FILED)


def execution_of(scope: Scope, today: dt.date) -> Execution:
    """The rows of the plan's text in force (else its last one), counted by section."""
    text = Activity.objects.filter(revision=Subquery(_texts_of(scope.plan).values("pk")[:1]))
    found = text.select_related("section__above", "inspection").order_by()
    rows = sorted(found, key=lambda row: row.position)
    measure = Measured(scope.plan, facts_of(scope.plan, today), today)
    return by_section(measure.counted(row) for row in rows if scope.has_row(row))


def _texts_of(plan: Plan) -> QuerySet[Revision]:
    """The frozen texts: that in force, then from the newest."""
    in_force = Case(When(number=plan.in_force_revision or 0, then=0), default=1)
    return plan.revisions.exclude(frozen_at=None).order_by(in_force, "-number")


@dataclass(frozen=True)
class LateBar:
    """One prescription as a bar; class by its age, width in percent of the oldest."""

    css: str
    y: int
    width: str


@dataclass(frozen=True)
class Late:
    """The overdue prescriptions of one institution, in days late, the oldest first."""

    visit: Visit
    days: list[int]
    longest: int

    @property
    def age(self) -> Age:
        """How late the oldest is."""
        return late_age(self.days[0])

    @property
    def bars(self) -> list[LateBar]:
        """The two oldest as bars; the others stand in the count."""
        return [
            LateBar(_age_css(days), 11 * n, f"{100 * days / self.longest:.1f}%")
            for n, days in enumerate(self.days[:2])
        ]


def _age_css(days: int) -> str:
    return "d1" if days <= 14 else "late" if days <= 30 else "d3"


def overdue_by_institution(scope: Scope, person: Person, today: dt.date) -> list[Late]:
    """Prescriptions whose term passed without the director's report (ПУФРУО чл. 19, ал. 3)."""
    waiting = Q(visit__answered_on=None) & ~Q(visit__state__in=VISIT_ENDED)
    rows = Measure.objects.filter(
        waiting,
        kind=MeasureKind.PRESCRIPTION,
        issued_on__isnull=False,
        due_on__lt=today,
        visit__in=Visit.objects.open_to(person).filter(scope.visits()),
    ).select_related("visit__institution")
    rows = rows.only("due_on", *(f"visit__institution__{name}" for name in SHOWN))
    found: dict[Institution, list[Measure]] = defaultdict(list)
    for row in rows.order_by("due_on", "pk"):
        found[row.visit.institution].append(row)
    days = {place: [_late(one, today) for one in many] for place, many in found.items()}
    longest = max((many[0] for many in days.values()), default=1)
    lates = [Late(found[place][0].visit, many, longest) for place, many in days.items()]
    return sorted(lates, key=lambda one: (-one.days[0], one.visit.institution.name))


def _late(measure: Measure, today: dt.date) -> int:
    return (today - measure.due_on).days if measure.due_on else 0


@dataclass(frozen=True)
class Municipal:
    """The plans of the municipalities of a territory for a calendar year."""

    passed: int
    total: int
    waiting: list[str]


def municipal_plans(scope: Scope, plans: Iterable[Plan], person: Person, year: int) -> Municipal:
    """How many municipalities have an adopted plan, and which have none yet.

    ``plans`` are those open to the person. Who does not read what the authority is sent knows of
    those municipalities alone.
    """
    municipal = [plan for plan in plans if plan.plan_kind == PlanKind.MUNICIPAL]
    this_year = (plan for plan in municipal if plan.starts_on.year == year)
    passed = {plan.institution_id for plan in this_year if plan.state in PASSED}
    every = [scope.place] if scope.place else scope.places
    if scope.plan.authority_id not in holding.of(person).places(Right.VIEW_SUBMITTED):
        known = {plan.institution_id for plan in municipal}
        every = [place for place in every if place.pk in known]
    waiting = [place.label for place in every if place.pk not in passed]
    return Municipal(len(every) - len(waiting), len(every), waiting)
