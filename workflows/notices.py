"""The outbox: a letter is a row first, written in the transaction of what it tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone, translation

from institutions.models import Person, Post
from workflows import access, held, letter_kinds, prepared
from workflows.flow import Holder, Letter
from workflows.models import Desk, Notice, Record
from workflows.models.desk import NAME_SUBSTITUTE
from workflows.taken import Case
from workflows.waking import Bell

TOLD = f"""
letters AS (
    SELECT * FROM jsonb_to_recordset(%(letters)s)
        AS letter (kind text, "right" text, place bigint, post_id bigint, person_id bigint)
), told AS (
    SELECT letters.kind, acting.person_id FROM letters
    JOIN ({held.GRANTED}) ON held.content_object_id = letters.place
        AND permission.codename = letters."right"
    JOIN LATERAL ({held.people_acting('letters."right"')}) acting ON true
    UNION
    SELECT letters.kind, acting.person_id FROM letters
    JOIN institutions_post post ON post.id = letters.post_id
    JOIN LATERAL ({held.people_acting('letters."right"')}) acting ON true
    UNION
    SELECT kind, person_id FROM letters WHERE person_id IS NOT NULL
)
"""
INSERT = """
INSERT INTO workflows_notice (id, key, kind, person_id, subject, body, texts, url, way,
    created_at, attempts, error)
SELECT gen_random_uuid(), concat_ws(':', told.kind, %(document)s::text, %(event)s::text, person.id),
    told.kind, person.id, text -> person.language ->> 'subject',
    text -> person.language ->> 'body', text, %(url)s,
    CASE WHEN told.kind = ANY(%(legal)s::text[]) THEN 'at_once'
        WHEN told.kind = ANY(person.letters_off) THEN 'none' ELSE person.letters END,
    %(now)s, 0, ''
FROM told
JOIN institutions_person person ON person.id = told.person_id AND person.is_active
    AND person.id IS DISTINCT FROM %(actor)s::bigint
CROSS JOIN LATERAL (SELECT %(texts)s::jsonb -> told.kind AS text) texts
ON CONFLICT (key) DO NOTHING RETURNING key
"""
WRITE = f"WITH {TOLD} {INSERT}"


@dataclass(frozen=True)
class Told:
    """Whom a letter goes to: those who use a right at a place or in a post, or a person."""

    kind: str
    right: str | None = None
    place: int | None = None
    post_id: int | None = None
    person_id: int | None = None


def of_step(letters: Iterable[Letter], case: Case, record: Record) -> dict[str, Any]:
    """What of a step's letters is written with the open work (``desks.settle``), none where it
    tells nobody; each person is told once per letter, the actor never.
    """
    told = [one for letter in letters for one in _told(letter, case.document)]
    return _values(told, case.document, f"r{record.pk}", case.actor, case=case)


def tell(kind: str, people: Iterable[Person], document: Any, key: str, **context: Any) -> None:
    """Write a letter that no step tells: a term that comes or has passed."""
    told = [Told(kind, person_id=person.pk) for person in people]
    _write(told, document, key, None, **context)


def tell_in_posts(
    kind: str, right: str, posts: Iterable[Post], document: Any, key: str, **context: Any
) -> None:
    """Write a letter to those who act in posts in a matter."""
    _write([Told(kind, right, post_id=post.pk) for post in posts], document, key, None, **context)


def write_outside(
    kind: str, person: Person, url: str, document: Any, key: str, **context: Any
) -> None:
    """Write a letter to somebody without an account, in the language of the office."""
    texts = texts_of(kind, document, context)[settings.LANGUAGE_CODE]
    Notice.objects.create(
        kind=kind, person=person, url=url, key=f"{kind}:{document.pk}:{key}", **texts
    )
    bell.ring_after_commit()


def tell_at_desks(document: Any, opened: Iterable[Desk], case: Case, record: Record) -> None:
    """A change of content has made it somebody's turn: they are told, the actor never."""
    desks = list(opened)
    told = [Told("work_waits", desk.right, post_id=desk.post_id) for desk in desks if desk.post_id]
    told += [
        Told("work_waits", person_id=one.pk)
        for desk in desks
        if desk.person
        for one in access.named_and_standing([desk.person], desk.right)
    ]
    _write(told, document, f"w{record.pk}", case.actor)


def tell_superiors(document: Any, opened: Iterable[Desk], record: Record) -> None:
    """Everybody who could go on is barred: those who name stand-ins there are told."""
    asked = [desk for desk in opened if desk.step == NAME_SUBSTITUTE]
    told = [Told("all_barred", desk.right, post_id=desk.post_id) for desk in asked]
    if told:
        _write(told, document, f"b{record.pk}", None)


def _told(letter: Letter, document: Any) -> list[Told]:
    to = letter.to
    if isinstance(to, Holder):
        return [Told(letter.kind, to.right.value, to.place_id(document))]
    people = access.named_and_standing(to(document), letter.right or "")
    return [Told(letter.kind, person_id=person.pk) for person in people]


def _write(
    told: list[Told], document: Any, event: str, actor: Person | None, **context: Any
) -> None:
    """Write the rows in one statement and wake a worker after commit."""
    if not told:
        return
    values = _values(told, document, event, actor, **context) | {
        "document": document.pk,
        "url": document.get_absolute_url(),
        "now": timezone.now(),
    }
    if prepared.rows(WRITE, values):
        bell.ring_after_commit()


def _values(
    told: list[Told], document: Any, event: str, actor: Person | None, **context: Any
) -> dict[str, Any]:
    """The values of the rows, none where nobody is told.

    The facts are frozen now, in every language: the letter goes in the reader's, the notice is
    read in any.
    """
    if not told:
        return {}
    texts = {kind: texts_of(kind, document, context) for kind in {one.kind for one in told}}
    return {
        "letters": prepared.json(told),
        "texts": prepared.json(texts),
        "legal": [kind.name for kind in letter_kinds.legal()],
        "event": event,
        "actor": actor.pk if actor else None,
        "today": timezone.localdate(),
    }


def texts_of(kind: str, document: Any, context: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Subject and body of a letter by language."""
    above, below = (get_template(f"letters/{kind}{end}") for end in (".subject.txt", ".txt"))
    values, texts = {"document": document, **context}, {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subject, body = above.render(values), below.render(values)
        texts[language] = {"subject": " ".join(subject.split())[:300], "body": body.strip() + "\n"}
    return texts


def _deliver() -> None:
    from workflows.tasks import deliver

    deliver.delay()


bell = Bell(_deliver)
