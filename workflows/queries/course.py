"""How a document went, as its page shows it: the route it passed and the last of its history."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from institutions.models import Person
from workflows import records
from workflows.models import Record

_WHO = ("actor", "acting_for", "post__institution", "substitution__absent")
# What of these a page names; the whole of all of them is some hundred columns.
_NAMED = (
    *("actor__name", "acting_for__name", "post__title"),
    *("post__institution__name", "post__institution__short_name"),
    *("substitution__order_number", "substitution__order_date", "substitution__absent__name"),
)


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
        .only(*(field.name for field in Record._meta.concrete_fields), *_NAMED)
    )
    # Put in order here: Django takes its time to order by one of that many columns.
    every = sorted(found.order_by(), key=lambda one: one.sequence)
    return Course(
        [one for one in every if one.source != one.target],
        [one for one in reversed(every) if one.is_line],
    )
