"""The visits of a plan by month: planned, expected by today, carried out."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from config.pages.scope import Scope
from inspections.models import Inspection, Target, Visit
from inspections.queries.expected import planned_day, taking_place
from inspections.states import VISIT_AHEAD, InspectionState
from institutions.models import Person
from plans.models import Plan
from plans.states import PlanKind
from workflows.display import Column

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
MOST_MONTHS = 14
Day = dt.date | None
DATED = ("state", "on_date", "inspection__visits_until", "inspection__ends_on")


@dataclass(frozen=True)
class Visits:
    """Visits by month: planned and carried out."""

    columns: list[Column]
    planned: int
    done: int
    planned_by_now: int
    undated: int

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
    its period. A visit without a date is planned for the last month of its order or plan row;
    where these name no day either, it is planned and by no day expected.
    """
    planned, done = _days(scope, person)
    days = [day for day in planned if day]
    columns = _columns(scope.plan, days, done, today)
    by_now = sum(day <= today for day in days)
    return Visits(columns, len(planned), len(done), by_now, len(planned) - len(days))


def _days(scope: Scope, person: Person) -> tuple[list[Day], list[dt.date]]:
    plan = scope.plan
    visits = Visit.objects.open_to(person).filter(scope.visits()).select_related("inspection")
    if plan.plan_kind == PlanKind.RUO:
        visits = visits.filter(inspection__plan=plan)
    else:
        visits = visits.filter(on_date__range=(plan.starts_on, plan.ends_on))
    rows = list(visits.filter(taking_place()).only(*DATED).order_by())
    planned = [planned_day(visit) for visit in rows]
    done = [row.on_date for row in rows if row.on_date and row.state not in VISIT_AHEAD]
    return planned + _not_ordered(scope, person), done


def _not_ordered(scope: Scope, person: Person) -> list[Day]:
    """Schools of inspections that have no order yet: they are planned too."""
    plan = scope.plan
    rows = Inspection.objects.open_to(person).filter(plan=plan, state=InspectionState.PROPOSED)
    targets = Prefetch("targets", Target.objects.select_related("institution").order_by())
    return [
        planned_day(row)
        for row in rows.prefetch_related(targets).order_by()
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
