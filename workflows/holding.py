"""What a person holds today: in which posts, for whom, and which rights where."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from institutions import asked
from institutions.models import Institution, Person, Post, Substitution
from institutions.rights import Right
from workflows import prepared
from workflows.flow import kinds
from workflows.held import held_by_a_person
from workflows.taken import Capacity


@dataclass(frozen=True)
class Held:
    """A right in one post, and the institutions at which it holds."""

    right: str
    places: frozenset[int]
    capacity: Capacity


@dataclass(frozen=True)
class Holding:
    """All that a person holds: their own posts first, then those they stand in for.

    ``named`` are the rights granted by name on single documents, by kind and key.
    """

    held: tuple[Held, ...]
    named: dict[str, dict[UUID, set[str]]]

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
    def posts(self) -> set[Post]:
        """The posts in which the person acts."""
        return {one.capacity.post for one in self.held if one.capacity.post}

    @property
    def orders(self) -> list[Substitution]:
        """The orders by which the person stands in for somebody, the newest first."""
        orders = (one.capacity.substitution for one in self.held)
        return list(dict.fromkeys(order for order in orders if order))


def _rank(post: Post) -> tuple[str, ...]:
    return (post.institution.kind, post.institution.name, post.role, post.title)


def of(person: Person) -> Holding:
    """What a person holds today."""
    return asked.once(("holding", person.pk), lambda: _ask(person))


def _ask(person: Person) -> Holding:
    rows = prepared.rows(_statement(), {"person": person.pk, "today": timezone.localdate()})
    named: dict[str, dict[UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, document, right in json.loads(rows[0][0]) if rows else ():
        named[kind][UUID(document)].add(right)
    held = (Held(row[1], frozenset(row[2]), capacity_of(row[3:])) for row in rows if row[1])
    return Holding(tuple(held), named)


@cache
def _statement() -> str:
    """The question, with guardian's tables of grants on single documents."""
    tables = ((kind, getattr(model, "delegations", None)) for kind, model in kinds().items())
    return held_by_a_person(
        {kind: found.rel.related_model._meta.db_table for kind, found in tables if found}
    )


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
