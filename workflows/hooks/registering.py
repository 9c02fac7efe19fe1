"""Webhooks registered, given a new secret, ended; calls sent again."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution, Person
from institutions.models.institution import INSPECTED
from institutions.rights import Right
from workflows import access
from workflows.hooks import secret, writing
from workflows.models import Webhook, WebhookAct, WebhookCall
from workflows.models.webhook import OPEN, REST

MOST = 20
"""Webhooks of one institution: each step that they hear writes as many rows."""


class TooMany(Exception):
    """The institution has as many webhooks as it may; the text is one sentence."""


def institutions_of(person: Person) -> QuerySet[Institution]:
    """The institutions whose systems a person registers.

    Not schools: some records of a visit are the authority's own (ПУФРУО чл. 18, ал. 7), and what
    is told is decided by the document as a whole.
    """
    places = access.institutions_with(person, Right.RUN_SYSTEM)
    return places.exclude(kind__in=INSPECTED).order_by("name")


def webhooks_of(person: Person) -> QuerySet[Webhook]:
    """The webhooks that a person looks after, the newest first."""
    return Webhook.objects.filter(institution__in=institutions_of(person)).order_by("-made_at")


def register(
    institution: Institution, *, purpose: str, url: str, flows: Iterable[str], actor: Person
) -> tuple[Webhook, str]:
    """A new webhook and its secret, which is shown once."""
    if institution.webhooks.filter(revoked_at=None).count() >= MOST:
        raise TooMany(_("An institution has at most %(most)d webhooks: end one.") % {"most": MOST})
    nonce = secret.new_nonce()
    hook = Webhook.objects.create(
        institution=institution,
        purpose=purpose,
        url=url,
        flows=sorted(flows),
        nonce=nonce,
        secret_hash=secret.hash_of(nonce),
        made_by=actor,
    )
    return hook, secret.text_of(nonce)


@transaction.atomic
def renew(hook: Webhook, actor: Person) -> str:
    """A new secret, shown once; from now on calls are signed with it. Empty when it had ended."""
    nonce = secret.new_nonce()
    in_force = Webhook.objects.filter(pk=hook.pk, revoked_at=None)
    if not in_force.update(nonce=nonce, secret_hash=secret.hash_of(nonce)):
        return ""
    hook.acts.create(what=WebhookAct.What.RENEWED, actor=actor)
    return secret.text_of(nonce)


@transaction.atomic
def revoke(hook: Webhook, actor: Person) -> bool:
    """End a webhook: what still waits for it is given up. False when it had ended."""
    ended = Webhook.objects.filter(pk=hook.pk, revoked_at=None).update(revoked_at=timezone.now())
    if ended:
        hook.acts.create(what=WebhookAct.What.ENDED, actor=actor)
    hook.calls.filter(OPEN).update(given_up_at=Now())
    return bool(ended)


@transaction.atomic
def send_again(hook: Webhook, calls: QuerySet[WebhookCall]) -> int:
    """Put calls that did not arrive at the head of the queue; how many there were."""
    if hook.revoked_at is not None:
        return 0
    stuck = calls.filter(webhook=hook, delivered_at=None, attempts__gt=0)
    found = stuck.update(given_up_at=None, attempts=0, due_at=Now())
    if found:
        # Further off than a rest is only a call that is under way: that one is let end first.
        resting = Webhook.objects.filter(pk=hook.pk, rests_until__lte=Now() + REST)
        resting.update(rests_until=Now())
        writing.bell.ring_after_commit()
    return found
