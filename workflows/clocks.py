"""Clocks: a term of law that runs for a document, from an event to a last day that explains itself.

The term is data (``workflows.terms.law``); a step starts and stops clocks by their names. What
was counted is kept with the clock and not counted again, unless somebody corrects it.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from workflows.models import Clock
from workflows.taken import Case
from workflows.terms.counting import Ask, OfficeDays, count, in_days
from workflows.terms.explanation import Explanation
from workflows.terms.law import Term, Unit, Wording, declare, declared, term_of

__all__ = [
    "declare", "declared", "due", "explanation", "follow", "of", "reckon", "row_of", "running",
    "start", "stop", "term_of",
]  # fmt: skip


def start(document: Any, names: tuple[str, ...], case: Case) -> None:
    """Start clocks: one for each party that the term's event names (or one without a party)."""
    office = OfficeDays()
    made = [row for name in names for row in _started(document, term_of(name), case, office)]
    if made:
        stop(document, names, case.on, parties=[one.party for one in made])
        Clock.objects.bulk_create(made)


def follow(document: Any, term: Term, passed: Clock) -> None:
    """Start the terms that begin when this one has passed, from its last day on."""
    office, now = OfficeDays(), timezone.now()
    for name in term.then:
        counted = reckon(document, term_of(name), passed.due_on, office)
        if counted and not running(document, name).filter(party=passed.party).exists():
            row_of(document, term_of(name), passed.party, counted, now).save(force_insert=True)


def _started(document: Any, term: Term, case: Case, office: OfficeDays) -> Iterator[Clock]:
    events = term.events(case) if term.events else {"": case.on}
    for party, event in events.items():
        counted = reckon(document, term, event, office)
        if counted:
            yield row_of(document, term, party, counted, case.at)


def reckon(
    document: Any, term: Term, event: datetime.date, office: OfficeDays
) -> Explanation | None:
    """Count a term of a document; None when the order it stands in does not set it."""
    asked = _asked(document, term, event)
    return count(asked, office) if asked else None


def _asked(document: Any, term: Term, event: datetime.date) -> Ask | None:
    wording = term.wording_on(event)
    if term.named_by:
        named = term.named_by(document)
        return Ask(wording, event, named=named) if named else None
    if term.amount_of:
        amount = term.amount_of(document)
        return None if amount is None else Ask(in_days(wording, amount), event)
    return Ask(wording, event)


def row_of(
    document: Any, term: Term, party: str, counted: Explanation, now: datetime.datetime
) -> Clock:
    """The row of a clock, not saved. Of a fixed day that is over already nobody is told."""
    wording: Wording = term.wording_on(counted.event)
    is_over = wording.unit is Unit.DAY_OF_YEAR and counted.due < now.date()
    return Clock(
        document_kind=document.slug,
        document_id=document.pk,
        rule=term.name,
        wording=wording.name,
        party=party,
        subject=document.subject[:400],
        url=document.get_absolute_url(),
        institution=document.institution,
        started_on=counted.event,
        due_on=counted.due,
        moved_from=counted.counted if counted.counted != counted.due else None,
        explained=counted.as_fact(),
        passed_at=now if is_over else None,
    )


def stop(
    document: Any,
    names: tuple[str, ...],
    day: datetime.date,
    *,
    parties: list[str] | None = None,
) -> None:
    """Stop running clocks; those of other parties than the ones named run on."""
    if not names:
        return
    rows = Clock.objects.filter(document_id=document.pk, rule__in=names, stopped_on=None)
    if parties is not None:
        rows = rows.filter(party__in=parties)
    rows.update(stopped_on=day)


def of(document: Any) -> QuerySet[Clock]:
    """All clocks of a document, the running ones first; replaced ones name who corrected them."""
    rows = Clock.objects.filter(document_id=document.pk).select_related("replaced_actor")
    return rows.order_by(F("stopped_on").asc(nulls_first=True), "due_on", "pk")


def running(document: Any, rule: str) -> QuerySet[Clock]:
    """The clocks of a term that run for a document."""
    return Clock.objects.filter(document_id=document.pk, rule=rule, stopped_on=None)


def due(document: Any, rule: str) -> datetime.date | None:
    """The nearest last day of a term that runs for a document."""
    return min(running(document, rule).values_list("due_on", flat=True), default=None)


def explanation(clock: Clock) -> Explanation:
    """How the date of a clock was counted; one made before that was kept is counted now."""
    if clock.explained:
        return Explanation.of_fact(clock.explained)
    term = term_of(clock.rule)
    wording = term.wording_on(clock.started_on)
    return count(Ask(wording, clock.started_on, named=clock.due_on), OfficeDays())
