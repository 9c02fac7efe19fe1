"""Changed documents as rows: told to those who follow them after the commit.

What need not be true within a step is not paid for by who takes it: the entries of the search
and the verdict of the linter follow in a worker, moments later. The statement that writes a
record leaves the row, so nothing is lost with a wake-up or a worker; who is told reads the
document as it stands then.
"""

import logging
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from workflows import prepared
from workflows.flow import kinds
from workflows.models import Change
from workflows.signals import changed
from workflows.waking import Bell

log = logging.getLogger(__name__)
NOTED = "INSERT INTO workflows_change (document_kind, document_id) VALUES (%(kind)s, %(document)s)"
# One worker at a time: two would read one document at once, and the slower one keep the older text.
TURN = "SELECT pg_try_advisory_xact_lock(hashtext('workflows_change'))"
TAKEN = """
DELETE FROM workflows_change WHERE document_id = (
    SELECT document_id FROM workflows_change
    WHERE failed_at IS NULL OR failed_at < statement_timestamp() - interval '1 minute'
    ORDER BY id LIMIT 1
) RETURNING document_kind, document_id
"""
FAILED = """
INSERT INTO workflows_change (document_kind, document_id, failed_at)
VALUES (%(kind)s, %(document)s, statement_timestamp())
"""


def note(document: Any) -> None:
    """Leave the row of a document that is new; a changed one's is left with its record."""
    prepared.rows(NOTED, {"kind": document.slug, "document": document.pk})
    bell.ring_after_commit()


def note_all(documents: QuerySet[Any]) -> None:
    """Leave the rows of documents of one kind that something beside them has changed."""
    kind, keys = documents.model.slug, documents.values_list("pk", flat=True)
    Change.objects.bulk_create(
        [Change(document_kind=kind, document_id=key) for key in keys.iterator()], batch_size=1000
    )
    bell.ring_after_commit()


def attend() -> int:
    """Tell all changed documents, the first changed first; how many there were."""
    told = 0
    while _attend_one():
        told += 1
    return told


@transaction.atomic
def _attend_one() -> bool:
    if prepared.rows(TURN, {}) != [(True,)]:
        return False
    taken = prepared.rows(TAKEN, {})
    if taken:
        _tell(*taken[0])
    return bool(taken)


def _tell(kind: str, key: UUID) -> None:
    """Tell one document; where a listener fails, the others and the step stand all the same."""
    model = kinds()[kind]
    document = model.objects.filter(pk=key).first()
    if document is None:
        return
    try:
        with transaction.atomic():
            changed.send(sender=model, document=document)
    except Exception:
        log.exception("Nobody could be told of a change: %s %s", kind, key)
        prepared.rows(FAILED, {"kind": kind, "document": key})


def _wake() -> None:
    from workflows.tasks import attend_changes

    attend_changes.delay()


bell = Bell(_wake)
