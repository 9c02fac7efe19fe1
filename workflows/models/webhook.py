"""Webhooks: systems of an institution that are told of steps, and the calls that tell them."""

import datetime
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutions.models import Institution, Person
from workflows.models.record import Record

OPEN = models.Q(delivered_at=None, given_up_at=None)
REST = datetime.timedelta(minutes=1)
"""A webhook whose call failed is left alone for so long, whatever waits for it."""


class Webhook(models.Model):
    """An address that is called about steps of documents open to its institution.

    The secret that signs the calls is kept nowhere: it is worked out of ``nonce`` and the key of
    the installation; ``secret_hash`` tells when that key is another (``workflows.hooks.secret``).
    ``flows`` names the routes whose steps are told. Until ``rests_until`` nobody calls: a worker
    is at it, or the last call failed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="webhooks")
    purpose = models.CharField(_("purpose"), max_length=120)
    url = models.CharField(_("address"), max_length=300)
    flows = ArrayField(models.CharField(max_length=40), verbose_name=_("what is told"))
    nonce = models.CharField(max_length=43)
    secret_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    rests_until = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("-made_at",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://"), name="webhook_is_called_over_tls"
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class WebhookAct(models.Model):
    """Who did what with a webhook that is registered, and when; kept as long as the webhook.

    Of one that ended before this was kept nobody is named.
    """

    class What(models.TextChoices):
        """What was done."""

        RENEWED = "renewed", pgettext_lazy("a webhook", "New secret")
        ENDED = "ended", pgettext_lazy("a webhook", "Ended")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="acts")
    what = models.CharField(max_length=10, choices=What.choices)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("act on a webhook")
        verbose_name_plural = _("acts on webhooks")
        ordering = ("at", "pk")
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_what_display()


class WebhookCall(models.Model):
    """One event for one webhook, written in the transaction of the step that it tells.

    Its key is the same in every attempt: the receiver knows by it what it has already had.
    ``body`` is what is sent, byte for byte. ``answer`` is the last HTTP status.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="calls")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    event = models.CharField(_("event"), max_length=90)
    body = models.TextField()
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("call of a webhook")
        verbose_name_plural = _("calls of webhooks")
        ordering = ("-created_at", "-record")
        default_permissions = ()
        indexes: ClassVar = [
            # What is to be sent next, and what the page of a webhook shows.
            models.Index(fields=["webhook", "due_at"], condition=OPEN, name="call_open"),
            models.Index(fields=["webhook", "-created_at"], name="call_by_webhook"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "record"], name="call_once_for_a_record"),
            models.CheckConstraint(
                condition=models.Q(delivered_at=None) | models.Q(given_up_at=None),
                name="call_is_delivered_or_given_up",
            ),
        ]

    def __str__(self) -> str:
        return self.event

    @property
    def is_open(self) -> bool:
        """Whether it is still to be delivered."""
        return self.delivered_at is None and self.given_up_at is None
