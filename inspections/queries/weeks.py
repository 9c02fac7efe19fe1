"""School weeks as the schedule heads its columns."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from institutions import calendar
from institutions.models import Institution
from workflows.wording import short_date

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
WEEKS = 9
WORKDAYS = 5


@dataclass(frozen=True)
class Week:
    """A week from Monday; ``first`` and ``last`` are its days on which offices work.

    ``off`` is the reason that none of them is a school day, ``notes`` are single days without
    school, ``school_days`` the others.
    """

    monday: datetime.date
    first: datetime.date
    last: datetime.date
    off: str
    notes: tuple[str, ...]
    school_days: frozenset[datetime.date]
    is_now: bool

    @property
    def number(self) -> int:
        """The number of the week in the year (ISO 8601)."""
        return self.monday.isocalendar().week

    @property
    def dates(self) -> str:
        """„30.03–03.04“, inside one month „06–09.04“."""
        same = self.first.month == self.last.month
        start = f"{self.first.day:02d}" if same else short_date(self.first)
        return f"{start}–{short_date(self.last)}"

    def has(self, day: datetime.date) -> bool:
        """Whether a day is in this week, Saturday and Sunday too."""
        return self.monday <= day < self.monday + WEEK


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of the week."""
    return day - day.weekday() * DAY


def weeks_from(
    monday: datetime.date, authority: Institution, today: datetime.date
) -> tuple[Week, ...]:
    """Nine weeks with the holidays of the offices and the vacations of the territory."""
    last = monday + WEEKS * WEEK - DAY
    offices, schools = calendar.days_off(monday, last, authority)
    starts = (monday + n * WEEK for n in range(WEEKS))
    return tuple(_week(start, offices, schools, today) for start in starts)


def _week(
    monday: datetime.date,
    offices: calendar.Reasons,
    schools: calendar.Reasons,
    today: datetime.date,
) -> Week:
    days = [monday + n * DAY for n in range(7)]
    # A Saturday counts only where it is a working one by decision.
    working = [day for day in days if day not in offices] or days[:WORKDAYS]
    school_days = frozenset(day for day in working if day not in schools)
    return Week(
        monday=monday,
        first=working[0],
        last=working[-1],
        off="" if school_days else schools.get(working[0], ""),
        notes=tuple(_notes(days[:WORKDAYS], offices, schools)) if school_days else (),
        school_days=school_days,
        is_now=monday == monday_of(today),
    )


def _notes(
    days: Sequence[datetime.date], offices: calendar.Reasons, schools: calendar.Reasons
) -> Iterator[str]:
    """„06.05 day off“, „02–03.04 spring vacation“: days in a row with one reason are one note."""
    closed = [(day, _why(day, offices, schools)) for day in days if day in schools]
    while closed:
        run = [closed[0]]
        while len(run) < len(closed) and closed[len(run)] == (run[-1][0] + DAY, run[0][1]):
            run.append(closed[len(run)])
        closed = closed[len(run) :]
        start = f"{run[0][0].day:02d}–" if len(run) > 1 else ""
        yield f"{start}{short_date(run[-1][0])} {run[0][1]}"


def _why(day: datetime.date, offices: calendar.Reasons, schools: calendar.Reasons) -> str:
    return _("day off") if day in offices else schools[day]
