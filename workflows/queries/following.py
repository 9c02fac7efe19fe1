"""What a person follows without being asked anything."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from institutions.models import Person
from workflows.flow import kinds
from workflows.models import Following

#: A key that no document has: the question is asked all the same, so that their number is fixed.
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Followed:
    """A followed document as it is now."""

    following: Following
    document: Any


def followed_by(person: Person, limit: int = 8) -> list[Followed]:
    """The followed documents that are open to the person, the newest following first."""
    rows = list(Following.objects.filter(person=person).order_by("-since")[:limit])
    found: dict[Any, Any] = {}
    for kind, model in kinds().items():
        wanted = [row.document_id for row in rows if row.document_kind == kind] or [NOBODY]
        documents = model.objects.open_to(person).filter(pk__in=wanted)
        found.update({one.pk: one for one in documents.select_related(*_names(model))})
    return [Followed(row, found[row.document_id]) for row in rows if row.document_id in found]


def _names(model: type[Any]) -> list[str]:
    """The relations that a document's name reads."""
    present = {field.name for field in model._meta.get_fields()}
    return [name for name in ("institution", "inspection") if name in present]


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
