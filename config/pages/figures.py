"""The numbers of the overview: how far a plan is, visits by month, overdue prescriptions."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from config.pages.scope import Scope
from inspections.models import Inspection, Measure, Visit
from inspections.states import (
    VISIT_AHEAD,
    VISIT_ENDED,
    InspectionState,
    MeasureKind,
    VisitState,
)
from institutions.models import Institution, Person
from plans.models import Activity, Fact, Plan, Revision, Section
from plans.queries.progress import progress_of
from plans.states import PlanKind, PlanState
from workflows.display import Column, Row, Shape, Tone

PASSED = (PlanState.ADOPTED, PlanState.IN_FORCE, PlanState.IN_EXECUTION, PlanState.REPORTED)
MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
MOST_MONTHS = 14


@dataclass(frozen=True)
class Execution:
    """How far the rows of a plan are, by section and in all; counts of rows."""

    rows: list[Row]

    def _sum(self, name: str) -> int:
        return sum(getattr(row, name) for row in self.rows)

    @property
    def total(self) -> int:
        """Rows in all."""
        return self._sum("total")

    @property
    def done(self) -> int:
        """Rows that reached their target."""
        return self._sum("done")

    @property
    def late(self) -> int:
        """Rows whose term passed before that."""
        return self._sum("late")

    @property
    def expected(self) -> int:
        """Rows whose term has passed by today."""
        return sum(row.expected or 0 for row in self.rows)

    @property
    def share(self) -> int:
        """Percent of the rows that are done."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def expected_share(self) -> int:
        """Percent of the rows that should be done."""
        return 100 * self.expected // self.total if self.total else 0

    @property
    def is_behind(self) -> bool:
        """Fewer are done than should be."""
        return self.done < self.expected


def execution_of(scope: Scope, today: dt.date) -> Execution:
    """The rows of the plan's text in force (else its last one), counted by section."""
    plan = scope.plan
    revision = _text_of(plan)
    if revision is None:
        return Execution([])
    facts: dict[Any, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(plan=plan).select_related("record"):
        facts[fact.identity].append(fact)
    rows = revision.activities.select_related("section__above", "inspection").order_by("position")
    by_section: dict[Section | None, list[Activity]] = defaultdict(list)
    for row in filter(scope.has_row, rows):
        by_section[_top(row.section)].append(row)
    return Execution(
        [_section(plan, head, found, facts, today) for head, found in by_section.items()]
    )


def _text_of(plan: Plan) -> Revision | None:
    rows = plan.revisions.exclude(frozen_at=None).order_by("-number")
    in_force = rows.filter(number=plan.in_force_revision or 0).first()
    return in_force or rows.first()


def _top(section: Section | None) -> Section | None:
    return section.above if section and section.above else section


def _section(
    plan: Plan,
    head: Section | None,
    rows: list[Activity],
    facts: dict[Any, list[Fact]],
    today: dt.date,
) -> Row:
    counted = Counter(_standing(plan, row, facts[row.identity], today) for row in rows)
    over = sum((row.deadline_end or plan.ends_on) < today for row in rows)
    label = _numbered(head) if head else "–"
    return Row(
        label if len(label) <= 90 else f"{label[:88]}…",
        counted["done"],
        counted["running"],
        counted["late"],
        len(rows),
        over,
    )


def _numbered(section: Section) -> str:
    """„5. Методическа подкрепа“, as the table of contents writes it."""
    number = section.number.rstrip(". ")
    return f"{number}. {section.title}" if number else section.title


def _standing(plan: Plan, row: Activity, facts: list[Fact], today: dt.date) -> str:
    age = progress_of(plan, row, facts, today, has_targets=False).age
    if age.shape is Shape.TICK:
        return "done"
    if age.tone is Tone.BAD:
        return "late"
    return "running" if (row.deadline_start or plan.starts_on) <= today else "todo"


@dataclass(frozen=True)
class Visits:
    """Visits by month: planned and carried out."""

    columns: list[Column]
    planned: int
    done: int
    planned_by_now: int

    @property
    def behind(self) -> int:
        """How many that should have been carried out were not."""
        return max(0, self.planned_by_now - self.done)

    @property
    def share(self) -> int:
        """Percent carried out."""
        return 100 * self.done // self.planned if self.planned else 0


def visits_of(scope: Scope, person: Person, today: dt.date) -> Visits:
    """The visits of a plan that are open to the person; of a plan without inspections those of
    its period. A visit without a date is planned for the last month of its order or plan row.
    """
    planned, done = _days(scope, person)
    columns = _columns(scope.plan, planned, done, today)
    return Visits(columns, len(planned), len(done), sum(day <= today for day in planned))


def _days(scope: Scope, person: Person) -> tuple[list[dt.date], list[dt.date]]:
    plan = scope.plan
    visits = Visit.objects.open_to(person).filter(scope.visits()).select_related("inspection")
    if plan.plan_kind == PlanKind.RUO:
        visits = visits.filter(inspection__plan=plan)
    else:
        visits = visits.filter(on_date__range=(plan.starts_on, plan.ends_on))
    rows = list(visits.exclude(state=VisitState.CANCELLED))
    planned = [_planned_day(visit, plan) for visit in rows]
    done = [row.on_date for row in rows if row.on_date and row.state not in VISIT_AHEAD]
    return planned + _not_ordered(scope, person), done


def _planned_day(visit: Visit, plan: Plan) -> dt.date:
    inspection = visit.inspection
    return visit.on_date or inspection.visits_until or inspection.ends_on or plan.ends_on


def _not_ordered(scope: Scope, person: Person) -> list[dt.date]:
    """Schools of inspections that have no order yet: they are planned too."""
    plan = scope.plan
    rows = Inspection.objects.open_to(person).filter(plan=plan, state=InspectionState.PROPOSED)
    return [
        row.ends_on or plan.ends_on
        for row in rows.prefetch_related("targets__institution")
        for _school in range(scope.schools_in(row))
    ]


def _columns(
    plan: Plan, planned: Iterable[dt.date], done: Iterable[dt.date], today: dt.date
) -> list[Column]:
    """A column for each month of the period; what lies outside counts at its nearest end."""
    months = _months(plan)
    plans = Counter(_clamped(day, months) for day in planned)
    acts = Counter(_clamped(day, months) for day in done)
    now = (today.year, today.month)
    return [
        Column(MONTHS[month[1] - 1], plans[month], acts[month], is_now=month == now)
        for month in months
    ]


def _months(plan: Plan) -> list[tuple[int, int]]:
    first = plan.starts_on.year * 12 + plan.starts_on.month - 1
    last = plan.ends_on.year * 12 + plan.ends_on.month - 1
    return [(n // 12, n % 12 + 1) for n in range(first, min(last, first + MOST_MONTHS - 1) + 1)]


def _clamped(day: dt.date, months: list[tuple[int, int]]) -> tuple[int, int]:
    return min(max((day.year, day.month), months[0]), months[-1])


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


def municipal_plans(scope: Scope, person: Person, year: int) -> Municipal:
    """How many municipalities have an adopted plan, and which have none yet."""
    passed = set(
        Plan.objects.open_to(person)
        .filter(plan_kind=PlanKind.MUNICIPAL, starts_on__year=year, state__in=PASSED)
        .values_list("institution", flat=True)
    )
    every = [scope.place] if scope.place else scope.places
    waiting = [place.label for place in every if place.pk not in passed]
    return Municipal(len(every) - len(waiting), len(every), waiting)
