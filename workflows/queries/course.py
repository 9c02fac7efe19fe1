"""How a document went, as its page shows it: the route it passed and the last of its history."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from institutions.models import Person
from workflows import records
from workflows.models import Record

_WHO = ("actor", "acting_for", "post__institution", "substitution__absent")


@dataclass(frozen=True)
class Course:
    """The records that moved a document, the oldest first; the last ones that a person reads,
    the newest first.
    """

    moves: list[Record]
    lines: list[Record]


def moves_of(document: Any) -> list[Record]:
    """The records that moved a document, the oldest first, with who took the steps. One query."""
    moved = records.of(document).exclude(source=F("target"))
    return list(moved.select_related(*_WHO))


def course_of(document: Any, person: Person, last: int, without: tuple[str, ...] = ()) -> Course:
    """The course of a document for a person; ``without`` are steps that are no lines. One query.

    The route is for everybody who sees the document, the lines for who may read them.
    """
    open_to_them = document.records_open_to(person).exclude(step__in=without)
    newest = open_to_them.order_by("-sequence").values("pk")[:last]
    found = (
        records.of(document)
        .annotate(is_line=Q(pk__in=newest))
        .filter(Q(is_line=True) | ~Q(source=F("target")))
        .select_related(*_WHO)
    )
    every = list(found)
    return Course(
        [one for one in every if one.source != one.target],
        [one for one in reversed(every) if one.is_line],
    )
