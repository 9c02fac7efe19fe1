"""Clocks as pages show them: the term in words, its last day and why it is that day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from workflows import clocks
from workflows.display import Text
from workflows.models import Clock
from workflows.terms.explanation import last_day_said, length
from workflows.terms.law import Term, Wording
from workflows.waiting import Waiting

Key = tuple[UUID, datetime.date | None]


@dataclass(frozen=True)
class Shown:
    """A clock with its term, its party in words and the sentences behind its date."""

    clock: Clock
    term: Term
    article: str
    why: list[str]

    @property
    def label(self) -> Text:
        """What is to be done, or can be."""
        label: Text = self.term.label
        return label

    @property
    def party(self) -> Text:
        """Whose term it is, where several run side by side."""
        return self.term.party_label(self.clock.party) if self.clock.party else ""

    @property
    def is_running(self) -> bool:
        """Whether it still runs."""
        return self.clock.stopped_on is None

    @property
    def is_replaced(self) -> bool:
        """Whether somebody corrected it: it is shown struck through."""
        return self.clock.replaced_by_id is not None


def clocks_of(document: Any) -> list[Shown]:
    """The clocks of a document: those that run first; one query."""
    return [_shown(clock) for clock in clocks.of(document)]


def _shown(clock: Clock) -> Shown:
    explained = clocks.explanation(clock)
    return Shown(clock, clocks.term_of(clock.rule), explained.article, explained.lines())


def reasons_for(waiting: Iterable[Waiting]) -> dict[Key, list[str]]:
    """Why open work is due when it is, by document and day, where a clock says so; one query."""
    documents = {one.document_id for one in waiting if one.due_on}
    reasons: dict[Key, dict[str, None]] = {}
    for clock in Clock.objects.filter(document_id__in=documents, stopped_on=None).order_by("pk"):
        # Two terms that end on one day are explained together, what is the same once.
        lines = reasons.setdefault((clock.document_id, clock.due_on), {})
        lines |= dict.fromkeys(clocks.explanation(clock).lines())
    return {key: list(lines) for key, lines in reasons.items()}


@dataclass(frozen=True)
class Law:
    """A rule with its wordings as the list of all terms shows them."""

    term: Term
    texts: list["Worded"]


@dataclass(frozen=True)
class Worded:
    """One wording in words: how long, what of a last day off, between which days in force."""

    wording: Wording
    length: Text
    last_day: Text


def laws() -> list[Law]:
    """All declared terms."""
    return [
        Law(term, [wording_in_words(term, one) for one in term.wordings])
        for term in clocks.declared()
    ]


def wording_in_words(term: Term, wording: Wording) -> Worded:
    """How long the term is by a wording, and what happens to its last day."""
    stands = last_day_said(wording.last_day, before=wording.before)
    return Worded(wording, _length(term, wording), stands)


def _length(term: Term, wording: Wording) -> Text:
    if term.named_by:
        return _("the day that the order names")
    if term.amount_of:
        return _("the days that the order sets")
    if wording.fixed:
        return f"{wording.fixed[1]:02}.{wording.fixed[0]:02}."
    said = length(wording.unit, wording.amount)
    return _("%(length)s before it") % {"length": said} if wording.before else said
