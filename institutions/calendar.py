"""Which days are working days and school days, and why not.

Holidays come from the ``holidays`` package (Кодекс на труда чл. 154); what a package cannot
know — vacations by the minister's order (ЗПУО чл. 104), swapped days, closed days of one
school (чл. 105) — stands in ``CalendarDay`` and wins.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from institutions.models import CalendarDay, DayKind, Institution

SATURDAY = 5
DAY = datetime.timedelta(days=1)
LONGEST_PAUSE = 400
FORTNIGHT = 14
Reasons = dict[datetime.date, str]
_OTHERS = {"en": "en_US"}
"""The languages beside Bulgarian in which the package names the days."""


@dataclass(frozen=True)
class Closure:
    """Why offices are closed on a day, in every language: it is kept with what was counted.

    A holiday by law has a name in both languages, a day off by decision its ground as entered;
    a weekend needs no name.
    """

    bg: str = ""
    en: str = ""

    def said(self) -> str:
        """The reason in the language of the reader."""
        return (self.en if get_language() in _OTHERS else self.bg) or weekend()


@lru_cache
def _named_in(language: str) -> holidays.HolidayBase:
    return holidays.country_holidays("BG", language=language)


def _law() -> holidays.HolidayBase:
    """The days off by law, named in the language of the reader."""
    return _named_in(_OTHERS.get(get_language() or "", "bg"))


def by_law(year: int) -> list[tuple[datetime.date, str]]:
    """The days off of a year by law, with their names."""
    law = _law()
    law.get(datetime.date(year, 1, 1))  # the package works a year out when it is asked for a day
    return sorted((day, str(name)) for day, name in law.items() if day.year == year)


def _entered(day: datetime.date, institution: Institution | None) -> CalendarDay | None:
    """The entry for a day that is nearest to the institution; the general one is the last."""
    places = list(_upwards(institution))
    rows = CalendarDay.objects.filter(Q(institution=None) | Q(institution__in=places), day=day)
    return _nearest(rows, places)


def _nearest(rows: Iterable[CalendarDay], places: Sequence[Institution]) -> CalendarDay | None:
    rank = {place.pk: n for n, place in enumerate(places)}
    return min(rows, key=lambda row: rank.get(row.institution_id or 0, len(places)), default=None)


def _upwards(institution: Institution | None) -> Iterable[Institution]:
    while institution is not None:
        yield institution
        institution = institution.above


def why_not_working(day: datetime.date) -> str | None:
    """The reason that a day is no working day for offices, or None when it is one."""
    return _closed(day, _entered(day, None))


def _closed(day: datetime.date, entry: CalendarDay | None) -> str | None:
    closure = _closure(day, entry)
    return closure.said() if closure else None


def _closure(day: datetime.date, entry: CalendarDay | None) -> Closure | None:
    if entry and entry.kind == DayKind.WORKING:
        return None
    if entry and entry.kind == DayKind.HOLIDAY:
        return Closure(entry.ground, entry.ground)
    if day in _named_in("bg"):
        return Closure(str(_named_in("bg").get(day)), str(_named_in("en_US").get(day)))
    return Closure() if day.weekday() >= SATURDAY else None


def weekend() -> str:
    """The reason that needs no explanation."""
    return _("weekend")


def why_no_school(day: datetime.date, institution: Institution) -> str | None:
    """The reason that a day is no school day at an institution, or None when it is one."""
    return _no_school(day, _entered(day, institution))


def _no_school(day: datetime.date, entry: CalendarDay | None) -> str | None:
    if entry and entry.kind in {DayKind.VACATION, DayKind.CLOSED}:
        return entry.ground
    return _closed(day, entry)


def days_without_school(
    wanted: Iterable[tuple[datetime.date, Institution]],
) -> dict[tuple[datetime.date, int], str]:
    """Which of these days are no school days there, each with its reason; one query.

    Keyed by day and key of the institution; who stands above it is read from the rows given.
    """
    asked = [(day, list(_upwards(institution))) for day, institution in wanted]
    places = {place.pk for _day, upwards in asked for place in upwards}
    entered = _all_entered({day for day, _upwards in asked}, places)
    reasons = {
        (day, upwards[0].pk): _no_school(day, _nearest(_of(entered[day], upwards), upwards))
        for day, upwards in asked
    }
    return {key: why for key, why in reasons.items() if why}


def days_off(
    first: datetime.date, last: datetime.date, institution: Institution
) -> tuple[Reasons, Reasons]:
    """The days, both ends included, on which offices are closed, and those without school at an
    institution, each with its reason; one query.
    """
    upwards = list(_upwards(institution))
    days = [first + DAY * n for n in range((last - first).days + 1)]
    entered = _all_entered(days, {place.pk for place in upwards})
    offices = {day: _closed(day, _nearest(_of(entered[day], ()), ())) for day in days}
    schools = {day: _no_school(day, _nearest(entered[day], upwards)) for day in days}
    return _said(offices), _said(schools)


def _said(reasons: dict[datetime.date, str | None]) -> Reasons:
    return {day: why for day, why in reasons.items() if why}


def _all_entered(
    days: Iterable[datetime.date], places: Iterable[int]
) -> dict[datetime.date, list[CalendarDay]]:
    """The entries for some days: for everybody and for these institutions."""
    found: dict[datetime.date, list[CalendarDay]] = {day: [] for day in days}
    if not found:
        return found
    here = Q(institution=None) | Q(institution__in=places)
    # Two days are asked with, not as many as there are.
    for row in CalendarDay.objects.filter(here, day__range=(min(found), max(found))):
        if row.day in found:
            found[row.day].append(row)
    return found


def _of(rows: Iterable[CalendarDay], places: Sequence[Institution]) -> list[CalendarDay]:
    """The entries for these places and those for everybody."""
    wanted = {None, *(place.pk for place in places)}
    return [row for row in rows if row.institution_id in wanted]


def reasons_off(first: datetime.date, last: datetime.date) -> dict[datetime.date, str]:
    """The days on which offices are closed, both ends included, each with its reason; one query."""
    return {day: closure.said() for day, closure in closures(first, last).items()}


def closures(first: datetime.date, last: datetime.date) -> dict[datetime.date, Closure]:
    """The same with the reasons in every language; one query."""
    rows = CalendarDay.objects.filter(institution=None, day__range=(first, last))
    entered = {row.day: row for row in rows}
    days = (first + DAY * n for n in range((last - first).days + 1))
    return {day: why for day in days if (why := _closure(day, entered.get(day)))}


def is_working_day(day: datetime.date) -> bool:
    """Whether offices work on a day."""
    return why_not_working(day) is None


def next_working_day(day: datetime.date) -> datetime.date:
    """The day itself when it is a working one, else the first working day after it.

    Raises ``ValueError`` when there is none within 400 days: then the table is wrong.
    """
    for start in range(0, LONGEST_PAUSE, FORTNIGHT):
        days = [day + DAY * n for n in range(start, start + FORTNIGHT)]
        off = closures(days[0], days[-1])
        if working := [one for one in days if one not in off]:
            return working[0]
    raise ValueError(f"No working day within {LONGEST_PAUSE} days before {day}.")
