"""Who finds what, as numbers: a way to see at an institution, for one kind of entries.

An entry carries the keys by which its document is open, as ``Document.visible`` says it about
rows; a person holds keys for what they may see today, and finds what has one of theirs.
"""

from enum import IntEnum

from institutions.models import Person
from institutions.rights import Right
from search.models import Kind
from workflows import holding
from workflows.register import reads_whole_register, territories_of


class By(IntEnum):
    """By what something is seen at an institution."""

    DOCUMENTS = 0
    SUBMITTED = 1
    REGISTER = 2
    EVERYBODY = 3


def key(kind: Kind, by: By, place: int | None = 0) -> int:
    """One key; the kind is in it, so that each kind is found from the index alone."""
    return ((place or 0) * len(By) + by) * 8 + kind


def held_by(person: Person) -> dict[Kind, list[int]]:
    """The keys that a person holds today, by kind."""
    held = holding.of(person)
    ways = ((By.DOCUMENTS, Right.VIEW_DOCUMENTS), (By.SUBMITTED, Right.VIEW_SUBMITTED))
    seen = [(by, place) for by, right in ways for place in held.places(right)]
    found = {kind: [key(kind, by, place) for by, place in seen] for kind in Kind}
    return {**found, Kind.INSTITUTION: _register(person)}


def _register(person: Person) -> list[int]:
    territories = [0] if reads_whole_register(person) else territories_of(person)
    parts = (key(Kind.INSTITUTION, By.REGISTER, place) for place in territories)
    return [key(Kind.INSTITUTION, By.EVERYBODY), *parts]
