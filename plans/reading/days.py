"""Days as officials write them, and the period that lends its year to what has none."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from .months import YEARS, Stretch

_DATE = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SHORT_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?![\d.]*\d)")
_WORD_DATE = re.compile(
    r"(?<![\d/])(\d{1,2})\s+(януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември)"
    r"(?:,?\s+(\d{4}))?"
)
_DAY_MONTHS = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
]


@dataclass(frozen=True)
class Frame:
    """The period that lends its years: first and last day of the plan."""

    start: dt.date
    end: dt.date

    def year_of(self, month: int) -> int:
        """The year in which the month falls inside the period."""
        return self.start.year if month >= self.start.month else self.end.year


def days_in(text: str, frame: Frame | None) -> tuple[list[Stretch], str]:
    """The days printed in a cell, and whether their year was printed."""
    full = [_day(m, int(m[1]), int(m[2]), int(m[3])) for m in _DATE.finditer(text)]
    found = [day for day in full if day is not None]
    basis = "stated"
    for m in _WORD_DATE.finditer(text):
        month = _DAY_MONTHS.index(m[2]) + 1
        year = int(m[3]) if m[3] else _lent_year(month, found, frame)
        basis = basis if m[3] or found else "period"
        day = _day(m, int(m[1]), month, year) if year else None
        found += [day] if day else []
    rest = _DATE.sub(lambda m: " " * len(m[0]), text)
    for m in _SHORT_DATE.finditer(rest) if (full or frame) else ():
        year = _lent_year(int(m[2]), found, frame)
        basis = basis if found else "period"
        day = _day(m, int(m[1]), int(m[2]), year) if year else None
        found += [day] if day else []
    return sorted(found, key=lambda day: day.offset), basis


def _lent_year(month: int, found: list[Stretch], frame: Frame | None) -> int | None:
    """A day printed without a year has that of its neighbour, else that of the period."""
    if found:
        last = found[-1].start
        return last.year if month <= last.month else last.year - 1
    return frame.year_of(month) if frame and 1 <= month <= 12 else None


def _day(match: re.Match[str], day: int, month: int, year: int) -> Stretch | None:
    """One day, or None if the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] and year in YEARS):
        return None
    date = dt.date(year, month, day)
    return Stretch(match[0], date, date, match.start(), match.end())
