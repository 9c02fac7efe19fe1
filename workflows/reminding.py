"""Reminding those who hold late work: a letter, at most once a day for each piece of work."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution, Person
from institutions.rights import Right
from workflows import access, desks, holding, notices, records
from workflows.holding import Holding
from workflows.models import Reminder
from workflows.refusals import NotYours, Refused, Stale


class AlreadyReminded(Refused):
    """Today a letter has gone already; the text is one sentence."""


def may_remind(held: Holding, institution: Institution) -> bool:
    """Whether somebody plans the work of the authority of an institution, or heads it."""
    planned, headed = Right.PLAN_INSPECTIONS, Right.NAME_SUBSTITUTE
    return institution.authority_id in held.places(planned) or institution.pk in held.places(headed)


def remind(document: Any, step: str, *, actor: Person) -> Reminder:
    """Queue a letter to those with whom a piece of work is late.

    Raises ``Stale`` when the work is not late any more, ``NotYours``, or ``AlreadyReminded``.
    """
    today = timezone.localdate()
    with transaction.atomic():
        late = list(desks.on(document).filter(step=step, due_on__lt=today))
        if not may_remind(holding.of(actor), document.institution):
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
