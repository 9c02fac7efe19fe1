"""The outbox: a letter is a row first, written in the transaction of what it tells."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from institutions.models import Person, Post
from workflows import access
from workflows.flow import Letter
from workflows.models import Desk, Notice, Record
from workflows.taken import Case


def queue(letters: Iterable[Letter], case: Case, record: Record) -> list[Notice]:
    """Write the letters of a step; each person is told once per letter, the actor never."""
    return send_later(
        [
            row
            for letter in letters
            for row in _written(
                letter.kind,
                [one for one in access.told_to(letter.to, case.document) if one != case.actor],
                case.document,
                f"r{record.pk}",
                case=case,
            )
        ]
    )


def tell(
    kind: str, people: Iterable[Person], document: Any, key: str, **context: Any
) -> list[Notice]:
    """Write a letter that no step tells: a term that comes or has passed."""
    return send_later(_written(kind, people, document, key, **context))


def tell_at_desks(document: Any, opened: Iterable[Desk], case: Case, record: Record) -> None:
    """A change of content has made it somebody's turn: they are told, the actor never."""
    desks = list(opened)
    posts = [desk.post_id for desk in desks if desk.post_id]
    named = [desk.person for desk in desks if desk.person]
    people = {
        *(access.people_in(Post.objects.filter(pk__in=posts)) if posts else ()),
        *(access.told_to(lambda _document: named, document) if named else ()),
    }
    tell("work_waits", people - {case.actor}, document, f"w{record.pk}")


def send_later(rows: list[Notice]) -> list[Notice]:
    """Keep the rows and wake a worker after commit; a wake-up that is lost costs only time."""
    kept = Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if kept:
        keys = [row.key for row in kept]
        # No partial here: Django asks a robust callback that failed for its name.
        transaction.on_commit(lambda: _wake(keys), robust=True)
    return kept


def _wake(keys: list[str]) -> None:
    from workflows.tasks import deliver

    deliver.delay(keys)


def _written(
    kind: str, people: Iterable[Person], document: Any, key: str, **context: Any
) -> list[Notice]:
    """The letter to each, its facts frozen now; the notice reads in every language."""
    told = list(people)
    texts = _texts(kind, document, context) if told else {}
    return [
        Notice(
            key=f"{kind}:{document.pk}:{key}:{person.pk}",
            kind=kind,
            person=person,
            subject=texts[person.language]["subject"],
            body=texts[person.language]["body"],
            texts=texts,
            url=document.get_absolute_url(),
        )
        for person in told
    ]


def _texts(kind: str, document: Any, context: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Subject and body by language."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            values = {"document": document, **context}
            subject = render_to_string(f"letters/{kind}.subject.txt", values)
            body = render_to_string(f"letters/{kind}.txt", values)
        texts[language] = {"subject": " ".join(subject.split())[:300], "body": body.strip() + "\n"}
    return texts
