"""What a person follows without being asked anything."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Subquery
from django.db.models.functions import Coalesce

from institutions.models import Person
from workflows import commenting
from workflows.models import Following
from workflows.queries.naming import documents_of


@dataclass(frozen=True)
class Followed:
    """A followed document as it is now."""

    following: Following
    document: Any


def followed_by(person: Person, limit: int = 8) -> list[Followed]:
    """The followed documents that are open to the person, the newest following first."""
    rows = list(Following.objects.filter(person=person).order_by("-since")[:limit])
    found = documents_of(rows, lambda documents: documents.open_to(person))
    return [Followed(row, found[row.document_id]) for row in rows if row.document_id in found]


@dataclass(frozen=True)
class Beside:
    """What stands beside every document: whether the person follows it, the open comments."""

    follows: bool
    comments: int


def beside(document: Any, person: Person) -> Beside:
    """The same of one document, in one query."""
    following = Following.objects.filter(person=person, document_id=document.pk)
    unresolved = commenting.open_to(document, person).filter(resolved_at=None)
    number = unresolved.order_by().values("document_id").annotate(n=Count("pk")).values("n")
    asked = Person.objects.filter(pk=person.pk).annotate(
        follows=Exists(following), comments=Coalesce(Subquery(number), 0)
    )
    return Beside(*asked.values_list("follows", "comments").get())


def set_following(person: Person, document: Any, *, wanted: bool) -> None:
    """Follow a document, or no longer; harmless when repeated."""
    mine = Following.objects.filter(person=person, document_id=document.pk)
    if not wanted:
        mine.delete()
        return
    Following.objects.get_or_create(
        person=person, document_id=document.pk, defaults={"document_kind": document.slug}
    )
