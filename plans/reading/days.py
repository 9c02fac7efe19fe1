"""Days as officials write them, and the period that lends its year to what has none."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from .months import YEARS, Stretch

_DATE = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2}(?![.\d]))"
    r"|(?P<mark>[/-])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4}))(?!\d)"
    r"|(?<!\d)(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
)
_SHORT_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?![\d.]*\d)")
_WORD_DATE = re.compile(
    r"(?<![\d/])(\d{1,2})(?:\s?-?\s?(?:ти|ви|ри|ми|и))?\s+(януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември)"
    r"(?:,?\s+(\d{4}))?"
)
_ALONE = re.compile(r"(?:(?:до|от|на)\s+)?\d{1,2}\.\d{2}\.(?:\s*г\.?)?|до\s+\d{1,2}\.\d{2}")
# „15 – 30.09.2025 г.“, „3 и 4 декември“: the first day has the month of the one that follows.
_BARE = re.compile(
    r"(?<![\d./№])(\d{1,2})(?:\s?-?\s?(?:ти|ви|ри|ми|и))?\s*\.?\s*(?:[–—-]|\bдо|\bи|,)\s*$"
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
    full = [_printed_day(m) for m in _DATE.finditer(text)]
    found = [day for day in full if day is not None]
    basis, known = "stated", list(found)
    for m in _WORD_DATE.finditer(text):
        month = _DAY_MONTHS.index(m[2]) + 1
        year = int(m[3]) if m[3] else _lent_year(month, m.start(), known, frame)
        basis = basis if m[3] or found else "period"
        day = _day(m, int(m[1]), month, year) if year else None
        found += [day] if day else []
        known += [day] if day and m[3] else []
    rest = _DATE.sub(lambda m: " " * len(m[0]), text)
    for m in _SHORT_DATE.finditer(rest) if (full or frame) else ():
        year = _lent_year(int(m[2]), m.start(), known, frame)
        basis = basis if found else "period"
        day = _day(m, int(m[1]), int(m[2]), year) if year else None
        found += [day] if day else []
    found.sort(key=lambda day: day.offset)
    return [one for day in found for one in (*_bare_days(text, day), day)], basis


def _printed_day(match: re.Match[str]) -> Stretch | None:
    """A day with its year, of two or four digits."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    else:
        day, month = int(match["day"]), int(match["month"] or match["m"])
        year = int(match["year"] or match["y"])
    return _day(match, day, month, year if year > 99 else 2000 + year)


def _bare_days(text: str, day: Stretch) -> list[Stretch]:
    """The days before another one that share its month: only their number is printed."""
    found: list[Stretch] = []
    before = _BARE.search(text[: day.offset])
    while before:
        one = _day(before, int(before[1]), day.start.month, day.start.year)
        if one is None or one.start >= (found[0] if found else day).start:
            break
        found.insert(0, replace(one, stop=before.end(1)))
        before = _BARE.search(text[: one.offset])
    return found


def is_day_without_year(text: str) -> bool:
    """Whether a cell holds only a day and a month: „до 30.06.“."""
    return _ALONE.fullmatch(text) is not None


def _lent_year(month: int, offset: int, known: list[Stretch], frame: Frame | None) -> int | None:
    """A day printed without a year has that of its neighbour, before or after it, else that of the
    period.
    """
    if known:
        near = known[-1]
        if offset > near.offset:
            return near.start.year + (month < near.start.month)
        return near.start.year - (month > near.start.month)
    return frame.year_of(month) if frame and 1 <= month <= 12 else None


def _day(match: re.Match[str], day: int, month: int, year: int) -> Stretch | None:
    """One day, or None if the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] and year in YEARS):
        return None
    date = dt.date(year, month, day)
    return Stretch(match[0], date, date, match.start(), match.end())
