"""What a person holds today: in which posts, for whom, and which rights where.

A page that only shows something asks it once and keeps the answer until it is shown. Whatever
changes something asks anew each time: a right that is revoked stops at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from institutions.models import Institution, Person, Post, Substitution
from institutions.rights import Right
from workflows import prepared
from workflows.held import HELD
from workflows.taken import Capacity

T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """A right in one post, and the institutions at which it holds."""

    right: str
    places: frozenset[int]
    capacity: Capacity


@dataclass(frozen=True)
class Holding:
    """All that a person holds: their own posts first, then those they stand in for."""

    held: tuple[Held, ...]

    @cached_property
    def rights(self) -> set[str]:
        """The codenames held anywhere."""
        return {one.right for one in self.held}

    def places(self, right: Right | str) -> frozenset[int]:
        """The keys of the institutions at which a right is held in any post."""
        return frozenset().union(*(one.places for one in self.held if one.right == right))

    def capacities(self, right: Right | str, place: int | None) -> Iterator[Capacity]:
        """Every post in which a right may be used at an institution."""
        return (one.capacity for one in self.held if one.right == right and place in one.places)

    @property
    def own_post(self) -> Post | None:
        """The person's own post; of several the one at the highest house."""
        own = {one.capacity.post for one in self.held if one.capacity.substitution is None}
        return min((post for post in own if post), key=_rank, default=None)

    @property
    def orders(self) -> list[Substitution]:
        """The orders by which the person stands in for somebody, the newest first."""
        orders = (one.capacity.substitution for one in self.held)
        return list(dict.fromkeys(order for order in orders if order))


def _rank(post: Post) -> tuple[str, ...]:
    return (post.institution.kind, post.institution.name, post.role, post.title)


# What was asked for the page that is being made; nothing while something may be changed.
_asked: ContextVar[dict[Any, Any] | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Until the end of the block what people hold is asked once and kept."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


class AskOnce:
    """Middleware: pages that only show something ask once what the person holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)


def is_kept() -> bool:
    """Whether a page is being made that only shows something."""
    return _asked.get() is not None


def of(person: Person) -> Holding:
    """What a person holds today."""
    return _once(("held", person.pk), lambda: _ask(person))


def delegated(person: Person, model: type[Any]) -> dict[Any, set[str]]:
    """The rights granted to a person by name on single documents of a model, by their keys."""
    table = getattr(model, "delegations", None)
    if table is None:
        return {}
    grants = table.rel.related_model.objects.filter(user=person)
    return _once((model, person.pk), lambda: _by_document(grants))


def _once(key: tuple[Any, ...], ask: Callable[[], T]) -> T:
    kept = _asked.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    found: T = kept[key]
    return found


def _ask(person: Person) -> Holding:
    rows = prepared.rows(HELD, {"person": person.pk, "today": timezone.localdate()})
    return Holding(tuple(Held(row[0], frozenset(row[1]), capacity_of(row[2:])) for row in rows))


def _by_document(grants: Any) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = defaultdict(set)
    for document, right in grants.values_list("content_object_id", "permission__codename"):
        found[document].add(right)
    return dict(found)


def capacity_of(row: tuple[Any, ...]) -> Capacity:
    """A capacity from its row; what the row does not name is fetched when it is asked for."""
    post = prepared.row_of(Post, ("id", "title", "role", "institution_id"), row[:4])
    post.institution = prepared.row_of(Institution, ("id", "name", "short_name", "kind"), row[3:7])
    if row[9] is None:
        return Capacity(post)
    absent = prepared.row_of(Person, ("id", "name"), row[7:9])
    order = prepared.row_of(Substitution, ("id", "order_number", "order_date"), row[9:12])
    order.absent, order.post = absent, post
    return Capacity(post, absent, order, row[12] or "")
