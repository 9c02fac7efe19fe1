"""What a step is asked with and what was taken."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from institutions.models import Person, Post, Substitution
from workflows import prepared


@dataclass(frozen=True)
class Capacity:
    """In which post a person acts, and for whom when standing in.

    ``post`` is None only for a delegate named on a single document. ``own_post`` is the title of
    the stand-in's own post, empty for who stands in for nobody.
    """

    post: Post | None
    acting_for: Person | None = None
    substitution: Substitution | None = None
    own_post: str = ""

    @property
    def title(self) -> str:
        """What stands at the name of who signs: their own post, also where they stand in."""
        return self.own_post or (self.post.title if self.post else "")

    @property
    def for_whom(self) -> str:
        """For whom, in which post, by which order; empty for who stands in for nobody."""
        order = self.substitution
        return order.for_whom(self.post if self.own_post else None) if order else ""


@dataclass(frozen=True)
class Tail:
    """The end of a history: the last record, and the day of the last act that moved the state."""

    sequence: int = 0
    hash: str = ""
    moved_on: datetime.date | None = None


@dataclass(frozen=True)
class Probe:
    """A yes or no about ``%(document)s`` that the database knows, as a condition of SQL.

    A rule that declares its probes gets their answers from the statement that locks the document.
    """

    condition: str


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
    found: Mapping[Probe, bool] = field(default_factory=dict)

    def holds(self, probe: Probe) -> bool:
        """The answer to a probe: as it was found under the lock, asked now where it was not."""
        if probe in self.found:
            return self.found[probe]
        ((answer,),) = prepared.rows(f"SELECT {probe.condition}", {"document": self.document.pk})
        return bool(answer)
