"""What a person follows without being asked anything."""

from dataclasses import dataclass
from typing import Any

from institutions.models import Person
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


def follows(person: Person, document: Any) -> bool:
    """Whether a person follows a document."""
    return Following.objects.filter(person=person, document_id=document.pk).exists()


def set_following(person: Person, document: Any, *, wanted: bool) -> None:
    """Follow a document, or no longer; harmless when repeated."""
    mine = Following.objects.filter(person=person, document_id=document.pk)
    if not wanted:
        mine.delete()
        return
    Following.objects.get_or_create(
        person=person, document_id=document.pk, defaults={"document_kind": document.slug}
    )
