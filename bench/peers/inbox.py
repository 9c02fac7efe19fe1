"""The first page of an inbox as others write it: 25 rows and how many there are."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from guardian.shortcuts import get_objects_for_user

from bench.peers.models import Piece
from institutions.models import Person, Post
from workflows.models import Desk

Execute = Callable[[str, list[Any]], list[tuple[Any, ...]]]
Page = tuple[int, list[Any]]

POSTS = """
SELECT held.post_id, counter.number FROM institutions_appointment held
LEFT JOIN peers_counter counter ON counter.post_id = held.post_id
WHERE held.person_id = %s AND held.since <= %s AND (held.until IS NULL OR held.until >= %s)
"""
ROWS = """
SELECT lying.* FROM unnest(%s::bigint[]) AS mine (post_id) CROSS JOIN LATERAL (
    SELECT id, document_kind, document_id, step, verb, subject, detail, url, due_on, opened_at,
        seen_at FROM workflows_desk
    WHERE post_id = mine.post_id AND closed_at IS NULL ORDER BY due_on, id LIMIT 25
) lying ORDER BY due_on, id LIMIT 25
"""


def _page(execute: Execute, person: Person) -> Page:
    today = timezone.localdate()
    posts = execute(POSTS, [person.pk, today, today])
    rows = execute(ROWS, [[post for post, _number in posts]])
    return sum(number or 0 for _post, number in posts), rows


def by_hand(person: Person) -> Page:
    """The shortest SQL there is, with a kept counter, on the connection of psycopg itself."""
    raw: Any = connection.connection
    with raw.cursor() as cursor:
        return _page(lambda sql, values: list(cursor.execute(sql, values).fetchall()), person)


def through_django(person: Person) -> Page:
    """The same statements through Django's cursor."""
    with connection.cursor() as cursor:

        def execute(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

        return _page(execute, person)


def by_orm(person: Person) -> Page:
    """What a careful Django developer writes: the same index, counted from the rows."""
    mine = Q(post__in=Post.objects.held_by(person) | Post.objects.stood_in_by(person)) | Q(
        person=person
    )
    rows = Desk.objects.filter(mine, closed_at=None)
    return rows.count(), list(rows.order_by("due_on", "id")[:25])


def by_guardian(person: Person) -> Page:
    """Rights on the objects themselves, with direct keys."""
    rows = get_objects_for_user(person, "peers.work_on_piece", Piece, accept_global_perms=False)
    return rows.count(), list(rows.order_by("due_on", "id")[:25])
