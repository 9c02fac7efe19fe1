"""Open work per post: opened and closed by the gate, read by the inbox."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from institutions.models import Person, Post
from institutions.rights import Right
from workflows import access, counting, held, notices, prepared
from workflows.flow import Flow, Work
from workflows.models import Desk
from workflows.models.desk import NAME_SUBSTITUTE

NAME_A_STAND_IN = gettext_noop("Name a stand-in")
GIVE_OPINION = "give_opinion"
GIVE_AN_OPINION = gettext_noop("Give an opinion")
WORK = f"""
asked AS (
    SELECT * FROM jsonb_to_recordset(%(asked)s) AS asked (step text, verb text,
        formless boolean, due_on date, "right" text, place bigint, person_id bigint)
), wanted AS (
    SELECT asked.*, post.id AS post_id FROM asked
    JOIN ({held.GRANTED}) ON held.content_object_id = asked.place
        AND permission.codename = asked."right"
    WHERE asked.person_id IS NULL
    UNION ALL SELECT asked.*, NULL FROM asked WHERE asked.person_id IS NOT NULL
    UNION SELECT '{GIVE_OPINION}', '{GIVE_AN_OPINION}', false, round.due_on,
        '{Right.GIVE_OPINION.value}', request.place_id, NULL, post.id
    FROM workflows_opinionround round
    JOIN workflows_opinionrequest request ON request.round_id = round.id
        AND request.answer = '' AND request.withdrawn_at IS NULL
    JOIN ({held.GRANTED}) ON held.content_object_id = request.place_id
        AND permission.codename = '{Right.GIVE_OPINION.value}'
        AND coalesce(request.post_id, post.id) = post.id
        AND (request.department_id IS NULL OR request.department_id = post.department_id)
    WHERE round.document_id = %(document)s AND round.state = 'open'
), present AS (
    SELECT desk.id, desk.step, desk.verb, desk.detail, desk.due_on, desk.post_id, desk.person_id,
        desk."right", wanted.step IS NULL AS gone, wanted.due_on AS new_due_on,
        wanted.verb AS new_verb, coalesce(wanted."right", '') AS new_right
    FROM workflows_desk desk
    LEFT JOIN wanted ON wanted.step = desk.step
        AND (wanted.post_id = desk.post_id OR wanted.person_id = desk.person_id)
    WHERE desk.document_id = %(document)s AND desk.closed_at IS NULL
), closed AS (
    UPDATE workflows_desk desk SET closed_at = %(now)s
    FROM present WHERE present.id = desk.id AND present.gone
), freshened AS (
    UPDATE workflows_desk desk
    SET due_on = new_due_on, verb = new_verb, "right" = new_right, subject = %(subject)s,
        detail = %(detail)s
    FROM present WHERE present.id = desk.id AND NOT present.gone
        AND (desk.due_on, desk.verb, desk."right", desk.subject, desk.detail)
            IS DISTINCT FROM (new_due_on, new_verb, new_right, %(subject)s, %(detail)s)
), counted AS (
    {counting.CHANGE}
)
"""
OPEN = """
INSERT INTO workflows_desk (document_kind, document_id, step, verb, subject, detail, url,
    institution_id, post_id, person_id, "right", formless, due_on, opened_at)
SELECT %(kind)s, %(document)s, step, verb, %(subject)s, %(detail)s, %(url)s,
    %(institution)s, post_id, person_id, coalesce("right", ''), formless, due_on, %(now)s
FROM wanted WHERE NOT EXISTS (
    SELECT FROM present WHERE present.step = wanted.step
        AND (present.post_id = wanted.post_id OR present.person_id = wanted.person_id)
)
RETURNING id, step, post_id, person_id, "right"
"""
SETTLE = f"WITH {WORK} {OPEN}"
SETTLE_AND_TELL = f"WITH {WORK}, {notices.TOLD}, written AS ({notices.INSERT}) {OPEN}"
OPENED = ("id", "step", "post_id", "person_id", "right")


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


def settle(document: Any, flow: type[Flow], letters: Mapping[str, Any] | None = None) -> list[Desk]:
    """Make the open work of a document fit its present state.

    Work that goes on keeps its row (and with it when it was opened and seen); what is no
    longer asked is closed, what is new is opened and returned. One statement, which writes the
    letters of the step too (``notices.of_step``).
    """
    works = flow.desks.get(flow.states(document.state), ())
    asked = [one for work in works for one in _asked(document, flow, work)]
    asked += _of_superiors(document, flow, works)
    return lay(document, flow, asked, letters)


def lay(
    document: Any,
    flow: type[Flow],
    asked: list[Asked],
    letters: Mapping[str, Any] | None = None,
) -> list[Desk]:
    """Make the open work of a document the one that is asked; what was opened."""
    values = {"asked": prepared.json(asked)} | _facts(document, flow)
    if letters:
        notices.bell.ring_after_commit()
        rows = prepared.rows(SETTLE_AND_TELL, {**letters, **values})
    else:
        rows = prepared.rows(SETTLE, values)
    return [prepared.row_of(Desk, OPENED, row) for row in rows]


def _asked(document: Any, flow: type[Flow], work: Work) -> Iterator[Asked]:
    if not work.when(document):
        return
    with translation.override(None):
        verb = str(work.verb)
    formless = work.by is None and flow.steps[work.step].takes_a_yes(document)
    holder = work.by or flow.steps[work.step].by
    known = (work.step, verb, formless, work.due(document), holder.right.value)
    if work.people:
        for person in work.people(document):
            yield Asked(*known, None, person.pk)
        return
    yield Asked(*known, holder.place_id(document), None)


def _of_superiors(document: Any, flow: type[Flow], works: Iterable[Work]) -> list[Asked]:
    """Where everybody who could take the awaited step is barred from it, those who name stand-ins
    there are asked for one; once, for the first such step.
    """
    for work in works:
        told = flow.steps.get(work.step)
        if told and told.apart and work.when(document) and access.all_are_barred(told, document):
            return [
                Asked(
                    NAME_SUBSTITUTE,
                    NAME_A_STAND_IN,
                    formless=False,
                    due_on=work.due(document),
                    right=Right.NAME_SUBSTITUTE.value,
                    place=told.by.place_id(document),
                    person_id=None,
                )
            ]
    return []


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
    own = Q(post__in=Post.objects.held_by(person)) | Q(person=person)
    orders = access.standing_in(person).covering(OuterRef("right"))
    theirs = Q(Exists(orders.filter(post=OuterRef("post")))) | Q(
        Exists(orders.filter(absent=OuterRef("person")))
    )
    return Desk.objects.filter(own | theirs, closed_at=None).select_related("institution", "post")


def people_at(work: Iterable[Desk]) -> set[Person]:
    """The people with whom work lies today: at posts and by name, stand-ins included."""
    rights = defaultdict[str, list[Desk]](list)
    for desk in work:
        rights[desk.right].append(desk)
    return {
        one
        for right, desks in rights.items()
        for one in (
            *access.people_in([desk.post for desk in desks if desk.post], right),
            *access.named_and_standing((desk.person for desk in desks if desk.person), right),
        )
    }


def mark_seen(document: Any, person: Person, now: datetime.datetime) -> None:
    """The person has opened the document: the blue dot goes."""
    waiting_for(person).filter(document_id=document.pk, seen_at=None).update(seen_at=now)
