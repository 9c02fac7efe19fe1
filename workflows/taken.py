"""What a step is asked with and what was taken."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from institutions.models import Person, Post, Substitution


@dataclass(frozen=True)
class Capacity:
    """In which post a person acts, and for whom when standing in.

    ``post`` is None only for a delegate named on a single document.
    """

    post: Post | None
    acting_for: Person | None = None
    substitution: Substitution | None = None


@dataclass(frozen=True)
class Tail:
    """The end of a history: the last record, and the day of the last act that moved the state."""

    sequence: int = 0
    hash: str = ""
    moved_on: datetime.date | None = None


@dataclass(frozen=True)
class Case:
    """A document at the moment a step is asked for: what rules judge and bodies stamp."""

    document: Any
    actor: Person | None
    capacity: Capacity | None
    on: datetime.date
    at: datetime.datetime
    note: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    tail: Tail = Tail()
