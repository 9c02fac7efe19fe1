"""A term of law as data: its wordings with article and dates of force, and what surrounds it.

What is decided about counting where no rule of law was read stands in ADR 11.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.flow import Holder
from workflows.taken import Case

Lazy = Any  # a lazy translation: the message id is kept with a clock, the reader's words are said


NOTHING = _("Nothing pauses it.")


class Unit(StrEnum):
    """In what a term is counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    DAY_OF_YEAR = "day_of_year"
    NAMED = "named"


class LastDay(StrEnum):
    """What happens when the last day is no working day."""

    MOVES = "moves"
    STAYS = "stays"


@dataclass(frozen=True)
class Wording:
    """A rule as it read between two days; ``None`` is „from the beginning“ or „until now“.

    ``amount`` counts the unit; of a day of the year ``fixed`` names month and day. ``before``:
    the term ends so much before its event.
    """

    article: str
    text: Lazy
    unit: Unit = Unit.DAYS
    amount: int = 0
    fixed: tuple[int, int] | None = None
    before: bool = False
    last_day: LastDay = LastDay.MOVES
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    @property
    def name(self) -> str:
        """How a clock names the wording that it was counted by: the day it came into force."""
        return self.valid_from.isoformat() if self.valid_from else "first"

    @property
    def duration(self) -> str:
        """The length as ISO 8601 writes it, ``P7D``; empty where a day is named or set."""
        letter = {Unit.DAYS: "D", Unit.WORKING_DAYS: "D", Unit.MONTHS: "M"}.get(self.unit)
        return f"P{self.amount}{letter}" if letter and self.amount else ""

    def in_force(self, day: datetime.date) -> bool:
        """Whether the wording held on a day."""
        after = self.valid_from is None or day >= self.valid_from
        return after and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Term:
    """A rule of law that gives a last day: event, wordings, what stops and pauses it, what follows.

    ``starts``, ``stops``, ``pauses`` and ``passes`` say it in words. ``events`` names the days
    of the event for each party when the clock is started by a step, ``amount_of`` the number of
    days and ``named_by`` the day where the term stands in an order. ``then`` names terms that
    begin when this one passes, ``tells`` who hears of it besides those whose turn it is.
    ``party_label`` says in words whose term it is.
    """

    name: str
    label: Lazy
    wordings: tuple[Wording, ...]
    starts: Lazy
    stops: Lazy
    pauses: Lazy = NOTHING
    passes: Lazy = ""
    then: tuple[str, ...] = ()
    tells: tuple[Holder, ...] = ()
    events: Callable[[Case], dict[str, datetime.date]] | None = None
    amount_of: Callable[[Any], int | None] | None = None
    named_by: Callable[[Any], datetime.date | None] | None = None
    party_label: Callable[[str], Lazy] = str

    def wording_on(self, day: datetime.date) -> Wording:
        """The wording in force on a day; the earliest known one for a day before all of them."""
        found = (one for one in self.wordings if one.in_force(day))
        return next(found, self.wordings[0])

    @property
    def in_orders(self) -> bool:
        """Whether the number of days or the day itself stands in an order."""
        return self.amount_of is not None or self.named_by is not None


_terms: dict[str, Term] = {}


def declare(*terms: Term) -> None:
    """Make terms known by their names."""
    for term in terms:
        _terms[term.name] = term


def term_of(name: str) -> Term:
    """A declared term; ``KeyError`` when there is none of that name."""
    return _terms[name]


def declared() -> list[Term]:
    """All terms, in the order of their declaration."""
    return list(_terms.values())
