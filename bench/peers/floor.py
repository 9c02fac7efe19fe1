"""The floor: psycopg, statement by statement, written by hand for this one route."""

import hashlib
import json
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from bench.peers.route import BY_STEP

LOCK = """
SELECT state, version, institution_id, authority_id, fingerprint FROM peers_paper
WHERE id = %s FOR UPDATE
"""
RIGHT = """
SELECT post.id FROM institutions_post post
JOIN institutions_appointment held ON held.post_id = post.id
JOIN institutions_institutiongrouppermission granted ON granted.group_id = post.group_id
JOIN auth_permission p ON p.id = granted.permission_id
WHERE held.person_id = %s AND held.since <= current_date
  AND (held.until IS NULL OR held.until >= current_date)
  AND granted.content_object_id = %s AND p.codename = %s LIMIT 1
"""
LAST = "SELECT sequence, hash FROM peers_entry WHERE paper_id = %s ORDER BY sequence DESC LIMIT 1"
MOVE = "UPDATE peers_paper SET state = %s, version = version + 1, changed_at = now() WHERE id = %s"
ENTRY = """
INSERT INTO peers_entry (paper_id, sequence, step, source, target, actor_id, post_id,
    fingerprint, at, previous, hash) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
CLOSE = "UPDATE peers_task SET closed_at = now() WHERE paper_id = %s AND closed_at IS NULL"
OPEN = """
INSERT INTO peers_task (paper_id, post_id, step, subject, opened_at)
SELECT %s, post.id, %s, %s, now() FROM institutions_post post
JOIN institutions_institutiongrouppermission granted ON granted.group_id = post.group_id
JOIN auth_permission p ON p.id = granted.permission_id
WHERE granted.content_object_id = %s AND p.codename = %s
"""
TOLD = """
SELECT DISTINCT person.id, person.name FROM institutions_person person
JOIN institutions_appointment held ON held.person_id = person.id
JOIN institutions_post post ON post.id = held.post_id
JOIN institutions_institutiongrouppermission granted ON granted.group_id = post.group_id
JOIN auth_permission p ON p.id = granted.permission_id
WHERE granted.content_object_id = %s AND p.codename = %s AND person.is_active
  AND held.since <= current_date AND (held.until IS NULL OR held.until >= current_date)
"""
LETTER = """
INSERT INTO peers_letter (id, key, person_id, subject, body, created_at)
VALUES (%s, %s, %s, %s, %s, now())
"""


def take(pk: UUID, step: str, person: int) -> None:
    """One step in one transaction on the connection of psycopg itself."""
    move = BY_STEP[step]
    connection.ensure_connection()
    raw: Any = connection.connection
    with raw.transaction(), raw.cursor() as cursor:
        state, _version, institution, authority, print_ = cursor.execute(LOCK, [pk]).fetchone()
        if state != move.source:
            raise ValueError(state)
        place = {"institution": institution, "authority": authority}
        (post,) = cursor.execute(RIGHT, [person, place[move.at], move.right.value]).fetchone()
        sequence, previous = cursor.execute(LAST, [pk]).fetchone() or (0, "")
        cursor.execute(MOVE, [move.target, pk])
        at = timezone.now()
        entry = [sequence + 1, step, state, move.target, person, post, print_, at.isoformat()]
        digest = hashlib.sha256(json.dumps([str(pk), *entry, previous]).encode()).hexdigest()
        cursor.execute(ENTRY, [pk, *entry[:-1], at, previous, digest])
        cursor.execute(CLOSE, [pk])
        there = place[move.next_at]
        cursor.execute(OPEN, [pk, move.next_step, "Paper", there, move.next_right.value])
        for told, name in cursor.execute(TOLD, [there, move.next_right.value]).fetchall():
            if told != person:
                key = f"{step}:{pk}:{sequence + 1}:{told}"
                cursor.execute(LETTER, [uuid4(), key, told, "Your turn", f"To {name}"])
