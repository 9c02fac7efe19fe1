"""Deadlines of a part of a year, or of two: „II полугодие на 2026 г.“, „2025 – 2026 г.“."""

import datetime as dt
import re

from .days import Frame
from .deadline import Deadline, DeadlineKind
from .months import LOOKALIKES, YEARS, school_year

_PART = re.compile(
    r"^(?:(?:през|за|до края на)\s+)?(?P<which>[ivі]{1,3}|[1-4]|първ\w+|втор\w+|трет\w+|четвърт\w+)"
    r"(?:\s?-?\s?(?:во|ро|то))?\s+(?P<part>полугоди|шестмесечи|тримесечи)ет?о?"
    r"(?:\s+(?:на|от|за|през))?(?:\s+(?P<year>\d{4})(?!\s?[/–-]))?"
)
_ORDINALS = {"първ": 1, "втор": 2, "трет": 3, "четвърт": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEARS = re.compile(r"^(?:през\s+)?(\d{4})\s*(?:г\.|година)?\s*(?:[–—-]|до)\s*(\d{4})(?!\d)")


def part_of_year(text: str, frame: Frame | None) -> Deadline | None:
    """A half or a quarter of a calendar year; of a school year nobody says its days."""
    match = _PART.search(text)
    if match is None:
        return None
    printed = match["which"].translate(LOOKALIKES)
    count = _ORDINALS.get(printed) or next(
        (n for stem, n in _ORDINALS.items() if len(stem) > 3 and printed.startswith(stem)), 0
    )
    which = count or (int(printed) if printed.isdigit() else 0)
    size = 3 if match["part"].startswith("три") else 6
    lent = frame.start.year if frame and frame.start.month == 1 else None
    year = int(match["year"]) if match["year"] else lent
    if year is None or year not in YEARS or not 0 < which * size <= 12:
        return Deadline(DeadlineKind.EVENT)
    first, last = (which - 1) * size + 1, which * size
    start, end = dt.date(year, first, 1), dt.date(year, last, 31 if last in (3, 12) else 30)
    return Deadline(DeadlineKind.MONTH_RANGE, start, end, "stated" if match["year"] else "period")


def two_years(text: str, frame: Frame | None) -> Deadline | None:
    """Two years: a school year in a plan for one, else both of them."""
    match = _YEARS.search(text)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if first not in YEARS or last not in YEARS or first >= last or "учебн" in text:
        return None
    if frame and frame.start.month == 9 and last == first + 1:
        return Deadline(DeadlineKind.SCHOOL_YEAR, *school_year(first), "stated")
    start, end = dt.date(first, 1, 1), dt.date(last, 12, 31)
    return Deadline(DeadlineKind.MONTH_RANGE, start, end, "stated")
