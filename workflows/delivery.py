"""Sending what stands in the outbox: claim, send, mark; harmless when run twice.

Moments are the database's: hosts whose clocks differ keep each other's leases all the same.
"""

import datetime
import logging
import time
from itertools import groupby

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Value
from django.db.models.functions import Least, Now, Power
from django.utils import timezone

from workflows import addresses, prepared
from workflows.mail import Line, Outcome, Unreachable
from workflows.models import Notice
from workflows.models.notice import TO_SEND, Way

log = logging.getLogger(__name__)
LEASE = datetime.timedelta(seconds=20)
BATCH = 100
TOGETHER = 20
"""Letters marked by one statement: as many may go twice when their worker is killed."""
# 2, 4, 8 … seconds after every attempt, at most 512.
WAIT = ExpressionWrapper(
    Power(Value(2.0), Least(F("attempts"), Value(9))) * Value(datetime.timedelta(seconds=1)),
    output_field=DurationField(),
)
RENEW = """
UPDATE workflows_notice SET due_at = statement_timestamp() + %(lease)s
WHERE id = ANY(%(keys)s) AND claimed_at = %(claim)s AND sent_at IS NULL AND refused_at IS NULL
RETURNING id
"""


def claim() -> list[Notice]:
    """Take up to 100 due letters for this worker; nobody else gets them for 20 seconds.

    What was never tried comes first. A letter that failed waits longer after every attempt; one
    whose worker did not come back is due again when the lease has run out.
    """
    moment = timezone.now()
    due = Notice.objects.filter(TO_SEND, due_at__lte=Now()).select_related("person")
    with transaction.atomic():
        taken = list(
            due.select_for_update(skip_locked=True, of=("self",)).order_by("attempts", "due_at")[
                :BATCH
            ]
        )
        Notice.objects.filter(pk__in=[row.pk for row in taken]).update(
            claimed_at=moment, due_at=Now() + LEASE, attempts=F("attempts") + 1
        )
    for row in taken:
        row.claimed_at = moment
    return taken


def send(rows: list[Notice]) -> int:
    """Send claimed letters over one connection; what became of each is kept. How many went."""
    sent, waiting = 0, rows
    with Line() as line:
        while waiting := _still_ours(waiting):
            until = time.monotonic() + LEASE.total_seconds() / 2
            while waiting and time.monotonic() < until:
                outcomes = _send_some(waiting, line, until)
                waiting = waiting[len(outcomes) :]
                sent += _mark(outcomes)
    return sent


def _still_ours(rows: list[Notice]) -> list[Notice]:
    """Renew the claim before sending: behind slow letters it may have run out."""
    if not rows:
        return []
    asked = {"keys": [row.pk for row in rows], "claim": rows[0].claimed_at, "lease": LEASE}
    held = {key for (key,) in prepared.rows(RENEW, asked)}
    return [row for row in rows if row.pk in held]


def _send_some(rows: list[Notice], line: Line, until: float) -> list[Outcome]:
    """Send a handful, at least one; without a server all of them have failed."""
    few, outcomes = rows[:TOGETHER], []
    try:
        for row in few:
            outcomes.append(line.send(row))
            if time.monotonic() > until:
                break
    except Unreachable as fault:
        outcomes += [Outcome(row, str(fault)) for row in few[len(outcomes) :]]
    return outcomes


def _mark(outcomes: list[Outcome]) -> int:
    """Keep what became of the letters: one statement for what went, one for each other answer."""
    failed = [one for one in outcomes if one.error]
    for (error, is_final), same in groupby(failed, lambda one: (one.error, one.is_final)):
        Notice.objects.filter(pk__in=[one.row.pk for one in same], sent_at=None).update(
            error=error, refused_at=Now() if is_final else None, due_at=Now() + WAIT
        )
    for one in failed:
        if one.is_of_address:
            addresses.mark_refused(one.row.person, one.row.person.email, one.error)
    if failed:
        log.warning("%d letters were not sent; why stands at each", len(failed))
    went = [one.row.pk for one in outcomes if not one.error]
    return Notice.objects.filter(pk__in=went, sent_at=None).update(sent_at=Now(), error="")


def deliver() -> int:
    """Claim and send until nothing is left, or nothing of a batch goes. How many letters went."""
    total = 0
    while rows := claim():
        went = send(rows)
        total += went
        if not went:
            break
    return total


def send_again(row: Notice) -> bool:
    """Put a letter that did not arrive at the head of the queue; False when it has gone."""
    from workflows.tasks import deliver as task

    stuck = Notice.objects.filter(pk=row.pk, way=Way.AT_ONCE).exclude(
        sent_at__isnull=False, refused_at=None
    )
    if not stuck.update(
        claimed_at=None, sent_at=None, refused_at=None, error="", attempts=0, due_at=Now()
    ):
        return False
    # No bare task here: Django asks a robust callback that failed for its name.
    transaction.on_commit(lambda: task.delay(), robust=True)  # noqa: PLW0108
    return True
