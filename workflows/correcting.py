"""Late corrections: a clock counted anew stands beside the one it replaces, and both stay.

The day of the event was entered wrongly, or a day of the calendar was entered late. The wording
is that of the day of the event, so an old case keeps its own.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from institutions.models import CalendarDay, Person
from workflows import clocks, gate, storing
from workflows.flow import model_of
from workflows.models import Clock
from workflows.terms.counting import OfficeDays
from workflows.terms.law import term_of


@dataclass(frozen=True)
class Correction:
    """Who corrected what was counted, when and why."""

    by: Person | None
    at: datetime.datetime
    why: str


def correct(
    document: Any, clock: Clock, event: datetime.date, correction: Correction
) -> Clock | None:
    """Count a clock anew from a day; None when it ends as it did. The caller locks the document."""
    term = term_of(clock.rule)
    counted = clocks.reckon(document, term, event, OfficeDays())
    if counted is None or (counted.event, counted.due) == (clock.started_on, clock.due_on):
        return None
    made = clocks.row_of(document, term, clock.party, counted, correction.at)
    made.stopped_on = clock.stopped_on
    kept = Clock.objects.filter(pk=clock.pk)
    kept.update(stopped_on=clock.stopped_on or timezone.localdate(correction.at))
    made.save(force_insert=True)
    kept.update(
        replaced_by=made,
        replaced_at=correction.at,
        replaced_actor=correction.by,
        replaced_why=correction.why,
    )
    return made


@transaction.atomic
def calendar_changed(day: CalendarDay, by: Person, *, removed: bool = False) -> int:
    """A day of the offices was entered or removed: running clocks that it moves, counted anew.

    Runs in the transaction of the change; returns how many were moved.
    """
    if day.institution_id is not None:
        return 0
    correction = Correction(by, timezone.now(), _sentence(day, removed=removed))
    touched = Clock.objects.filter(stopped_on=None).filter(
        Q(due_on=day.day)
        | Q(moved_from__lte=day.day, due_on__gte=day.day)
        | Q(moved_from__gte=day.day, due_on__lte=day.day)
    )
    return sum(_recounted(clock.pk, correction) for clock in touched.order_by("document_id", "pk"))


def _sentence(day: CalendarDay, *, removed: bool) -> str:
    """Why, in the language of the office: it is kept."""
    with translation.override(settings.LANGUAGE_CODE):
        text = (
            _("%(day)s was removed from the calendar: %(ground)s")
            if removed
            else _("%(day)s was entered in the calendar: %(ground)s")
        )
        return text % {"day": f"{day.day:%d.%m.%Y}", "ground": day.ground}


def _recounted(pk: int, correction: Correction) -> bool:
    """Under the lock of its document: a step may have stopped the clock meanwhile."""
    found = Clock.objects.get(pk=pk)
    document = storing.locked(model_of(found.document_kind), found.document_id).document
    clock = Clock.objects.filter(pk=pk, stopped_on=None).first()
    made = correct(document, clock, clock.started_on, correction) if clock else None
    if clock is None or made is None:
        return False
    gate.note_change(
        document,
        actor=correction.by,
        step="recount_term",
        note=correction.why,
        term=clock.rule,
        until=clock.due_on,
        moved_to=made.due_on,
    )
    return True
