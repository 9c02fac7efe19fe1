"""Deadlines: an event and a rule of law give a date, with its explanation.

Counting (domain.md 13: no rule for the administrative phase was read, so this is set here and
shown): a term in days starts on the day after the event; a last day that is no working day
moves to the next working one.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from institutions.calendar import next_working_day, why_not_working
from workflows.flow import Holder
from workflows.models import Clock
from workflows.taken import Case

Lazy = Any


@dataclass(frozen=True)
class Term:
    """A legal term: so many calendar days from an event, on the ground of an article.

    Where the law leaves the term to an order, ``days`` is 0 and ``ordered`` reads the day that
    the order names. ``tells`` names who hears of it besides those whose turn it is.
    """

    name: str
    label: Lazy
    article: str
    days: int
    event: Callable[[Case], dict[str, datetime.date]] | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    ordered: Callable[[Any], datetime.date] | None = None
    tells: tuple[Holder, ...] = ()

    def counted(self, start: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The last day as the days give it, and after moving over days off."""
        last = start + datetime.timedelta(days=self.days)
        return last, next_working_day(last)


_terms: dict[str, Term] = {}


def declare(*terms: Term) -> None:
    """Make terms known by their names."""
    for term in terms:
        _terms[term.name] = term


def term_of(name: str) -> Term:
    """A declared term; ``KeyError`` when there is none of that name."""
    return _terms[name]


def declared() -> list[Term]:
    """All terms, for the printed documentation."""
    return list(_terms.values())


def start(document: Any, names: tuple[str, ...], case: Case) -> None:
    """Start clocks: one for each party that the term's event names (or one without a party)."""
    for name in names:
        term = _terms[name]
        events = term.event(case) if term.event else {"": case.on}
        for party, day in events.items():
            _run(document, term, party, day)


def _run(document: Any, term: Term, party: str, day: datetime.date) -> Clock:
    stop(document, (term.name,), day, party=party)
    last, due = _last_day(document, term, day)
    return Clock.objects.create(
        document_kind=document.slug,
        document_id=document.pk,
        rule=term.name,
        party=party,
        subject=document.subject[:400],
        url=document.get_absolute_url(),
        institution=document.institution,
        started_on=day,
        due_on=due,
        moved_from=last if last != due else None,
    )


def _last_day(document: Any, term: Term, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    if term.ordered:
        named = term.ordered(document)
        return named, max(named, day)
    return term.counted(day)


def stop(
    document: Any, names: tuple[str, ...], day: datetime.date, *, party: str | None = None
) -> None:
    """Stop running clocks; a clock of another party runs on."""
    running = Clock.objects.filter(document_id=document.pk, rule__in=names, stopped_on=None)
    if party is not None:
        running = running.filter(party=party)
    running.update(stopped_on=day)


def of(document: Any) -> Any:
    """All clocks of a document, the running ones first."""
    return Clock.objects.filter(document_id=document.pk).order_by("stopped_on", "due_on")


def why(clock: Clock) -> list[str]:
    """How the date was counted, line by line."""
    term = _terms[clock.rule]
    if term.ordered:
        text = _("%(due)s is the day named in the order: %(article)s.")
        return [str(text % {"due": f"{clock.due_on:%d.%m.%Y}", "article": term.article})]
    lines = [
        str(
            _("%(days)d days from %(start)s: %(article)s.")
            % {"days": term.days, "start": f"{clock.started_on:%d.%m.%Y}", "article": term.article}
        )
    ]
    day = clock.moved_from
    while day and day < clock.due_on:
        ground = why_not_working(day) or ""
        lines.append(
            str(
                _("%(day)s is not a working day (%(why)s).")
                % {"day": f"{day:%d.%m.%Y}", "why": ground}
            )
        )
        day += datetime.timedelta(days=1)
    return lines
