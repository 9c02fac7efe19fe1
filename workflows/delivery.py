"""Sending what stands in the outbox: claim, send, mark; harmless when run twice."""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from workflows.models import Notice

log = logging.getLogger(__name__)
LEASE = datetime.timedelta(seconds=20)
LONGEST_WAIT = 600
BATCH = 25


def claim() -> list[Notice]:
    """Take up to 25 unsent letters for this worker; nobody else gets them for 20 seconds.

    What was never claimed, or claimed by a worker that did not come back. A letter that failed
    waits longer after every attempt.
    """
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE)
    rows = Notice.objects.filter(free, sent_at=None)
    with transaction.atomic():
        taken = [
            row
            for row in rows.select_for_update(skip_locked=True, of=("self",))
            .select_related("person")
            .order_by("attempts", "created_at")[:BATCH]
            if _rested(row, now)
        ]
        Notice.objects.filter(pk__in=[row.pk for row in taken]).update(
            claimed_at=now, attempts=F("attempts") + 1
        )
    for row in taken:
        row.claimed_at = now
    return taken


def _rested(row: Notice, now: datetime.datetime) -> bool:
    wait = min(2**row.attempts, LONGEST_WAIT) if row.attempts and row.error else 0
    return row.claimed_at is None or now >= row.claimed_at + datetime.timedelta(seconds=wait)


def send(rows: list[Notice]) -> int:
    """Send claimed letters over one connection; a failure is kept at its row. How many went."""
    if not rows:
        return 0
    sent = 0
    connection: BaseEmailBackend = get_connection()
    for row in rows:
        sent += _send_one(row, connection)
    connection.close()
    return sent


def _still_ours(row: Notice) -> bool:
    """Renew the claim just before sending: behind slow letters it may have run out."""
    claim_of_ours = Notice.objects.filter(pk=row.pk, sent_at=None, claimed_at=row.claimed_at)
    return bool(claim_of_ours.update(claimed_at=timezone.now()))


def _send_one(row: Notice, connection: BaseEmailBackend) -> int:
    if not _still_ours(row):
        return 0
    try:
        as_mail(row, connection).send()
    except (OSError, ValueError) as fault:  # ValueError: an address that no header can hold
        log.warning("letter %s was not sent: %s", row.pk, type(fault).__name__)
        Notice.objects.filter(pk=row.pk).update(error=f"{type(fault).__name__}: {fault}"[:300])
        return 0
    return Notice.objects.filter(pk=row.pk, sent_at=None).update(sent_at=timezone.now(), error="")


def as_mail(row: Notice, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The mail; its Message-ID is the row's, so a second copy is seen as the same letter."""
    return EmailMessage(
        row.subject,
        f"{row.body}\n{settings.SITE_URL}{row.url}\n",
        to=[row.person.email],
        connection=connection,
        headers={"Message-ID": f"<{row.pk}@saglas>"},
    )


def deliver() -> int:
    """Claim and send until nothing is left to claim. How many letters went."""
    total = 0
    while rows := claim():
        total += send(rows)
    return total


def send_again(row: Notice) -> bool:
    """Put a letter that was not sent at the head of the queue; False when it has gone."""
    from workflows.tasks import deliver as task

    waiting = Notice.objects.filter(pk=row.pk, sent_at=None)
    if not waiting.update(claimed_at=None, error=""):
        return False
    # No bare task here: Django asks a robust callback that failed for its name.
    transaction.on_commit(lambda: task.delay(), robust=True)  # noqa: PLW0108
    return True
