"""Open work per post: opened and closed by the gate, read by the inbox."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation

from institutions.models import Person, Post
from workflows import access, counting, prepared
from workflows.flow import Flow, Work
from workflows.models import Desk

SETTLE = f"""
WITH asked AS (
    SELECT * FROM jsonb_to_recordset(%(asked)s) AS asked (step text, verb text,
        formless boolean, due_on date, "right" text, place bigint, person_id bigint)
), wanted AS (
    SELECT asked.*, post.id AS post_id FROM asked
    JOIN ({access.GRANTED}) ON held.content_object_id = asked.place
        AND permission.codename = asked."right"
    WHERE asked.person_id IS NULL
    UNION ALL SELECT asked.*, NULL FROM asked WHERE asked.person_id IS NOT NULL
), present AS (
    SELECT desk.id, desk.step, desk.verb, desk.detail, desk.due_on, desk.post_id, desk.person_id,
        wanted.step IS NULL AS gone, wanted.due_on AS new_due_on, wanted.verb AS new_verb
    FROM workflows_desk desk
    LEFT JOIN wanted ON wanted.step = desk.step
        AND (wanted.post_id = desk.post_id OR wanted.person_id = desk.person_id)
    WHERE desk.document_id = %(document)s AND desk.closed_at IS NULL
), closed AS (
    UPDATE workflows_desk desk SET closed_at = %(now)s
    FROM present WHERE present.id = desk.id AND present.gone
), freshened AS (
    UPDATE workflows_desk desk
    SET due_on = new_due_on, verb = new_verb, subject = %(subject)s, detail = %(detail)s
    FROM present WHERE present.id = desk.id AND NOT present.gone
        AND (desk.due_on, desk.verb, desk.subject, desk.detail)
            IS DISTINCT FROM (new_due_on, new_verb, %(subject)s, %(detail)s)
), counted AS (
    {counting.CHANGE}
)
INSERT INTO workflows_desk (document_kind, document_id, step, verb, subject, detail, url,
    institution_id, post_id, person_id, formless, due_on, opened_at)
SELECT %(kind)s, %(document)s, step, verb, %(subject)s, %(detail)s, %(url)s,
    %(institution)s, post_id, person_id, formless, due_on, %(now)s
FROM wanted WHERE NOT EXISTS (
    SELECT FROM present WHERE present.step = wanted.step
        AND (present.post_id = wanted.post_id OR present.person_id = wanted.person_id)
)
RETURNING id, step, post_id, person_id
"""
OPENED = ("id", "step", "post_id", "person_id")


@dataclass(frozen=True)
class Asked:
    """A piece of work that the present state asks for: of posts with a right, or of a person."""

    step: str
    verb: str
    formless: bool
    due_on: datetime.date | None
    right: str | None
    place: int | None
    person_id: int | None


def settle(document: Any, flow: type[Flow]) -> list[Desk]:
    """Make the open work of a document fit its present state.

    Work that goes on keeps its row (and with it when it was opened and seen); what is no
    longer asked is closed, what is new is opened and returned. One statement.
    """
    works = flow.desks.get(flow.states(document.state), ())
    asked = [one for work in works for one in _asked(document, flow, work)]
    return lay(document, flow, asked)


def lay(document: Any, flow: type[Flow], asked: list[Asked]) -> list[Desk]:
    """Make the open work of a document the one that is asked; what was opened."""
    rows = prepared.rows(SETTLE, {"asked": prepared.json(asked)} | _facts(document, flow))
    return [prepared.row_of(Desk, OPENED, row) for row in rows]


def _asked(document: Any, flow: type[Flow], work: Work) -> Iterator[Asked]:
    if not work.when(document):
        return
    with translation.override(None):
        verb = str(work.verb)
    formless = work.by is None and flow.steps[work.step].formless
    known = (work.step, verb, formless, work.due(document))
    if work.people:
        for person in work.people(document):
            yield Asked(*known, None, None, person.pk)
        return
    holder = work.by or flow.steps[work.step].by
    yield Asked(*known, holder.right.value, holder.place_id(document), None)


def _facts(document: Any, flow: type[Flow]) -> dict[str, Any]:
    """What is the same in all rows; words as message ids, the name in the office's language."""
    with translation.override(None):
        detail = str(flow.title)
    with translation.override(settings.LANGUAGE_CODE):
        subject = document.subject[:400]
    return {
        "kind": document.slug,
        "document": document.pk,
        "subject": subject,
        "detail": detail[:400],
        "url": document.get_absolute_url(),
        "institution": document.institution_id,
        "now": timezone.now(),
    }


def on(document: Any) -> QuerySet[Desk]:
    """Open work on a document, the nearest deadline first, with whom it waits for."""
    rows = Desk.objects.filter(document_id=document.pk, closed_at=None)
    return rows.select_related("post__institution", "person").order_by(
        F("due_on").asc(nulls_last=True), "pk"
    )


def waiting_for(person: Person) -> QuerySet[Desk]:
    """Open work that waits for a person: of their posts, of those they stand in for, by name."""
    posts = Post.objects.open_for(person)
    absent = access.absences_covered_by(person)
    return Desk.objects.filter(
        Q(post__in=posts) | Q(person=person) | Q(person__in=absent), closed_at=None
    ).select_related("institution", "post")


def mark_seen(document: Any, person: Person, now: datetime.datetime) -> None:
    """The person has opened the document: the blue dot goes."""
    waiting_for(person).filter(document_id=document.pk, seen_at=None).update(seen_at=now)
