"""What every document has: one state, changed by steps only."""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person


class DocumentQuerySet(models.QuerySet[Any]):
    """To fetch is to check: views start from ``open_to``."""

    def open_to(self, person: Person) -> Self:
        """The documents that exist for a person."""
        from workflows import access

        rows: Self = access.open_to(self, person)
        return rows


class Document(models.Model):
    """A thing with a state. Only ``workflows.gate`` writes ``state`` and ``version``.

    ``version`` counts every change, steps and edits alike: a page names the one it showed,
    so that nobody signs what they have not seen.
    """

    slug: ClassVar[str]
    JUDGED: ClassVar[str] = "SELECT NULL::int, NULL::text"
    """Number and fingerprint of what is judged in ``%(document)s``, where other rows keep the text:
    the gate reads them with the end of the history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=24, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    authority = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("regional authority")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Where the document is read."""
        raise NotImplementedError

    @classmethod
    def visible(cls, documents: frozenset[int], submitted: frozenset[int]) -> models.Q:
        """Which rows somebody sees who holds the two view rights at institutions of these keys."""
        raise NotImplementedError

    def records_open_to(self, person: Person) -> models.QuerySet[Any]:  # noqa: ARG002
        """The records of the document that a person who sees it may read, the oldest first."""
        from workflows import records

        rows: models.QuerySet[Any] = records.of(self)
        return rows

    def changes_told(self) -> dict[int, str]:
        """What acts changed in the acts before them, in words, by the number of the record."""
        return {}

    def rows_open_to(self, person: Person) -> list[tuple[str, str]]:  # noqa: ARG002
        """The rows that a comment may stand on: place on the page and words."""
        return []

    def states_inside(self, person: Person) -> tuple[str, ...]:  # noqa: ARG002
        """States in which what is said beside the document is not for this person."""
        return ()

    @property
    def kind(self) -> str:
        """The document's kind as records, desks, clocks and letters name it."""
        return self.slug

    @property
    def subject(self) -> str:
        """One line that names the document in an inbox and a letter."""
        raise NotImplementedError

    def judging(self) -> "Judged":
        """What a signature is put under: number and fingerprint of the content, empty if none."""
        return Judged()

    def text_was_read(self, revision: int | None, fingerprint: str | None) -> None:
        """The gate has read what ``JUDGED`` says, under the document's lock."""

    def text_to_judge(self, revision: int | None) -> "list[TextRow]":  # noqa: ARG002
        """A revision as rows, for an opinion from outside."""
        return []

    def signed_texts(self) -> "list[SignedText]":
        """What signatures were put under, whole: a proof carries it beside the records."""
        return []


@dataclass(frozen=True)
class TextRow:
    """A row of a text as somebody reads it who sees nothing else of the document."""

    number: str
    text: str


@dataclass(frozen=True)
class Judged:
    """The content that a signature is put under."""

    revision: int | None = None
    fingerprint: str = ""


@dataclass(frozen=True)
class SignedText:
    """A frozen content with the fingerprint that records name."""

    revision: int | None
    fingerprint: str
    content: Any

    def as_proof(self) -> dict[str, Any]:
        """As a proof holds it."""
        return {
            "revision": self.revision,
            "fingerprint": self.fingerprint,
            "content": self.content,
        }
