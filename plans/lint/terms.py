"""Terms of rows against the period of the plan."""

import datetime
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.lint.model import Column, Gravity, Row, Text
from plans.lint.rule import Hit, lint_rule
from plans.reading.deadline import DeadlineDoubt
from plans.reading.deadlines import read_deadline

WHOLE_YEARS = {"school_year", "calendar_year"}
"""A plan for one kind of year may well name one of the other kind that overlaps it."""


def _month(day: datetime.date) -> tuple[int, int]:
    """Terms are written in months: a plan from 15 September begins with all of September."""
    return day.year, day.month


def _is_outside(row: Row, text: Text) -> bool:
    first, last = row.starts_on or row.ends_on, row.ends_on or row.starts_on
    if first is None or last is None:
        return False
    return _month(last) < _month(text.starts_on) or _month(first) > _month(text.ends_on)


def _days(row: Row) -> str:
    known = [f"{day:%d.%m.%Y}" for day in (row.starts_on, row.ends_on) if day]
    return row.term or "–".join(known)


def _period(text: Text) -> str:
    return f"{text.starts_on:%d.%m.%Y} – {text.ends_on:%d.%m.%Y}"


@lint_rule(gettext_lazy("Terms outside the period"), Gravity.GRAVE, column=Column.TERM)
def term_outside_period(text: Text) -> Iterator[Hit]:
    """A term lies within the period of the plan."""
    for row in text.rows:
        if _is_outside(row, text):
            said = {"term": _days(row), "period": _period(text)}
            yield Hit(_("The term “%(term)s” is outside %(period)s.") % said, row)


@lint_rule(gettext_lazy("Terms that begin before the period"), Gravity.GRAVE, column=Column.TERM)
def term_before_period(text: Text) -> Iterator[Hit]:
    """A term does not begin before the month in which the plan does."""
    for row in text.rows:
        first = row.starts_on
        if first is None or row.term_kind in WHOLE_YEARS or _is_outside(row, text):
            continue
        if _month(first) < _month(text.starts_on):
            said = {"term": _days(row), "period": _period(text)}
            yield Hit(_("The term “%(term)s” begins before the period %(period)s.") % said, row)


@lint_rule(gettext_lazy("Terms that go on after the period"), Gravity.WARNING, column=Column.TERM)
def term_after_period(text: Text) -> Iterator[Hit]:
    """A term does not go on after the month in which the plan ends."""
    for row in text.rows:
        last = row.ends_on
        if last is None or row.term_kind in WHOLE_YEARS or _is_outside(row, text):
            continue
        if _month(last) > _month(text.ends_on):
            said = {"term": _days(row), "period": _period(text)}
            yield Hit(_("The term “%(term)s” goes on after the period %(period)s.") % said, row)


def _doubtful(text: Text, *doubts: str) -> Iterator[Row]:
    return (row for row in text.rows if row.term and _doubt(row.term) in doubts)


@lru_cache(2048)
def _doubt(term: str) -> DeadlineDoubt | None:
    """What is doubtful in a term: its words decide alone, and many rows have the same."""
    return read_deadline(term).doubt


@lint_rule(gettext_lazy("Terms in the wrong order"), Gravity.GRAVE, column=Column.TERM)
def term_backwards(text: Text) -> Iterator[Hit]:
    """Of two dates the earlier stands first."""
    for row in _doubtful(text, "order"):
        yield Hit(_("“%(term)s”: the later date stands first.") % {"term": row.term}, row)


@lint_rule(gettext_lazy("Terms that are not clear"), Gravity.WARNING, column=Column.TERM)
def term_unclear(text: Text) -> Iterator[Hit]:
    """A term can be read in one way only."""
    for row in _doubtful(text, "no_dash", "unknown"):
        yield Hit(_("“%(term)s” is not clear as a term.") % {"term": row.term}, row)


@lint_rule(gettext_lazy("Rows without a term"), Gravity.WARNING, column=Column.TERM)
def term_missing(text: Text) -> Iterator[Hit]:
    """A row of work says until when it is carried out."""
    for row in text.filled:
        if not row.term.strip(" -–—.") and row.starts_on is None and row.ends_on is None:
            yield Hit(_("No term is written."), row)
