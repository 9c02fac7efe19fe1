"""What is late, by piece of work: where it lies, since when, when its holders were reminded."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from institutions.models import Person, Post
from workflows import holding, reminding
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
    found: dict[tuple[UUID, str], list[Any]] = {}
    for desk in rows.select_related("institution", "post", "person").order_by("due_on", "pk"):
        found.setdefault((desk.document_id, desk.step), []).append(desk)
    held = holding.of(person)
    return [
        LateWork(
            tuple(many),
            many[0].reminded_on,
            reminding.may_remind(held, many[0].institution),
            today,
        )
        for many in found.values()
    ]


def _late(person: Person, today: dt.date) -> QuerySet[Any]:
    rows = Desk.objects.filter(closed_at=None, due_on__lt=today)
    first, *others = (
        model.objects.open_to(person).order_by().values("pk") for model in kinds().values()
    )
    reminders = Reminder.objects.filter(document_id=OuterRef("document_id"), step=OuterRef("step"))
    return rows.filter(document_id__in=first.union(*others, all=True)).annotate(
        reminded_on=Subquery(reminders.order_by("-on").values("on")[:1])
    )
