"""Open work per post: opened and closed by the gate, read by the inbox."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation

from institutions.models import Person, Post
from workflows import access
from workflows.flow import Flow, Work
from workflows.models import Desk


def settle(document: Any, flow: type[Flow]) -> list[Desk]:
    """Make the open work of a document fit its present state.

    Work that goes on keeps its row (and with it when it was opened and seen); what is no
    longer asked is closed, what is new is opened and returned.
    """
    wanted = [
        row
        for work in flow.desks.get(flow.states(document.state), ())
        for row in _rows(document, flow, work)
    ]
    present = {
        _key(desk): desk for desk in Desk.objects.filter(document_id=document.pk, closed_at=None)
    }
    keys = {_key(row) for row in wanted}
    gone = [desk.pk for key, desk in present.items() if key not in keys]
    Desk.objects.filter(pk__in=gone).update(closed_at=timezone.now())
    new = [row for row in wanted if _key(row) not in present]
    Desk.objects.bulk_create(new)
    for row in wanted:
        _freshen(present.get(_key(row)), row)
    return new


def _key(desk: Desk) -> tuple[str, int | None, int | None]:
    return (desk.step, desk.post_id, desk.person_id)


def _freshen(kept: Desk | None, row: Desk) -> None:
    if kept and (kept.due_on, kept.subject, kept.detail) != (row.due_on, row.subject, row.detail):
        kept.due_on, kept.subject, kept.detail = row.due_on, row.subject, row.detail
        kept.save(update_fields=["due_on", "subject", "detail"])


def _rows(document: Any, flow: type[Flow], work: Work) -> list[Desk]:
    if not work.when(document):
        return []
    if work.people:
        return [_row(document, flow, work, person=person) for person in work.people(document)]
    holder = work.by or flow.steps[work.step].by
    posts = access.posts_with(holder.right, holder.place(document))
    return [_row(document, flow, work, post=post) for post in posts]


def _row(
    document: Any,
    flow: type[Flow],
    work: Work,
    *,
    post: Post | None = None,
    person: Person | None = None,
) -> Desk:
    """A row that reads the same whoever took the step: words as message ids, the name in the
    language of the office.
    """
    with translation.override(None):
        verb, detail = str(work.verb), str(flow.title)
    with translation.override(settings.LANGUAGE_CODE):
        subject = document.subject[:400]
    return Desk(
        document_kind=document.slug,
        document_id=document.pk,
        step=work.step,
        verb=verb,
        subject=subject,
        detail=detail[:400],
        url=document.get_absolute_url(),
        institution=document.institution,
        post=post,
        person=person,
        formless=work.by is None and flow.steps[work.step].formless,
        due_on=work.due(document),
    )


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


def waiting_count(person: Person) -> int:
    """How many pieces of work wait for a person."""
    return waiting_for(person).values("document_id", "step").distinct().count()


def mark_seen(document: Any, person: Person, now: datetime.datetime) -> None:
    """The person has opened the document: the blue dot goes."""
    waiting_for(person).filter(document_id=document.pk, seen_at=None).update(seen_at=now)
