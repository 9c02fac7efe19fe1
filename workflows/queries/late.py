"""What is late, by piece of work: where it lies, since when, when its holders were reminded."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from institutions.models import Person, Post
from workflows import reminding
from workflows.flow import kinds
from workflows.models import Desk, Reminder


@dataclass(frozen=True)
class LateWork:
    """A step that should have been taken, with all the desks at which it lies."""

    desks: tuple[Desk, ...]
    reminded_on: dt.date | None
    may_remind: bool
    today: dt.date

    @property
    def desk(self) -> Desk:
        """One of its desks, for what all of them say alike."""
        return self.desks[0]

    @property
    def days(self) -> int:
        """How many days have passed since the term."""
        return (self.today - self.desk.due_on).days if self.desk.due_on else 0

    @property
    def holders(self) -> str:
        """The posts and people with whom it lies."""
        holders = (one.post or one.person for one in self.desks)
        names = [one.title if isinstance(one, Post) else str(one) for one in holders]
        return ", ".join(dict.fromkeys(names))

    @property
    def offers_reminder(self) -> bool:
        """Whether the person may remind now: once a day."""
        return self.may_remind and self.reminded_on != self.today


def late_work(person: Person, today: dt.date, only: Q | None = None) -> list[LateWork]:
    """The late work on documents that are open to a person, the oldest first."""
    rows = _late(person, today).filter(only or Q())
    found: dict[tuple[UUID, str], list[Desk]] = {}
    for desk in rows.select_related("institution", "post", "person").order_by("due_on", "pk"):
        found.setdefault((desk.document_id, desk.step), []).append(desk)
    reminded, held = _reminded(found), reminding.heads(person)
    return [
        LateWork(
            tuple(many),
            reminded.get(key),
            reminding.is_head(held, many[0].institution),
            today,
        )
        for key, many in found.items()
    ]


def _late(person: Person, today: dt.date) -> QuerySet[Desk]:
    rows = Desk.objects.filter(closed_at=None, due_on__lt=today)
    shown = Q(pk__in=[])
    for kind, model in kinds().items():
        documents = model.objects.open_to(person).filter(pk=OuterRef("document_id"))
        shown |= Q(Exists(documents), document_kind=kind)
    return rows.filter(shown)


def _reminded(keys: Iterable[tuple[Any, str]]) -> dict[tuple[UUID, str], dt.date]:
    """The last day on which the holders of each piece of work were reminded."""
    rows = Reminder.objects.filter(document_id__in={document for document, _step in keys})
    oldest_first = rows.order_by("on").values_list("document_id", "step", "on")
    return {(document, step): day for document, step, day in oldest_first}
