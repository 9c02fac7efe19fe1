"""Deadlines in shape and words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import holidays
from django.utils.functional import Promise
from django.utils.translation import ngettext, pgettext

Text = str | Promise


class Tone(StrEnum):
    """How a thing stands; the value is the CSS class. Colour never says it alone."""

    OK = "is-ok"
    WARN = "is-warn"
    BAD = "is-bad"
    ACTIVE = "is-active"
    NONE = ""


class Shape(StrEnum):
    """The sign beside a deadline (design, principle 3): read without colour."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DASH = "dash"
    TICK = "tick"


@dataclass(frozen=True)
class Age:
    """A pill with a shape and words; the exact date always stands beside it."""

    tone: Tone
    shape: Shape
    words: Text


def next_working_day(day: dt.date) -> dt.date:
    """The first day after ``day`` that is neither a weekend nor a Bulgarian holiday.

    Days moved by decision of the Council of Ministers stand in the database; who knows them
    passes their own day to :func:`deadline_age`.
    """
    after = day + dt.timedelta(days=1)
    while after.weekday() >= 5 or after in holidays.country_holidays("BG", years=after.year):
        after += dt.timedelta(days=1)
    return after


def late_age(days: int) -> Age:
    """So many days have passed since a term: where a heading says that it is late."""
    return Age(Tone.BAD, Shape.SQUARE, ngettext("%(n)s day", "%(n)s days", days) % {"n": days})


def deadline_age(due: dt.date, today: dt.date, next_working: dt.date | None = None) -> Age:
    """The one place that decides the colour of a deadline (design, 7.0). Days of the calendar.

    Red: passed. Amber: at the latest the next working day. Green: within seven days. Grey: later.
    """
    days = (due - today).days
    if days < 0:
        late = ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
        return Age(Tone.BAD, Shape.SQUARE, late)
    left = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    words = left if days else pgettext("a deadline", "today")
    if due <= (next_working or next_working_day(today)):
        return Age(Tone.WARN, Shape.TRIANGLE, words)
    if days <= 7:
        return Age(Tone.OK, Shape.CIRCLE, words)
    return Age(Tone.NONE, Shape.DASH, words)


def done_age(words: Text = "") -> Age:
    """Finished: a tick; the words are „изпълнена“ unless others are given."""
    return Age(Tone.OK, Shape.TICK, words or pgettext("a deadline", "done"))


def upcoming_age(words: Text = "") -> Age:
    """Not begun and not due: a dash."""
    return Age(Tone.NONE, Shape.DASH, words or pgettext("a deadline", "upcoming"))
