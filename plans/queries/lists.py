"""The list of plans: filters with counts, a fixed number of queries."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.translation import gettext as _

from institutions.models import Person
from plans.models import Plan, Revision
from plans.queries.standing import badge, ground
from plans.states import PlanKind, PlanState
from workflows.display import State, Text

PER_PAGE = 25
#: A draft that came back is no state of its own, but people look for it.
SENT_BACK = "sent_back"
_BACK = Q(state=PlanState.DRAFT, returned_on__isnull=False)


@dataclass(frozen=True)
class Facet:
    """A choice of a filter: how many plans it would show."""

    value: str
    label: Text
    count: int
    current: bool


@dataclass(frozen=True)
class PlanFilters:
    """What the address asks for; empty means everything."""

    kind: str = ""
    state: str = ""
    year: str = ""
    institution: str = ""

    @classmethod
    def of(cls, values: QueryDict) -> "PlanFilters":
        """From the address; what is unknown there finds nothing and breaks nothing."""
        return cls(
            *(values.get(name, "")[:40] for name in ("kind", "state", "year", "institution"))
        )

    def apply(self, plans: QuerySet[Plan]) -> QuerySet[Plan]:
        """The plans that are asked for."""
        for name in ("kind", "state", "year", "institution"):
            if value := getattr(self, name):
                plans = plans.filter(_CONDITIONS[name](value))
        return plans

    @property
    def any(self) -> bool:
        """Whether something is filtered."""
        return self != PlanFilters()


def _state(value: str) -> Q:
    if value == SENT_BACK:
        return _BACK
    plain = Q(state=value)
    return plain & ~_BACK if value == PlanState.DRAFT else plain


_CONDITIONS: dict[str, Callable[[str], Q]] = {
    "kind": lambda value: Q(plan_kind=value),
    "state": _state,
    "year": lambda value: Q(period_label=value),
    "institution": lambda value: Q(institution__code=value),
}


@dataclass(frozen=True)
class PlanLine:
    """A row of the list."""

    plan: Plan
    badge: State
    ground: Text


@dataclass(frozen=True)
class PlanList:
    """The page: rows, filters, facets."""

    page: Page[Plan]
    lines: list[PlanLine]
    filters: PlanFilters
    kinds: list[Facet]
    states: list[Facet]
    years: list[Facet]
    institutions: list[Facet]


def plan_list(person: Person, values: QueryDict) -> PlanList:
    """The plans open to a person, filtered, a page at a time."""
    filters = PlanFilters.of(values)
    open_plans = Plan.objects.open_to(person)
    page = Paginator(_rows(filters.apply(open_plans)), PER_PAGE).get_page(values.get("page"))
    return PlanList(
        page,
        [_line(plan) for plan in page],
        filters,
        _kinds(open_plans, filters),
        _states(open_plans, filters),
        _years(open_plans, filters),
        _institutions(open_plans, filters),
    )


def _rows(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    newest = Revision.objects.filter(plan=OuterRef("pk")).order_by("-number").values("number")[:1]
    numbered = plans.annotate(newest=Subquery(newest))
    return numbered.select_related("institution").order_by("-starts_on", "institution__name", "pk")


def _line(plan: Any) -> PlanLine:
    return PlanLine(plan, badge(plan, plan.newest), ground(plan))


def _counts(
    plans: QuerySet[Plan], filters: PlanFilters, name: str, *columns: str
) -> list[tuple[Any, ...]]:
    """How many plans each value would give, with the other filters as they are."""
    others = replace(filters, **{name: ""}).apply(plans)
    return list(
        others.order_by().values(*columns).annotate(n=Count("pk")).values_list(*columns, "n")
    )


def _kinds(plans: QuerySet[Plan], filters: PlanFilters) -> list[Facet]:
    found = dict(_counts(plans, filters, "kind", "plan_kind"))
    return [
        Facet(kind.value, kind.label, found[kind.value], filters.kind == kind.value)
        for kind in PlanKind
        if kind.value in found
    ]


def _states(plans: QuerySet[Plan], filters: PlanFilters) -> list[Facet]:
    others = replace(filters, state="").apply(plans).order_by()
    rows = others.values("state").annotate(n=Count("pk"), back=Count("pk", filter=_BACK))
    found = {row["state"]: row["n"] - row["back"] for row in rows}
    back = sum(row["back"] for row in rows)
    facets = [
        Facet(state.value, state.label, found[state.value], filters.state == state.value)
        for state in PlanState
        if found.get(state.value)
    ]
    if back:
        facets.append(Facet(SENT_BACK, _("Returned"), back, filters.state == SENT_BACK))
    total = sum(found.values()) + back
    return [Facet("", _("All"), total, not filters.state), *facets]


def _years(plans: QuerySet[Plan], filters: PlanFilters) -> list[Facet]:
    found = sorted(_counts(plans, filters, "year", "period_label"), reverse=True)
    return [Facet(label, label, count, filters.year == label) for label, count in found]


def _institutions(plans: QuerySet[Plan], filters: PlanFilters) -> list[Facet]:
    columns = ("institution__code", "institution__name", "institution__short_name")
    found = _counts(plans, filters, "institution", *columns)
    facets = [
        Facet(code, short or name, count, filters.institution == code)
        for code, name, short, count in found
    ]
    return sorted(facets, key=lambda facet: str(facet.label))
