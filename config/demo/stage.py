"""Acting as the demo people: each step is taken through the gate and told in one line."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from institutions.models import Institution, Person
from institutions.rights import Role
from workflows import gate
from workflows.flow import flow_of
from workflows.models import Notice, Record
from workflows.telling import done

Say = Callable[[str], object]


@dataclass(frozen=True)
class Stage:
    """Takes steps and tells what happened: who, what, when, which letters."""

    say: Say

    def take(
        self, document: Any, step: str, actor: Person, on: datetime.date | None = None, **facts: Any
    ) -> Any:
        """Take a step and tell it."""
        day = min(on, timezone.localdate()) if on else None
        record = gate.perform(document, step, actor=actor, on=day, **facts)
        self.tell(document, record)
        return document

    def tell(self, document: Any, record: Record) -> None:
        """One line for a record, one for its letters."""
        flow = flow_of(document)
        what = done(document, record.step)
        post = f" ({record.post.title})" if record.post else ""
        state = flow.states(record.target).label
        self.say(f"{record.on:%d.%m.%Y}  {record.actor}{post}: {what} → {state}")
        people = Notice.objects.filter(key__contains=f":r{record.pk}:").values_list(
            "person__name", flat=True
        )
        if people:
            self.say(f"            ✉ {', '.join(sorted(people))}")


@dataclass(frozen=True)
class Cast:
    """Who acts for the institutions of one document."""

    minister: Person
    head: Person
    department_head: Person
    records: Person


def holders(institution: Institution, role: Role) -> list[Person]:
    """Those appointed to posts of a role at an institution, in the order of the posts."""
    return list(
        Person.objects.filter(
            appointments__post__institution=institution, appointments__post__role=role
        ).order_by("appointments__post_id")
    )


def holder(institution: Institution, role: Role) -> Person:
    """The first of them."""
    return holders(institution, role)[0]


def cast_of(authority: Institution) -> Cast:
    """The people of a regional authority and its minister."""
    ministry = authority.above
    if ministry is None:
        raise LookupError("A regional authority stands below the ministry.")
    return Cast(
        minister=holder(ministry, Role.MINISTER),
        head=holder(authority, Role.RUO_HEAD),
        department_head=holder(authority, Role.DEPARTMENT_HEAD),
        records=holder(authority, Role.RUO_RECORDS),
    )
