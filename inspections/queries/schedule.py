"""The schedule: experts by weeks, conflicts, visits without a date."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, QuerySet
from django.http import Http404, QueryDict
from django.utils import timezone

from inspections.models import Member, Visit
from inspections.queries.conflicts import Conflict, Entry, conflicts
from inspections.queries.expected import taking_place
from inspections.queries.facets import Facet, facets, tally
from inspections.queries.grid import Grid, grid_of
from inspections.queries.weeks import DAY, WEEK, WEEKS, Week, monday_of, weeks_from
from inspections.states import VisitState
from institutions.models import Appointment, Institution, InstitutionKind, Person, Substitution
from institutions.models.post import on_day
from institutions.rights import Right
from plans.states import InspectionKind
from workflows import access
from workflows.http import PER_PAGE
from workflows.queries.holders import holders_by_name

TOLD = (
    *("inspection__number", "inspection__topic", "inspection__visits_until"),
    *("institution__name", "institution__settlement", "institution__kind"),
)
"""What is told of a visit without a date."""


@dataclass(frozen=True)
class Filters:
    """What the address asks for: from which week, which authority, kind, municipality."""

    monday: datetime.date
    authority: str = ""
    kind: str = ""
    municipality: str = ""

    @classmethod
    def of(cls, values: QueryDict, today: datetime.date) -> "Filters":
        """From the address; a day that is none means this week."""
        try:
            asked = datetime.date.fromisoformat(values.get("from", ""))
        except ValueError:
            asked = today
        # The ends of the calendar have no weeks before or after them.
        day = asked if 2000 <= asked.year <= 2100 else today
        names = ("authority", "kind", "municipality")
        return cls(monday_of(day), *(values.get(name, "")[:40] for name in names))

    def keeps(self, entry: Entry) -> bool:
        """Whether an entry is asked for."""
        is_kind = not self.kind or entry.visit.inspection.kind_of == self.kind
        return is_kind and (not self.municipality or place_of(entry) == self.municipality)

    @property
    def earlier(self) -> str:
        """The start of the weeks before."""
        return (self.monday - WEEKS * WEEK).isoformat()

    @property
    def later(self) -> str:
        """The start of the weeks after."""
        return (self.monday + WEEKS * WEEK).isoformat()


def place_of(entry: Entry) -> str:
    """The code of the municipality."""
    above = entry.visit.institution.above
    return above.code if above else ""


@dataclass(frozen=True)
class Schedule:
    """The page."""

    filters: Filters
    authority: Institution
    authorities: list[Institution]
    weeks: tuple[Week, ...]
    grid: Grid
    entries: list[Entry]
    conflicts: tuple[Conflict, ...]
    kinds: list[Facet]
    municipalities: list[Facet]
    undated: Page[Visit]
    may_plan: bool

    @property
    def first(self) -> datetime.date:
        """The first working day shown."""
        return self.weeks[0].first

    @property
    def last(self) -> datetime.date:
        """The last working day shown."""
        return self.weeks[-1].last


def authorities_of(person: Person) -> QuerySet[Institution]:
    """The regional authorities in whose house the person sees everything."""
    rows = access.institutions_with(person, Right.VIEW_DOCUMENTS)
    return rows.filter(kind=InstitutionKind.REGIONAL_AUTHORITY).order_by("name")


def schedule(person: Person, values: QueryDict) -> Schedule:
    """The schedule of an authority; nobody else has one (404)."""
    today = timezone.localdate()
    filters = Filters.of(values, today)
    authorities = list(authorities_of(person).select_related("above"))
    authority = _asked(authorities, filters.authority)
    weeks = weeks_from(filters.monday, authority, today)
    visits = Visit.objects.open_to(person).filter(authority=authority)
    entries = _entries(visits, weeks)
    absences = _absences(authority, weeks)
    found = conflicts(entries, absences)
    shown = [entry for entry in entries if filters.keeps(entry)]
    experts = holders_by_name(Right.INSPECT, authority)
    return Schedule(
        filters=filters,
        authority=authority,
        authorities=authorities,
        weeks=weeks,
        grid=grid_of(experts, _posts(authority), shown, weeks, found, absences, today),
        entries=shown,
        conflicts=tuple(one for one in found if any(map(filters.keeps, one.entries))),
        kinds=_kinds(entries, filters),
        municipalities=_municipalities(entries, filters),
        undated=_undated(visits, values),
        may_plan=access.capacity(person, Right.PLAN_INSPECTIONS, authority) is not None,
    )


def _asked(authorities: Sequence[Institution], code: str) -> Institution:
    chosen = [one for one in authorities if not code or one.code == code]
    if not chosen:
        raise Http404("authority")
    return chosen[0]


def _entries(visits: QuerySet[Visit], weeks: Sequence[Week]) -> list[Entry]:
    """Visits on these days that were not cancelled."""
    days = (weeks[0].monday, weeks[-1].monday + WEEK - DAY)
    found = visits.filter(taking_place(), on_date__range=days)
    rows = found.select_related("inspection", "institution__above__above__above")
    team = Prefetch("inspection__members", Member.objects.select_related("person"))
    read = rows.prefetch_related(team)
    entries = [
        Entry(visit, visit.on_date, tuple(one.person for one in visit.inspection.members.all()))
        for visit in read.order_by()
        if visit.on_date
    ]
    return sorted(entries, key=_by_time)


def _by_time(entry: Entry) -> tuple[datetime.date, str, datetime.datetime]:
    return entry.day, str(entry.visit.starts_at or ""), entry.visit.created_at


def _posts(authority: Institution) -> dict[int, str]:
    """The titles of the posts at the authority today, by the key of who holds them."""
    rows = Appointment.objects.filter(on_day(timezone.localdate()), post__institution=authority)
    return dict(rows.values_list("person", "post__title"))


def _absences(authority: Institution, weeks: Sequence[Week]) -> list[Substitution]:
    """The orders by which somebody of the authority is stood in for in these weeks."""
    rows = Substitution.objects.filter(
        post__institution=authority,
        since__lt=weeks[-1].monday + WEEK,
        until__gte=weeks[0].monday,
    )
    return list(rows.select_related("absent"))


def _kinds(entries: Iterable[Entry], filters: Filters) -> list[Facet]:
    counts = tally([entry.visit.inspection.kind_of] for entry in entries)
    return facets(InspectionKind.choices, counts, filters.kind)


def _municipalities(entries: Sequence[Entry], filters: Filters) -> list[Facet]:
    counts = tally([place_of(entry)] for entry in entries)
    names = {one.code: one.label for entry in entries if (one := entry.visit.institution.above)}
    named = sorted(names.items(), key=lambda item: item[1])
    return facets(named, counts, filters.municipality)


def _undated(visits: QuerySet[Visit], values: QueryDict) -> Page[Visit]:
    """Ordered visits that have no date yet, the nearest term first."""
    rows = visits.filter(state=VisitState.PLANNED).select_related("inspection", "institution")
    rows = rows.only(*TOLD)
    by_term = rows.order_by(F("inspection__visits_until").asc(nulls_last=True), "created_at", "pk")
    return Paginator(by_term, PER_PAGE).get_page(values.get("page"))
