"""Changed documents as rows: told to those who follow them after the commit.

What need not be true within a step is not paid for by who takes it: the entries of the search
and the verdict of the linter follow in a worker, moments later. The statement that writes a
record leaves the row, so nothing is lost with a wake-up or a worker; who is told reads the
document as it stands then.
"""

import logging
import time
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
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
# What failed waits a minute, then twice as long each time, up to six hours: a fault that lasts
# neither keeps the worker busy nor fills the log.
TAKEN = """
DELETE FROM workflows_change WHERE document_id = (
    SELECT document_id FROM workflows_change
    WHERE failed_at IS NULL OR failed_at < statement_timestamp()
        - least(power(2, least(attempts, 10) - 1), 360) * interval '1 minute'
    ORDER BY id LIMIT 1
) RETURNING document_kind, document_id, attempts
"""
FAILED = """
INSERT INTO workflows_change (document_kind, document_id, failed_at, attempts)
VALUES (%(kind)s, %(document)s, statement_timestamp(), %(attempts)s)
"""
LONGEST = 30.0
"""Seconds of one task: Redis hands a longer one to a second worker, and letters wait behind it."""


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
    """Tell changed documents, the first changed first; how many. The next call goes on from there.

    All of them, where that takes no longer than ``LONGEST``.
    """
    until, told = time.monotonic() + LONGEST, 0
    while time.monotonic() < until and _attend_one():
        told += 1
    return told


@transaction.atomic
def _attend_one() -> bool:
    if prepared.rows(TURN, {}) != [(True,)]:
        return False
    taken = _taken()
    if taken:
        (kind, key, _attempts), *_others = taken
        _tell(kind, key, max(attempts for *_document, attempts in taken))
    return bool(taken)


def _taken() -> list[tuple[str, UUID, int]]:
    """All rows of one document. Planned anew each time: a plan that was made while the table was
    all but empty reads all of it, also when it has become long.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKEN)
        rows: list[tuple[str, UUID, int]] = cursor.fetchall()
    return rows


def _tell(kind: str, key: UUID, attempts: int) -> None:
    """Tell one document; where a listener fails, the others and the step stand all the same."""
    model = kinds().get(kind)
    if model is None:
        log.warning("Nobody is told of a change: %s is no kind of document here (%s)", kind, key)
        return
    document = model.objects.filter(pk=key).first()
    if document is not None and not _all_heard(model, document):
        log.error("Not all could be told of a change: %s %s, failure %d", kind, key, attempts + 1)
        prepared.rows(FAILED, {"kind": kind, "document": key, "attempts": attempts + 1})


def _all_heard(model: type[Any], document: Any) -> bool:
    """Tell all listeners, each in a savepoint of its own; the signal logs who failed and why."""
    try:
        with transaction.atomic():
            answers = changed.send_robust(sender=model, document=document)
    except DatabaseError:
        log.exception("A listener left the transaction broken")
        return False
    return not any(isinstance(answer, Exception) for _listener, answer in answers)


def _wake() -> None:
    from workflows.tasks import attend_changes

    attend_changes.delay()


bell = Bell(_wake)
