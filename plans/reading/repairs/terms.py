"""Repairs of terms: the year, the order, the dash."""

import re
from collections.abc import Iterator

from plans.reading.changes import Change
from plans.reading.columns import Column
from plans.reading.days import Frame
from plans.reading.deadline import Deadline
from plans.reading.deadlines import read_deadline
from plans.reading.facts import Period
from plans.reading.model import Activity, Anomaly, Reading, Severity

from .rule import becomes, repairs, rows_of

_YEAR = re.compile(r"20\d\d")
_UNTIL = re.compile(r"\sдо(\s.+)$", re.IGNORECASE)
_DASH = re.compile(r"[–—-]")
_FARTHEST = 9


@repairs("deadline_outside_period")
def _other_year(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """One year in the cell is wrong: the nearest one that brings the term into the period. A term
    to the end of the last month is none of these.
    """
    period = reading.period if doubt.severity is Severity.HIGH else None
    for row in rows_of(doubt, reading) if period else ():
        found = next((raw for raw in _years(row.deadline_raw) if _fits(raw, period)), None)
        if found:
            yield becomes(row, Column.DEADLINE, found)


def _years(raw: str) -> Iterator[str]:
    """The cell with one year moved, the smallest moves first; then with all moved together."""
    places = list(_YEAR.finditer(raw))
    for by in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs):
        for place in places if by else ():
            yield raw[: place.start()] + str(int(place[0]) + by) + raw[place.end() :]
    for by in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs):
        yield _YEAR.sub(lambda year, by=by: str(int(year[0]) + by), raw)  # type: ignore[misc]


def _fits(raw: str, period: Period | None) -> bool:
    if period is None:
        return False
    read = read_deadline(raw, Frame(period.start, period.end))
    first, last = read.start or read.end, read.end or read.start
    if first is None or last is None or first > last:
        return False
    begins = (period.start.year, period.start.month)
    return begins <= (first.year, first.month) and last <= period.end


@repairs("date_order", "range_without_dash")
def _in_order(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """Months side by side: in their order with a dash. Of two in the wrong order without a dash
    each is a term of its own; with one, they changed places.
    """
    for row in rows_of(doubt, reading):
        first, last = _two(row, row.deadline)
        if first and last:
            dash = _DASH.search(row.deadline_raw) or doubt.kind == "range_without_dash"
            ends = (first, last) if doubt.kind == "range_without_dash" else (last, first)
            yield becomes(row, Column.DEADLINE, (" – " if dash else " и ").join(ends))


def _two(row: Activity, read: Deadline) -> tuple[str, str]:
    """The two months as the cell prints them; a dash between belongs to neither."""
    raw = row.deadline_raw
    stop = next((place.end() for place in re.finditer(r"\d{4}\s*(?:г\.?|година)?", raw)), 0)
    first, last = raw[:stop].strip(" –—-,"), raw[stop:].strip(" –—-,")
    return (first, last) if first and last and _YEAR.search(last) else ("", "")


@repairs("year_missing")
def _year_of_the_plan(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The year that was lent is written behind the months."""
    for row in rows_of(doubt, reading):
        start, end = row.deadline.start, row.deadline.end
        if end and (start is None or start.year == end.year):
            yield becomes(row, Column.DEADLINE, f"{row.deadline_raw.rstrip(' .,')} {end.year} г.")


@repairs("two_deadlines")
def _last_of_two(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The last of two terms is the nearer one: „учебната година, до 15 май“ ends on 15 May."""
    for row in rows_of(doubt, reading):
        found = _UNTIL.search(row.deadline_raw)
        if found:
            yield becomes(row, Column.DEADLINE, f"до{found[1]}")
