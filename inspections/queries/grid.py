"""The table of the schedule: a row for each expert, a cell for each week, loads."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from inspections.queries.conflicts import Conflict, Entry
from inspections.queries.weeks import DAY, Week
from inspections.states import VISIT_AHEAD
from institutions.models import Person, Substitution
from plans.states import InspectionKind
from workflows.display import VisitChip
from workflows.wording import short_date

#: The left edge of a visit: solid, double, dashed (design, section 6).
EDGES = {InspectionKind.THEMATIC.value: "tema", InspectionKind.FOLLOW_UP.value: "posl"}
OTHER_EDGE = "tek"


@dataclass(frozen=True)
class Cell:
    """What an expert does in a week."""

    week: Week
    chips: tuple[VisitChip, ...]
    away: tuple[str, ...]


@dataclass(frozen=True)
class Load:
    """Days in the field of the school days on which the expert is there."""

    days: int
    available: int

    @property
    def percent(self) -> int:
        """The filled part of the bar, 0 to 100."""
        return (
            min(100, 100 * self.days // self.available) if self.available else 100 * bool(self.days)
        )

    @property
    def is_over(self) -> bool:
        """More than there are days."""
        return self.days > self.available

    @property
    def free(self) -> int:
        """Days left."""
        return max(0, self.available - self.days)


@dataclass(frozen=True)
class ExpertRow:
    """An expert with a cell for each week; ``post`` is empty for who holds none here now."""

    person: Person
    post: str
    cells: tuple[Cell, ...]
    load: Load


@dataclass(frozen=True)
class AgendaWeek:
    """The same by weeks, for a phone."""

    week: Week
    chips: tuple[VisitChip, ...]
    away: tuple[str, ...]


@dataclass(frozen=True)
class WeekSum:
    """Visits of a week, and the bar beside the busiest week."""

    count: int
    percent: int


@dataclass(frozen=True)
class Grid:
    """Rows of the table, sums of its foot, the list of the phone."""

    rows: tuple[ExpertRow, ...]
    sums: tuple[WeekSum, ...]
    agenda: tuple[AgendaWeek, ...]

    @property
    def overloaded(self) -> list[ExpertRow]:
        """Experts with more days in the field than there are."""
        return [row for row in self.rows if row.load.is_over]

    @property
    def freest(self) -> list[ExpertRow]:
        """The two with the most days left."""
        return sorted(self.rows, key=lambda row: -row.load.free)[:2]


def grid_of(
    experts: Sequence[Person],
    posts: dict[int, str],
    entries: Sequence[Entry],
    weeks: Sequence[Week],
    found: Iterable[Conflict],
    absences: Sequence[Substitution],
    today: datetime.date,
) -> Grid:
    """The table; people named in an order stand in it even when they are experts no more."""
    wrong = {(entry.visit.pk, entry.day) for one in found for entry in one.entries}
    named = {person for entry in entries for person in entry.people} - set(experts)
    people = [*experts, *sorted(named, key=lambda person: person.name)]
    draw = Draw(posts, wrong, today)
    rows = tuple(_row(person, entries, weeks, absences, draw) for person in people)
    return Grid(rows, _sums(entries, weeks), _agenda(entries, weeks, absences, draw))


@dataclass(frozen=True)
class Draw:
    """How visits are drawn: which are in conflict, what day it is, whose post is which."""

    posts: dict[int, str]
    wrong: set[tuple[UUID, datetime.date]]
    today: datetime.date

    def chip(self, entry: Entry, *, who: bool = False) -> VisitChip:
        """A visit in the schedule; ``who`` names the people on a phone."""
        visit, inspection = entry.visit, entry.visit.inspection
        names = ", ".join(person.name for person in entry.people) if who else ""
        return VisitChip(
            school=visit.institution.label,
            kind=EDGES.get(inspection.kind_of, OTHER_EDGE),
            date=entry.day,
            code=" · ".join(part for part in (inspection.code, names) if part),
            url=entry.url,
            is_done=visit.state not in VISIT_AHEAD,
            is_today=entry.is_open and entry.day == self.today,
            has_conflict=(visit.pk, entry.day) in self.wrong,
        )


def _row(
    person: Person,
    entries: Sequence[Entry],
    weeks: Sequence[Week],
    absences: Sequence[Substitution],
    draw: Draw,
) -> ExpertRow:
    own = [entry for entry in entries if person in entry.people]
    away = [order for order in absences if order.absent_id == person.pk]
    cells = tuple(
        Cell(
            week,
            tuple(draw.chip(entry) for entry in own if week.has(entry.day)),
            tuple(_away(order) for order in away if _meets(order, week)),
        )
        for week in weeks
    )
    there = {day for week in weeks for day in week.school_days if not _is_away(day, away)}
    post = draw.posts.get(person.pk, "")
    return ExpertRow(person, post, cells, Load(len({entry.day for entry in own}), len(there)))


def _meets(order: Substitution, week: Week) -> bool:
    return order.since < week.monday + 7 * DAY and order.until >= week.monday


def _is_away(day: datetime.date, orders: Iterable[Substitution]) -> bool:
    return any(order.since <= day <= order.until for order in orders)


def _away(order: Substitution) -> str:
    """„04.05–08.05“; one day stands alone."""
    first, last = short_date(order.since), short_date(order.until)
    return first if first == last else f"{first}–{last}"


def _sums(entries: Iterable[Entry], weeks: Sequence[Week]) -> tuple[WeekSum, ...]:
    days = [entry.day for entry in entries]
    counts = [sum(week.has(day) for day in days) for week in weeks]
    most = max(*counts, 1)
    return tuple(WeekSum(count, 100 * count // most) for count in counts)


def _agenda(
    entries: Sequence[Entry],
    weeks: Sequence[Week],
    absences: Iterable[Substitution],
    draw: Draw,
) -> tuple[AgendaWeek, ...]:
    orders = list({order.pk: order for order in absences}.values())
    return tuple(
        AgendaWeek(
            week,
            tuple(draw.chip(entry, who=True) for entry in entries if week.has(entry.day)),
            tuple(
                f"{_away(order)} · {order.absent.name}" for order in orders if _meets(order, week)
            ),
        )
        for week in weeks
    )
