"""Time passes: terms that come within three days and terms that have passed are told once."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from institutions.models import Person
from workflows import access, clocks, desks, notices
from workflows.flow import flow_of, model_of
from workflows.models import Clock
from workflows.terms.law import Term

WARNED_BEFORE = datetime.timedelta(days=3)


def tick() -> int:
    """Tell about clocks; how many were told of."""
    today = timezone.localdate()
    running = Clock.objects.filter(stopped_on=None, due_on__lte=today + WARNED_BEFORE)
    told = 0
    for pk in list(running.filter(passed_at=None).values_list("pk", flat=True)):
        told += _tell(pk, today)
    return told


def _tell(pk: int, today: datetime.date) -> int:
    """Tell of one clock under its lock: two beats tell once."""
    with transaction.atomic():
        clock = Clock.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
        if clock is None or clock.stopped_on:
            return 0
        passed = clock.due_on < today
        if (passed and clock.passed_at) or (not passed and clock.warned_at):
            return 0
        _mark(clock, passed=passed)
        document = model_of(clock.document_kind).objects.get(pk=clock.document_id)
        kind = "term_passed" if passed else "term_near"
        term = clocks.term_of(clock.rule)
        if passed:
            clocks.follow(document, term, clock)
        # Work that opens with the passing of a term opens now: a desk is a fact, not a question.
        desks.settle(document, flow_of(document))
        people = {*_concerned(document), *(_told(term, document) if passed else ())}
        article = clocks.explanation(clock).article
        notices.tell(
            kind, people, document, f"c{clock.pk}", clock=clock, term=term, article=article
        )
        return 1


def _told(term: Term, document: Any) -> list[Person]:
    return [one for to in term.tells for one in access.holders(to.right, to.place(document))]


def _mark(clock: Clock, *, passed: bool) -> None:
    name = "passed_at" if passed else "warned_at"
    setattr(clock, name, timezone.now())
    clock.save(update_fields=[name])


def _concerned(document: Any) -> list[Person]:
    """Those at whose desks the document is, else those who may take an open step."""
    people = desks.people_at(desks.on(document))
    if not people:
        for told in flow_of(document)(document).open_steps():
            people |= set(access.holders(told.by.right, told.by.place(document)))
    return sorted(people, key=lambda person: person.pk)
