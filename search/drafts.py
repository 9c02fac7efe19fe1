"""What an entry is made of, before its words are cut to stems."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from search.models import Kind
from search.readers import By, key
from search.vector import Weighted

#: Counts up when the stems or the weights of a text become others.
VERSION = 1
LONGEST_TITLE = 300

#: A way to see at an institution: the right, and the institution's key.
Way = tuple[By, int]


@dataclass(frozen=True)
class Draft:
    """An entry in the making; ``hidden_from`` see another text in the place of this one."""

    kind: Kind
    place: str
    title: str
    about: str
    url: str
    texts: tuple[Weighted, ...]
    open_to: tuple[Way, ...]
    hidden_from: tuple[Way, ...] = ()
    document: UUID | None = None
    on: datetime.date | None = None

    @property
    def digest(self) -> str:
        """By what it is told that an entry is to be written anew; who finds it is told apart."""
        return digest((self.kind, self.title, self.about, self.url, self.on, self.texts))

    @property
    def readers(self) -> list[int]:
        """The keys of those who find it."""
        return self._keys(self.open_to)

    @property
    def hidden(self) -> list[int]:
        """The keys of those who find what replaces it."""
        return self._keys(self.hidden_from)

    def _keys(self, ways: Iterable[Way]) -> list[int]:
        return sorted({key(self.kind, by, place) for by, place in ways})


class Source(Protocol):
    """What is found together with one document or institution."""

    @property
    def owner(self) -> str:
        """The name under which its entries are kept."""

    def basis(self) -> str:
        """A print of all that the entries depend on; cheap to take."""

    def drafts(self) -> list[Draft]:
        """The entries; the first has no place."""


def digest(value: Any) -> str:
    """A short print of a value."""
    plain = json.dumps((VERSION, value), default=str, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def texts(weight: str, *parts: object) -> Weighted:
    """Some texts of one weight."""
    return Weighted("\n".join(str(part) for part in parts if part), weight)
