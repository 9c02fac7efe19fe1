"""Who acts on a document, and what follows a step: letters, open work, clocks, other rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from institutions.models import Institution, Person
from institutions.rights import Right
from workflows.taken import Case

Lazy = Any  # a str or a lazy translation


@dataclass(frozen=True)
class Holder:
    """Who may: holds a right at an institution that the document names."""

    right: Right
    at: str

    def place(self, document: Any) -> Institution:
        """The institution at which the right is asked."""
        place: Institution = getattr(document, self.at)
        return place

    def place_id(self, document: Any) -> int | None:
        """Its key, without fetching it."""
        key: int | None = getattr(document, f"{self.at}_id")
        return key


@dataclass(frozen=True)
class Letter:
    """Whom a step tells, by which letter: holders of a right, or people named by a function.

    ``right`` says for what the people are named: who stands in for them in it is told too.
    """

    kind: str
    to: Holder | Callable[[Any], list[Person]]
    right: Right | None = None


def no_term(_document: Any) -> None:
    """When work is due that has no term."""


@dataclass(frozen=True)
class Work:
    """What waits for whom while the document is in a state.

    ``by`` names who works when it is no step but a change of content (choosing schools).
    """

    step: str
    verb: Lazy
    due: Callable[[Any], Any] = no_term
    people: Callable[[Any], list[Person]] | None = None
    when: Callable[[Any], bool] = lambda _document: True
    by: Holder | None = None


@dataclass(frozen=True)
class Asks:
    """Who may ask for opinions in a state, at which institution they are asked, on what ground.

    ``committees``: named ones are asked too; whoever gives opinions there writes what they say.
    """

    by: Holder
    at: str
    basis: str
    committees: bool = False


@dataclass(frozen=True)
class After:
    """What follows a step: letters, clocks that start or stop, other rows of the same app."""

    tell: tuple[Letter, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    effects: tuple[Callable[[Case, Any], None], ...] = ()
