"""Reminding those who hold late work: a letter, at most once a day for each piece of work."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution, Person
from institutions.rights import Right
from workflows import access, desks, notices, records
from workflows.models import Reminder
from workflows.refusals import NotYours, Refused, Stale


class AlreadyReminded(Refused):
    """Today a letter has gone already; the text is one sentence."""


def heads(person: Person) -> tuple[set[int], set[int]]:
    """Where a person may remind: authorities whose work they plan, institutions they head."""
    planned = access.institutions_with(person, Right.PLAN_INSPECTIONS)
    headed = access.institutions_with(person, Right.NAME_SUBSTITUTE)
    return set(planned.values_list("pk", flat=True)), set(headed.values_list("pk", flat=True))


def is_head(held: tuple[set[int], set[int]], institution: Institution) -> bool:
    """Whether these are heads of an institution, or of the authority above it."""
    planned, headed = held
    return institution.authority_id in planned or institution.pk in headed


def remind(document: Any, step: str, *, actor: Person) -> Reminder:
    """Queue a letter to those with whom a piece of work is late.

    Raises ``Stale`` when the work is not late any more, ``NotYours``, or ``AlreadyReminded``.
    """
    today = timezone.localdate()
    with transaction.atomic():
        late = list(desks.on(document).filter(step=step, due_on__lt=today))
        if not is_head(heads(actor), document.institution):
            raise NotYours(_planners(document.institution))
        if not late:
            raise Stale(records.of(document).last())
        reminder, is_new = Reminder.objects.get_or_create(
            document_id=document.pk,
            step=step,
            on=today,
            defaults={"document_kind": document.slug, "sent_by": actor},
        )
        if not is_new:
            raise AlreadyReminded(_("A reminder of this went out today already."))
        people = desks.people_at(late) - {actor}
        key = f"m{reminder.pk}"
        notices.tell("reminder", people, document, key, work=late[0], sender=actor)
    return reminder


def _planners(institution: Institution) -> list[str]:
    people = access.holders(Right.PLAN_INSPECTIONS, institution.authority or institution)
    return [person.name for person in people]
