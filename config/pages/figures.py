"""The numbers of the overview: how far a plan is, overdue prescriptions, municipal plans."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, Subquery, When

from config.pages.scope import Scope
from inspections.models import Measure, Visit
from inspections.states import (
    VISIT_ENDED,
    MeasureKind,
)
from institutions.models import Institution, Person
from institutions.rights import Right
from plans.models import Activity, Fact, Plan, Revision, Section
from plans.queries.progress import is_expected, progress_of
from plans.states import PlanKind, PlanState
from workflows import access
from workflows.display import Row, Shape, Tone

PASSED = (PlanState.ADOPTED, PlanState.IN_FORCE, PlanState.IN_EXECUTION, PlanState.REPORTED)


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
        """Rows that should be carried out by now."""
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
    facts: dict[Any, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(plan=plan).select_related("record"):
        facts[fact.identity].append(fact)
    given_up = {row for row, found in facts.items() if any(fact.gives_up for fact in found)}
    measure = Measured(plan, facts, given_up, today)
    text = Activity.objects.filter(revision=Subquery(_texts_of(plan).values("pk")[:1]))
    rows = text.select_related("section__above", "inspection").order_by("position")
    by_section: dict[Section | None, list[Activity]] = defaultdict(list)
    for row in filter(scope.has_row, rows):
        by_section[_top(row.section)].append(row)
    return Execution([_section(head, found, measure) for head, found in by_section.items()])


def _texts_of(plan: Plan) -> QuerySet[Revision]:
    """The frozen texts: that in force, then from the newest."""
    in_force = Case(When(number=plan.in_force_revision or 0, then=0), default=1)
    return plan.revisions.exclude(frozen_at=None).order_by(in_force, "-number")


def _top(section: Section | None) -> Section | None:
    return section.above if section and section.above else section


@dataclass(frozen=True)
class Measured:
    """A plan on a day: its facts by row, the rows whose inspection was withdrawn."""

    plan: Plan
    facts: dict[Any, list[Fact]]
    given_up: set[Any]
    today: dt.date

    def expects(self, row: Activity) -> bool:
        """Whether a row should be carried out by now."""
        return row.identity not in self.given_up and is_expected(self.plan, row, self.today)

    def standing(self, row: Activity) -> str:
        """Whether a row is done, late, running or still to do; what is given up is never late."""
        facts = self.facts[row.identity]
        age = progress_of(self.plan, row, facts, self.today).age
        if age.shape is Shape.TICK:
            return "done"
        if row.identity in self.given_up:
            return "todo"
        if age.tone is Tone.BAD:
            return "late"
        has_begun = (row.deadline_start or self.plan.starts_on) <= self.today
        return "running" if has_begun else "todo"


def _section(head: Section | None, rows: list[Activity], measure: Measured) -> Row:
    counted = Counter(map(measure.standing, rows))
    label = _numbered(head) if head else "–"
    return Row(
        label if len(label) <= 90 else f"{label[:88]}…",
        counted["done"],
        counted["running"],
        counted["late"],
        len(rows),
        sum(map(measure.expects, rows)),
    )


def _numbered(section: Section) -> str:
    """„5. Методическа подкрепа“, as the table of contents writes it."""
    number = section.number.rstrip(". ")
    return f"{number}. {section.title}" if number else section.title


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


def municipal_plans(scope: Scope, plans: Iterable[Plan], person: Person, year: int) -> Municipal:
    """How many municipalities have an adopted plan, and which have none yet.

    ``plans`` are those open to the person. Who does not read what the authority is sent knows of
    those municipalities alone.
    """
    municipal = [plan for plan in plans if plan.plan_kind == PlanKind.MUNICIPAL]
    this_year = (plan for plan in municipal if plan.starts_on.year == year)
    passed = {plan.institution_id for plan in this_year if plan.state in PASSED}
    every = [scope.place] if scope.place else scope.places
    if access.capacity(person, Right.VIEW_SUBMITTED, scope.plan.authority) is None:
        known = {plan.institution_id for plan in municipal}
        every = [place for place in every if place.pk in known]
    waiting = [place.label for place in every if place.pk not in passed]
    return Municipal(len(every) - len(waiting), len(every), waiting)
