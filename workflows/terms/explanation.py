"""How a date came to be, as facts that are kept with it and said in the reader's language."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from institutions.calendar import Closure
from workflows.terms.law import LastDay, Unit

Lazy = Any


@dataclass(frozen=True)
class Pause:
    """Days, both included, on which a term stands still; the ground is a message id."""

    first: datetime.date
    last: datetime.date
    ground: str

    def as_fact(self) -> dict[str, str]:
        """As it is kept."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "ground": self.ground,
        }


@dataclass(frozen=True)
class Explanation:
    """All facts behind a date. Words are kept as message ids, days off in both languages."""

    event: datetime.date
    article: str
    text: str
    unit: Unit
    amount: int
    before: bool
    last_day: LastDay
    unread: bool
    counted: datetime.date
    due: datetime.date
    skipped: tuple[tuple[datetime.date, Closure], ...] = ()
    pauses: tuple[Pause, ...] = ()

    def as_fact(self) -> dict[str, Any]:
        """As JSON keeps it with the clock."""
        return {
            "event": self.event.isoformat(),
            "article": self.article,
            "text": self.text,
            "unit": self.unit.value,
            "amount": self.amount,
            "before": self.before,
            "last_day": self.last_day.value,
            "unread": self.unread,
            "counted": self.counted.isoformat(),
            "due": self.due.isoformat(),
            "skipped": [[day.isoformat(), why.bg, why.en] for day, why in self.skipped],
            "pauses": [one.as_fact() for one in self.pauses],
        }

    @classmethod
    def of_fact(cls, kept: dict[str, Any]) -> "Explanation":
        """As it was when it was kept."""
        return cls(
            event=_day(kept["event"]),
            article=kept["article"],
            text=kept["text"],
            unit=Unit(kept["unit"]),
            amount=kept["amount"],
            before=kept["before"],
            last_day=LastDay(kept["last_day"]),
            unread=kept["unread"],
            counted=_day(kept["counted"]),
            due=_day(kept["due"]),
            skipped=tuple((_day(day), Closure(bg, en)) for day, bg, en in kept["skipped"]),
            pauses=tuple(
                Pause(_day(one["first"]), _day(one["last"]), one["ground"])
                for one in kept["pauses"]
            ),
        )

    def lines(self) -> list[str]:
        """The explanation, a sentence for each thing that made the date."""
        return [*self._count(), *self._stops(), *self._moves(), *self._law()]

    def _count(self) -> Iterator[str]:
        words = {"event": _said(self.event), "last": _said(self.counted)}
        if self.unit is Unit.NAMED:
            yield gettext("The order names the day: %(last)s.") % words
        elif self.unit is Unit.DAY_OF_YEAR:
            yield gettext("The law names the day: %(last)s.") % words
        else:
            words["length"] = length(self.unit, self.amount)
            if self.before:
                yield gettext("%(length)s before %(event)s: %(last)s.") % words
            else:
                yield (
                    gettext("%(length)s from %(event)s, which is not counted: %(last)s.") % words
                )

    def _stops(self) -> Iterator[str]:
        for one in self.pauses:
            words = {"ground": gettext(one.ground), "first": _said(one.first)}
            words["last"] = _said(one.last)
            yield gettext("It stood still from %(first)s to %(last)s: %(ground)s.") % words

    def _moves(self) -> Iterator[str]:
        for day, why in self.skipped:
            words = {"day": _said(day), "why": why.said()}
            if day == self.due:
                yield gettext("%(day)s is not a working day (%(why)s); the day stays.") % words
            else:
                yield gettext("%(day)s is not a working day (%(why)s).") % words
        if self.due != self.counted:
            to = {"due": _said(self.due)}
            if self.before:
                yield gettext("The last day moves to the working day before: %(due)s.") % to
            else:
                yield gettext("The last day moves to the next working one: %(due)s.") % to

    def _law(self) -> Iterator[str]:
        yield f"{self.article}: {gettext(self.text)}"
        if self.unread:
            yield gettext(
                "The wording in force on that day was not read: the earliest known one is applied."
            )


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _said(day: datetime.date) -> str:
    return f"{day:%d.%m.%Y}"


def length(unit: Unit, amount: int) -> str:
    """„7 days“, „3 working days“, „2 months“."""
    if unit is Unit.MONTHS:
        return ngettext("%(n)d month", "%(n)d months", amount) % {"n": amount}
    if unit is Unit.WORKING_DAYS:
        return ngettext("%(n)d working day", "%(n)d working days", amount) % {"n": amount}
    return ngettext("%(n)d day", "%(n)d days", amount) % {"n": amount}


_STANDS: dict[LastDay, Lazy] = {
    LastDay.MOVES: _("the next working day, when it is none"),
    LastDay.STAYS: _("stays, also when it is no working day"),
}


def last_day_said(last_day: LastDay, *, before: bool) -> Lazy:
    """What happens to a last day that is no working one."""
    if before and last_day is LastDay.MOVES:
        return _("the working day before, when it is none")
    return _STANDS[last_day]
