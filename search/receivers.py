"""What the search hears: every document that is opened, moved or changed, every institution."""

from collections.abc import Mapping
from typing import Any

from django.db.models.signals import post_save

from inspections.models import Inspection, Visit
from institutions.models import Institution
from plans.models import Plan
from search.keeping import follow, keep
from search.sources import source_of
from search.sources.plan import PlanSource
from workflows.models import Record
from workflows.signals import content_changed, document_opened, step_taken
from workflows.taken import Case


def connect() -> None:
    """Listen, inside the transaction of whoever writes."""
    for model in (Plan, Inspection, Visit):
        document_opened.connect(keep_document, sender=model)
        content_changed.connect(keep_document, sender=model)
    for model in (Inspection, Visit):
        step_taken.connect(keep_moved, sender=model)
    step_taken.connect(follow_plan, sender=Plan)
    post_save.connect(keep_institution, sender=Institution)


def follow_plan(*, case: Case, record: Record, before: Mapping[str, Any], **_signal: Any) -> None:
    """A plan took a step: it may be open to others, under other numbers."""
    follow(PlanSource(case.document), before, record)


def keep_moved(*, case: Case, **_signal: Any) -> None:
    """An inspection or a visit took a step."""
    keep(source_of(case.document))


def keep_document(*, document: Any, **_signal: Any) -> None:
    """A document was opened, or its content changed."""
    keep(source_of(document))


def keep_institution(*, instance: Institution, raw: bool = False, **_signal: Any) -> None:
    """An institution was entered or renamed."""
    if not raw:
        keep(source_of(instance))
