"""The same request sent twice is carried out once and answered twice alike.

A key is claimed by a row before anything is done. A request that broke off without an answer
gives its claim free after a minute; the step it may have taken is safe all the same, because
the version it names has passed.
"""

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from config.api.problems import Refusal
from institutions.models import Person
from workflows.models import Answered

KEPT = datetime.timedelta(days=1)
UNDER_WAY = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Answer:
    """A status with its body."""

    status: int
    body: dict[str, Any]


def once(
    request: HttpRequest, person: Person, key: str | None, act: Callable[[], Answer]
) -> Answer:
    """Do it, or give the answer that the same request got before."""
    if not key:
        return act()
    asked = _fingerprint(request)
    claim = _claimed(person, key, asked)
    if claim.request != asked:
        raise Refusal(422, _("This idempotency key was used for another request."))
    if claim.status and claim.body:
        return Answer(claim.status, claim.body)
    try:
        answer = act()
    except Exception:
        claim.delete()
        raise
    claim.status, claim.body = answer.status, answer.body
    claim.save(update_fields=["status", "body"])
    return answer


def _fingerprint(request: HttpRequest) -> str:
    parts = (request.method or "", request.path, request.headers.get("If-Match", ""))
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + request.body).hexdigest()


def _claimed(person: Person, key: str, asked: str) -> Answered:
    """A new claim, or the one that was answered; one under way is refused."""
    now = timezone.now()
    rows = Answered.objects.filter(person=person)
    rows.filter(asked_at__lt=now - KEPT).delete()
    rows.filter(key=key, status=None, asked_at__lt=now - UNDER_WAY).delete()
    try:
        with transaction.atomic():
            return rows.create(person=person, key=key, request=asked, asked_at=now)
    except IntegrityError:
        found = rows.filter(key=key).first()
        if found is None or (found.status is None and found.request == asked):
            raise Refusal(409, _("The same request is being carried out: ask again.")) from None
        return found
