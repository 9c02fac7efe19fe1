"""What is late, by piece of work: where it lies, since when, when its holders were reminded."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from institutions.models import Person, Post
from workflows import holding, reminding
from workflows.display import Age, late_age
from workflows.flow import kinds
from workflows.holding import Holding
from workflows.models import Desk, Reminder

TOLD = (
    *("document_kind", "document_id", "step", "verb", "subject", "detail", "url", "due_on"),
    *("institution__name", "institution__short_name", "institution__authority"),
    *("post__title", "person__name"),
)
Piece = tuple[UUID, str]
"""A document and the step that should have been taken."""


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
    def age(self) -> Age:
        """The same as a pill."""
        return late_age(self.days)

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


def late_pieces(person: Person, today: dt.date, only: Q | None = None) -> dict[Piece, list[int]]:
    """The late work on documents that are open to a person, the oldest first, with the keys of
    the desks at which it lies.
    """
    found: dict[Piece, list[int]] = {}
    rows = _late(person, today).filter(only or Q()).order_by("due_on", "pk")
    for desk, document, step in rows.values_list("pk", "document_id", "step"):
        found.setdefault((document, step), []).append(desk)
    return found


def read(
    pieces: dict[Piece, list[int]], wanted: Iterable[Piece], person: Person, today: dt.date
) -> dict[Piece, LateWork]:
    """What is said of some late pieces, in the order in which they are asked for."""
    named = [piece for piece in dict.fromkeys(wanted) if piece in pieces]
    reminders = Reminder.objects.filter(document_id=OuterRef("document_id"), step=OuterRef("step"))
    rows: Any = Desk.objects.select_related("institution", "post", "person").only(*TOLD)
    rows = rows.annotate(reminded_on=Subquery(reminders.order_by("-on").values("on")[:1]))
    desks = rows.order_by().in_bulk([desk for piece in named for desk in pieces[piece]])
    held = holding.of(person)
    return {piece: _told([desks[key] for key in pieces[piece]], held, today) for piece in named}


def late_work(person: Person, today: dt.date, only: Q | None = None) -> list[LateWork]:
    """All of it, the oldest first."""
    pieces = late_pieces(person, today, only)
    return list(read(pieces, pieces, person, today).values())


def _told(desks: list[Any], held: Holding, today: dt.date) -> LateWork:
    may = reminding.may_remind(held, desks[0].institution)
    return LateWork(tuple(desks), desks[0].reminded_on, may, today)


def _late(person: Person, today: dt.date) -> QuerySet[Any]:
    rows = Desk.objects.filter(closed_at=None, due_on__lt=today)
    first, *others = (
        model.objects.open_to(person).order_by().values("pk") for model in kinds().values()
    )
    return rows.filter(document_id__in=first.union(*others, all=True))
