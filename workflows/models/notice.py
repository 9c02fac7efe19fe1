"""Letters and in-app notices as rows: the outbox."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from institutions.models import Person


class Way(models.TextChoices):
    """How a notice goes to its person besides standing in the app."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("in the daily letter")
    NONE = "none", _("not by letter")


DIGEST = "digest"
"""The kind of a daily letter: it tells nothing new, so it is no notice in the app."""
#: What the outbox has still to send.
TO_SEND = models.Q(way=Way.AT_ONCE, sent_at__isnull=True, refused_at__isnull=True)
#: What waits for the next daily letter.
TO_GATHER = models.Q(way=Way.DAILY, gathered_in__isnull=True)


class Notice(models.Model):
    """One notice to one person, written in the transaction of what it tells.

    The row is the in-app notice and the order to send the letter. *Claimed* and *sent* are
    kept apart: a worker that dies between the two leaves a claim that ends at ``due_at``, when
    the letter is tried (again); ``refused_at``: a server said no for good, at once or later by
    a bounce. ``key`` makes the row unique: its kind, what it is about, the event, the person.
    ``subject`` and ``body`` are the letter, in the language of letters of the person; ``texts``
    holds both in every language, and a page shows the one in which it is read. ``way`` is settled
    when the row is written; what goes in a daily letter names it in ``gathered_in``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120)
    kind = models.CharField(_("kind"), max_length=40)
    # Found by ``notice_by_person``.
    person = models.ForeignKey(Person, models.PROTECT, related_name="notices", db_index=False)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    texts = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.AT_ONCE)
    gathered_in = models.ForeignKey("self", models.SET_NULL, null=True, related_name="gathered")
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(_("sent"), null=True)
    read_at = models.DateTimeField(_("read"), null=True)
    refused_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-created_at",)
        default_permissions = ()
        indexes: ClassVar = [
            # The sweep looks for what was never sent.
            models.Index(
                fields=["attempts", "due_at"],
                condition=TO_SEND,
                name="notice_unsent",
            ),
            models.Index(fields=["person"], condition=TO_GATHER, name="notice_to_gather"),
            models.Index(fields=["person", "-created_at"], name="notice_by_person"),
        ]
        constraints: ClassVar = [
            # Not ``unique`` at the field: Django adds an index for LIKE to that.
            models.UniqueConstraint(fields=["key"], name="notice_key_once")
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_stuck(self) -> bool:
        """Whether it is a letter that did not arrive: only such a one can be sent again."""
        return self.way == Way.AT_ONCE and (self.sent_at is None or self.refused_at is not None)

    @property
    def address(self) -> str:
        """Where it leads, as a letter writes it."""
        return f"{settings.SITE_URL}{self.url}"

    @property
    def thread(self) -> str:
        """What the letter is about, as its key names it: the document."""
        return self.key.split(":")[1] if ":" in self.key else self.key

    @property
    def title(self) -> str:
        """The subject in the reader's language."""
        return self._shown("subject")

    @property
    def text(self) -> str:
        """The body in the reader's language."""
        return self._shown("body")

    def _shown(self, part: str) -> str:
        kept: str = self.texts.get(get_language(), {}).get(part) or getattr(self, part)
        return kept
