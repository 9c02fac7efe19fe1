"""Calling: claim a webhook, send its next call, keep what became of it.

One call of a webhook is under way at a time, the oldest first, so a server that does not answer
costs one attempt a minute; one worker calls, the others send letters meanwhile. A call that fails
waits longer after every attempt and is given up after the last; the administrator sees it and may
send it again. When a worker dies between the answer and its mark the same call goes once more,
under the same key.
"""

import datetime
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from workflows.hooks import reaching, secret, sending
from workflows.models import Webhook, WebhookCall
from workflows.models.webhook import OPEN, REST

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
WAITS = (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR)
"""After each failed attempt; after one more the call is given up."""
LEASE = 2 * MINUTE
TOGETHER = 8
AT_ONE_GO = 5.0
"""Seconds after which the worker turns to other work; the beat calls again."""
KEPT = datetime.timedelta(days=30)
LONGEST_ERROR = 300
CALLING = 0x5A61676C
"""The key of the lock under which one worker calls."""


@dataclass(frozen=True)
class Outcome:
    """What became of a call: the HTTP status, and why it did not arrive."""

    call: WebhookCall
    answer: int | None = None
    error: str = ""


def deliver() -> int:
    """Call until nothing is due or the time is up. How many calls arrived."""
    until, arrived = time.monotonic() + AT_ONE_GO, 0
    with _alone() as is_alone, ThreadPoolExecutor(TOGETHER) as threads:
        while is_alone and time.monotonic() < until and (calls := claim()):
            arrived += sum(_mark(outcome) for outcome in threads.map(tried, calls))
    return arrived


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other worker calls: receivers that do not answer keep one, letters the rest.

    The database lets go of the lock when the worker that held it dies.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [CALLING])
        is_alone = cursor.fetchone() == (True,)
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [CALLING])


def claim() -> list[WebhookCall]:
    """The next call of each of some webhooks that are free; nobody else calls them meanwhile."""
    due = WebhookCall.objects.filter(OPEN, webhook=OuterRef("pk"), due_at__lte=Now())
    free = Webhook.objects.filter(Exists(due), revoked_at=None, rests_until__lte=Now())
    with transaction.atomic():
        # Not their keys: a step that writes calls meanwhile does not wait.
        locked = free.select_for_update(skip_locked=True, no_key=True).order_by("rests_until")
        hooks = list(locked[:TOGETHER])
        Webhook.objects.filter(pk__in=[hook.pk for hook in hooks]).update(rests_until=Now() + LEASE)
        return [call for hook in hooks if (call := _next_of(hook))]


def _next_of(hook: Webhook) -> WebhookCall | None:
    calls = WebhookCall.objects.filter(OPEN, webhook=hook, due_at__lte=Now())
    call = calls.order_by("created_at", "record").first()
    if call:
        call.webhook = hook
        WebhookCall.objects.filter(pk=call.pk).update(attempts=F("attempts") + 1)
    return call


def tried(call: WebhookCall) -> Outcome:
    """Send a call; whatever goes wrong is its outcome."""
    try:
        answer = _send(call)
    except reaching.NotCalled as reason:
        return Outcome(call, error=_kept(str(reason)))
    except secret.KeyChanged:
        return Outcome(call, error=_("The key of the installation was changed: make a new secret."))
    except TimeoutError:
        return Outcome(call, error=_("There was no answer in time."))
    except (OSError, HTTPException, ValueError) as fault:
        return Outcome(call, error=_kept(f"{type(fault).__name__}: {fault}"))
    return Outcome(call, answer, _refusal(answer))


def _kept(error: str) -> str:
    """An error as its column holds it: what a server answered may be no text at all."""
    readable = "".join(letter if letter.isprintable() else " " for letter in error)
    return readable[:LONGEST_ERROR]


def _send(call: WebhookCall) -> int:
    hook, body, moment = call.webhook, call.body.encode(), int(time.time())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Connection": "close",
        "User-Agent": "Saglas",
        "Webhook-Id": str(call.pk),
        "Webhook-Timestamp": str(moment),
        "Webhook-Signature": secret.signature(
            hook.nonce, hook.secret_hash, str(call.pk), moment, body
        ),
    }
    place = reaching.place_of(hook.url)
    return sending.post(place, reaching.checked(place), headers, body)


def _refusal(answer: int) -> str:
    """Why an answer is no receipt; empty for one that is."""
    if 200 <= answer < 300:
        return ""
    if 300 <= answer < 400:
        return _("The answer was %(status)d, a redirect: enter the address it leads to.") % {
            "status": answer
        }
    return _("The answer was %(status)d.") % {"status": answer}


def _mark(outcome: Outcome) -> bool:
    """Keep what became of a call; whether it arrived. A webhook that answered is free again."""
    call = WebhookCall.objects.filter(pk=outcome.call.pk)
    hook = Webhook.objects.filter(pk=outcome.call.webhook_id)
    told = {"answer": outcome.answer, "error": outcome.error}
    if not outcome.error:
        call.update(delivered_at=Now(), given_up_at=None, **told)
        hook.update(rests_until=Now())
        return True
    hook.update(rests_until=Now() + REST)
    failed = outcome.call.attempts  # before this one
    if failed < len(WAITS):
        call.filter(OPEN).update(due_at=Now() + WAITS[failed], **told)
    else:
        call.filter(OPEN).update(given_up_at=Now(), **told)
    return False


def delete_old() -> int:
    """Delete calls that ended 30 days ago: the history has what they told.

    A step that was taken while its webhook ended may have left an open one: it is never sent.
    """
    old = WebhookCall.objects.filter(created_at__lt=Now() - KEPT)
    return old.filter(~OPEN | Q(webhook__revoked_at__isnull=False)).delete()[0]
