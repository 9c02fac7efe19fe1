"""Counting a term: pure but for the working calendar, which is handed in.

The day of the event is not counted. Days on which the term is paused do not count. A last day
that is no working day moves to the next working one, a term counted backwards to the one
before, unless the rule says that the day stays (ADR 11).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import translation

from institutions.calendar import DAY, LONGEST_PAUSE, Closure, closures
from workflows.terms.explanation import Explanation, Pause
from workflows.terms.law import LastDay, Unit, Wording

STRETCH = 45 * DAY


class OfficeDays:
    """The days on which offices are closed, read a stretch at a time: a count asks once."""

    def __init__(self) -> None:
        self._read: set[datetime.date] = set()
        self._closed: dict[datetime.date, Closure] = {}

    def closure(self, day: datetime.date) -> Closure | None:
        """Why offices are closed on a day, None when they work."""
        if day not in self._read:
            first, last = day - STRETCH, day + STRETCH
            self._closed |= closures(first, last)
            self._read |= {first + DAY * n for n in range((last - first).days + 1)}
        return self._closed.get(day)


@dataclass(frozen=True)
class Ask:
    """What is counted: a wording, the day of the event, what an order sets, the pauses."""

    wording: Wording
    event: datetime.date
    pauses: tuple[Pause, ...] = ()
    named: datetime.date | None = None

    @property
    def sign(self) -> int:
        """Forwards or backwards."""
        return -1 if self.wording.before else 1


def count(ask: Ask, office: OfficeDays) -> Explanation:
    """The last day with all that explains it."""
    last = _last(ask, office)
    due = _moved(ask, last, office)
    days = _between(ask, last, due)
    return Explanation(
        event=ask.event,
        article=ask.wording.article,
        text=message_id(ask.wording.text),
        unit=ask.wording.unit,
        amount=ask.wording.amount,
        before=ask.wording.before,
        last_day=ask.wording.last_day,
        unread=not ask.wording.in_force(ask.event),
        counted=last,
        due=due,
        skipped=tuple((day, why) for day in days if (why := office.closure(day))),
        pauses=tuple(one for one in ask.pauses if _touches(one, ask, due)),
    )


def message_id(text: Any) -> str:
    """The message id of a lazy translation: kept, it is said later in any language."""
    with translation.override(None):
        return str(text)


def _between(ask: Ask, last: datetime.date, due: datetime.date) -> list[datetime.date]:
    """The days that were passed over: of working days all since the event, else the last ones."""
    if ask.wording.unit is Unit.WORKING_DAYS:
        first, until = sorted((ask.event + DAY * ask.sign, due))
    else:
        first, until = sorted((last, due))
    stays = ask.wording.last_day is LastDay.STAYS
    days = [first + DAY * n for n in range((until - first).days + 1)]
    return [day for day in days if stays or day != due]


def _last(ask: Ask, office: OfficeDays) -> datetime.date:
    """The last day before it is moved."""
    unit, amount = ask.wording.unit, ask.wording.amount
    if unit is Unit.NAMED:
        return ask.named or ask.event
    if unit is Unit.DAY_OF_YEAR:
        return day_of_year(ask.wording, ask.event)
    if unit is Unit.WORKING_DAYS:
        return _after_working_days(ask, office)
    if unit is Unit.MONTHS:
        return _pushed(ask, months_after(ask.event, amount * ask.sign))
    return _pushed(ask, ask.event + DAY * amount * ask.sign)


def day_of_year(wording: Wording, event: datetime.date) -> datetime.date:
    """The first such day on or after the event, or the last on or before it."""
    month, day = wording.fixed or (12, 31)
    last = datetime.date(event.year, month, day)
    if wording.before:
        return last if last <= event else last.replace(year=event.year - 1)
    return last if last >= event else last.replace(year=event.year + 1)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of another month, or its last day where it has none such."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    following = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(datetime.date(year, month + 1, 1) + DAY * (day.day - 1), following - DAY)


def _after_working_days(ask: Ask, office: OfficeDays) -> datetime.date:
    day, left = ask.event, ask.wording.amount
    for _step in range(LONGEST_PAUSE * max(1, left)):
        if not left:
            return day
        day += DAY * ask.sign
        left -= not _is_paused(day, ask.pauses) and office.closure(day) is None
    raise ValueError(f"Not enough working days after {ask.event}.")


def _pushed(ask: Ask, last: datetime.date) -> datetime.date:
    """A last day moved by as many days as the term stood still."""
    due, missing = last, _paused_days(ask, ask.event + DAY, last)
    while missing:
        before, due = due, due + DAY * missing
        missing = _paused_days(ask, before + DAY, due)
    return due


def _paused_days(ask: Ask, first: datetime.date, last: datetime.date) -> int:
    days = (first + DAY * n for n in range((last - first).days + 1))
    return sum(_is_paused(day, ask.pauses) for day in days)


def _is_paused(day: datetime.date, pauses: Iterable[Pause]) -> bool:
    return any(one.first <= day <= one.last for one in pauses)


def _touches(pause: Pause, ask: Ask, due: datetime.date) -> bool:
    first, last = sorted((ask.event, due))
    return pause.first <= last and pause.last > first


def _moved(ask: Ask, last: datetime.date, office: OfficeDays) -> datetime.date:
    """The last day, or the nearest working one in the direction of counting."""
    if ask.wording.last_day is LastDay.STAYS:
        return last
    for step in range(LONGEST_PAUSE):
        if office.closure(last + DAY * step * ask.sign) is None:
            return last + DAY * step * ask.sign
    raise ValueError(f"No working day within {LONGEST_PAUSE} days of {last}.")


def in_days(wording: Wording, amount: int) -> Wording:
    """The wording with the number of days that an order sets."""
    return replace(wording, amount=amount)
