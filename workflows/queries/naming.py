"""Documents that rows of other tables name, fetched to be called by their names.

A name is worked out when it is shown: it reads in the language of whoever reads it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from workflows.flow import kinds


class Naming(Protocol):
    """A row that names a document."""

    @property
    def document_kind(self) -> Any:
        """Of which kind."""

    @property
    def document_id(self) -> Any:
        """Which one."""


def documents_of(
    rows: Iterable[Naming], narrowed: Callable[[Any], Any] = lambda found: found
) -> dict[Any, Any]:
    """The documents by key, one query for each kind that is named; ``narrowed`` leaves some out."""
    named = [(row.document_kind, row.document_id) for row in rows]
    found: dict[Any, Any] = {}
    for kind, model in kinds().items():
        if wanted := [pk for of_kind, pk in named if of_kind == kind]:
            documents = narrowed(model.objects.filter(pk__in=wanted))
            found.update({one.pk: one for one in documents.select_related(*_names(model))})
    return found


def _names(model: type[Any]) -> list[str]:
    """The relations that a document's name reads."""
    present = {field.name for field in model._meta.get_fields()}
    return [name for name in ("institution", "inspection") if name in present]
