"""The history of a document as its page shows it, with the check of its chain."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from institutions.models import Person
from workflows.display import Text
from workflows.flow import flow_of
from workflows.models import Record
from workflows.telling import done


@dataclass(frozen=True)
class Line:
    """One record with its words."""

    record: Record
    step: Text
    state: Text
    detail: str

    @property
    def short_hash(self) -> str:
        """The beginning of the hash: enough to compare by eye."""
        return self.record.hash[:12]


def records_of(document: Any, person: Person) -> QuerySet[Record]:
    """The records of a document that are open to a person, with their people, the oldest first."""
    found: QuerySet[Record] = document.records_open_to(person).select_related(
        "actor", "post__institution", "substitution__absent"
    )
    return found


def lines(document: Any, found: Iterable[Record]) -> list[Line]:
    """Records in words."""
    flow = flow_of(document)
    states = dict(flow.states.choices)
    told = document.changes_told()
    return [
        Line(
            one,
            done(document, one.step),
            states.get(one.target, one.target),
            told.get(one.sequence, ""),
        )
        for one in found
    ]
