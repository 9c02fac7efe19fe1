"""The list of inspections: filters with counts, a fixed number of queries."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import dateformat

from inspections.models import Inspection, Member, Visit
from inspections.queries.expected import taking_place
from inspections.queries.facets import Facet, counted, facets, tally, with_all
from inspections.states import VISIT_ENDED, InspectionState
from institutions.models import Person
from plans.states import InspectionForm, InspectionKind
from workflows.http import PER_PAGE

DAY = datetime.timedelta(days=1)
YEARS = range(2000, 2101)
NAMES = ("state", "kind", "form", "expert", "month")


@dataclass(frozen=True)
class Filters:
    """What the address asks for; empty means everything. ``month`` is „2026-04“."""

    state: str = ""
    kind: str = ""
    form: str = ""
    expert: str = ""
    month: str = ""

    @classmethod
    def of(cls, values: QueryDict) -> "Filters":
        """From the address; what is unknown there finds nothing and breaks nothing."""
        return cls(*(values.get(name, "")[:40] for name in NAMES))

    def without(self, name: str) -> "Filters":
        """The other filters: what the choices of one are counted in."""
        return replace(self, **{name: ""})

    def apply(self, rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
        """The inspections that are asked for."""
        for name in NAMES:
            if value := getattr(self, name):
                rows = rows.filter(CONDITIONS[name](value))
        return rows

    @property
    def any(self) -> bool:
        """Whether something is filtered."""
        return self != Filters()


def month_of(value: str) -> datetime.date | None:
    """The first day of „2026-04“; None for what is no month of 2000–2100."""
    try:
        first = datetime.date.fromisoformat(f"{value}-01")
    except ValueError:
        return None
    return first if first.year in YEARS else None


def _next_month(first: datetime.date) -> datetime.date:
    return (first + 31 * DAY).replace(day=1)


def _in_month(value: str) -> Q:
    first = month_of(value)
    if first is None:
        return Q(pk__in=())
    return Q(starts_on__lt=_next_month(first), ends_on__gte=first)


def _expert(value: str) -> Q:
    return Q(members__person__username=value)


CONDITIONS: dict[str, Callable[[str], Q]] = {
    "state": lambda value: Q(state=value),
    "kind": lambda value: Q(kind_of=value),
    "form": lambda value: Q(form_of=value),
    "expert": _expert,
    "month": _in_month,
}


@dataclass(frozen=True)
class Line:
    """A row of the list with its numbers of schools and visits."""

    inspection: Inspection
    listed: int
    waiting: int
    visits: int
    ended: int

    @property
    def lacking(self) -> int:
        """So many schools fewer than the plan promises; an order names at least one."""
        return max(0, (self.inspection.target_count or 1) - self.listed)

    @property
    def team(self) -> list[Person]:
        """The people named in the order."""
        return [member.person for member in self.inspection.members.all()]


@dataclass(frozen=True)
class InspectionList:
    """The page: rows, filters, facets."""

    page: Page[Inspection]
    lines: list[Line]
    filters: Filters
    states: list[Facet]
    kinds: list[Facet]
    forms: list[Facet]
    experts: list[Facet]
    months: list[Facet]


def inspection_list(person: Person, values: QueryDict) -> InspectionList:
    """The inspections open to a person, filtered, a page at a time."""
    filters = Filters.of(values)
    rows = Inspection.objects.open_to(person)
    page = Paginator(_rows(filters.apply(rows)), PER_PAGE).get_page(values.get("page"))
    return InspectionList(
        page,
        list(_lines(page)),
        filters,
        _states(rows, filters),
        _choices(rows, filters, "kind", "kind_of", InspectionKind.choices),
        _choices(rows, filters, "form", "form_of", InspectionForm.choices),
        _experts(rows, filters),
        _months(rows, filters),
    )


def _rows(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    team = Prefetch("members", Member.objects.select_related("person"))
    chosen = rows.select_related("plan", "institution").prefetch_related(team)
    # A follow-up has no plan: it stands by its own first day.
    newest = Coalesce("plan__starts_on", "starts_on").desc(nulls_last=True)
    return chosen.order_by(newest, "created_at", "pk")


def _lines(page: Page[Inspection]) -> Iterator[Line]:
    shown = list(page)
    schools = _numbers(shown, "targets", Q(), Q(targets__institution=None))
    ended = Q(visits__state__in=VISIT_ENDED)
    visits = _numbers(shown, "visits", taking_place("visits__"), ended)
    for inspection in shown:
        yield Line(inspection, *schools[inspection.pk], *visits[inspection.pk])


def _numbers(shown: list[Inspection], related: str, of: Q, some: Q) -> dict[Any, tuple[int, int]]:
    """By inspection: how many rows of those hang on it, and how many of them are such."""
    rows = Inspection.objects.filter(pk__in=[one.pk for one in shown]).order_by()
    found = rows.annotate(n=Count(related, filter=of), m=Count(related, filter=some))
    return {pk: (n, m) for pk, n, m in found.values_list("pk", "n", "m")}


def _states(rows: QuerySet[Inspection], filters: Filters) -> list[Facet]:
    counts = counted(filters.without("state").apply(rows), "state")
    found = facets(InspectionState.choices, counts, filters.state)
    return with_all(found, sum(counts.values()))


def _choices(
    rows: QuerySet[Inspection], filters: Filters, name: str, column: str, choices: Any
) -> list[Facet]:
    counts = counted(filters.without(name).apply(rows), column)
    return facets(choices, counts, getattr(filters, name))


def _experts(rows: QuerySet[Inspection], filters: Filters) -> list[Facet]:
    others = filters.without("expert").apply(rows)
    members = Member.objects.filter(inspection__in=others.order_by().values("pk"))
    people = members.order_by("person__name").values_list("person__username", "person__name")
    found = list(people.annotate(n=Count("inspection")))
    names = {username: name for username, name, _n in found}
    if filters.expert and filters.expert not in names:
        names |= Person.objects.filter(username=filters.expert).values_list("username", "name")
    return facets(names.items(), {username: n for username, _name, n in found}, filters.expert)


def _months(rows: QuerySet[Inspection], filters: Filters) -> list[Facet]:
    others = filters.without("month").apply(rows).order_by()
    dates = others.exclude(starts_on=None).exclude(ends_on=None)
    counts = tally(months_of(*pair) for pair in dates.values_list("starts_on", "ends_on"))
    named = [(value, _month_name(value)) for value in sorted(counts)]
    return facets(named, counts, filters.month)


def months_of(first: datetime.date | None, last: datetime.date | None) -> Iterator[str]:
    """The months that a period touches, as „2026-04“."""
    month = first.replace(day=1) if first else None
    while month and last and month <= last:
        yield f"{month:%Y-%m}"
        month = _next_month(month)


def _month_name(value: str) -> str:
    first = month_of(value)
    return dateformat.format(first, "F Y") if first else value


def visits_of_own(person: Person, values: QueryDict) -> Page[Visit]:
    """For those to whom no inspection is open: the visits to their own institution."""
    rows = Visit.objects.open_to(person).select_related("inspection", "institution")
    newest = rows.order_by("-on_date", "-created_at", "pk")
    return Paginator(newest, PER_PAGE).get_page(values.get("page"))
