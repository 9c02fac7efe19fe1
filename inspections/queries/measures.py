"""The list of recommendations and prescriptions, by term."""

import datetime
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inspections.models import Measure, Visit
from inspections.queries.facets import Facet, counted, facets
from inspections.states import VISIT_ENDED, MeasureKind
from institutions.models import Institution, Person
from workflows.display import Age, State, Tone, done_age
from workflows.http import PER_PAGE

OPEN, OVERDUE, ANSWERED, ENDED = "", "overdue", "answered", "ended"


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Without a state: all that is not over."""

    state: str = OPEN
    kind: str = ""
    institution: str = ""

    @classmethod
    def of(cls, values: QueryDict) -> "Filters":
        """From the address; what is unknown there finds nothing and breaks nothing."""
        return cls(*(values.get(name, "")[:40] for name in ("state", "kind", "institution")))

    def apply(self, rows: QuerySet[Measure], today: datetime.date) -> QuerySet[Measure]:
        """The measures that are asked for."""
        rows = rows.filter(conditions(today).get(self.state, Q(pk__in=())))
        if self.kind:
            rows = rows.filter(kind=self.kind)
        return rows.filter(visit__institution__code=self.institution) if self.institution else rows

    @property
    def any(self) -> bool:
        """Whether something is filtered beside the state."""
        return bool(self.kind or self.institution)


def conditions(today: datetime.date) -> dict[str, Q]:
    """How a measure stands: over with its visit, answered, late, or simply open."""
    ended = Q(visit__state__in=VISIT_ENDED)
    unanswered = ~ended & Q(visit__answered_on=None)
    return {
        OPEN: ~ended,
        OVERDUE: unanswered & Q(due_on__lt=today),
        ANSWERED: ~ended & Q(visit__answered_on__isnull=False),
        ENDED: ended,
    }


@dataclass(frozen=True)
class Line:
    """A row of the list: the measure, how it stands, and its pill."""

    measure: Measure
    state: State
    age: Age | datetime.date | None


@dataclass(frozen=True)
class MeasureList:
    """The page: rows, filters, facets."""

    page: Page[Measure]
    lines: list[Line]
    filters: Filters
    states: list[Facet]
    kinds: list[Facet]
    institutions: list[Facet]


def measure_list(person: Person, values: QueryDict) -> MeasureList:
    """The measures given to institutions, of the visits open to a person."""
    filters, today = Filters.of(values), timezone.localdate()
    visits = Visit.objects.open_to(person).values("pk")
    given = Measure.objects.filter(visit__in=visits, issued_on__isnull=False)
    page = Paginator(_rows(filters.apply(given, today)), PER_PAGE).get_page(values.get("page"))
    return MeasureList(
        page,
        [_line(measure, today) for measure in page],
        filters,
        _states(given, filters, today),
        _kinds(given, filters, today),
        _institutions(given, filters, today),
    )


def _rows(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    chosen = rows.select_related("visit__institution", "visit__inspection")
    return chosen.annotate(proofs=Count("evidence")).order_by(
        F("due_on").asc(nulls_last=True), "pk"
    )


def _line(measure: Measure, today: datetime.date) -> Line:
    visit = measure.visit
    if visit.state in VISIT_ENDED:
        return _ended(measure)
    if visit.answered_on:
        return Line(measure, State(_("Answered by the director"), Tone.ACTIVE), measure.due_on)
    if measure.due_on and measure.due_on < today:
        return Line(measure, State(pgettext("a measure", "Overdue"), Tone.BAD), measure.due_on)
    return Line(measure, State(pgettext("a measure", "Open"), Tone.ACTIVE), measure.due_on)


def _ended(measure: Measure) -> Line:
    if measure.executed:
        return Line(measure, State(_("Carried out"), Tone.OK), done_age())
    return Line(measure, State(_("Not carried out"), Tone.BAD), None)


def _states(rows: QuerySet[Measure], filters: Filters, today: datetime.date) -> list[Facet]:
    """All four counts in one query, with the other filters as they are."""
    asked = conditions(today)
    others = replace(filters, state=OPEN)
    rows = rows.filter(kind=others.kind) if others.kind else rows
    if others.institution:
        rows = rows.filter(visit__institution__code=others.institution)
    numbers = rows.order_by().aggregate(
        **{f"n_{value}": Count("pk", filter=condition) for value, condition in asked.items()}
    )
    labels = {
        OPEN: pgettext("measures", "Open"),
        OVERDUE: pgettext("measures", "Overdue"),
        ANSWERED: pgettext("measures", "Answered"),
        ENDED: pgettext("measures", "Ended"),
    }
    return [
        Facet(value, labels[value], numbers[f"n_{value}"], value == filters.state)
        for value in asked
    ]


def _kinds(rows: QuerySet[Measure], filters: Filters, today: datetime.date) -> list[Facet]:
    counts = counted(replace(filters, kind="").apply(rows, today), "kind")
    return facets(MeasureKind.choices, counts, filters.kind)


def _institutions(rows: QuerySet[Measure], filters: Filters, today: datetime.date) -> list[Facet]:
    others = replace(filters, institution="").apply(rows, today)
    counts = counted(others, "visit__institution__code")
    places = Institution.objects.filter(code__in=[*counts, filters.institution]).order_by("name")
    named = [(place.code, place.full_name) for place in places]
    return facets(named, counts, filters.institution)
