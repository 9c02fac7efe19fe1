"""What the search hears: every document that is opened, moved or changed, every institution."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from inspections.models import Inspection, Visit
from institutions.models import Institution
from plans.models import Plan
from search.keeping import keep
from search.renaming import follow
from search.sources import source_of
from workflows.signals import changed


def connect() -> None:
    """Listen: to documents after the commit, to institutions within their writing."""
    for model in (Plan, Inspection, Visit):
        changed.connect(keep_document, sender=model)
    post_save.connect(keep_institution, sender=Institution)


@transaction.atomic
def keep_document(*, document: Any, **_signal: Any) -> None:
    """A document was opened, moved, or its content changed."""
    keep(source_of(document))


def keep_institution(
    *, instance: Institution, created: bool, raw: bool = False, **_signal: Any
) -> None:
    """An institution was entered or renamed; its documents follow in a worker."""
    if not raw and keep(source_of(instance)) and not created:
        follow(instance)
