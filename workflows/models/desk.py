"""Open work: what the inbox reads."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person, Post

NAME_SUBSTITUTE = "name_substitute"
"""The work of who names stand-ins, where everybody who could go on is barred."""


class Desk(models.Model):
    """A piece of work that waits at one post, or for one named person.

    Kept by the gate: opened when a document reaches a state in which the post may do
    something, closed when it leaves. Facts for the list are frozen here, so that the inbox
    reads one table: ``right`` is what it takes to do it, by which a stand-in for chosen matters
    has it too; ``verb`` and ``detail`` are message ids, read through the two properties.
    """

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    step = models.CharField(max_length=40)
    verb = models.CharField(_("verb"), max_length=40)
    subject = models.CharField(_("subject"), max_length=400)
    detail = models.CharField(_("detail"), max_length=400, blank=True)
    url = models.CharField(max_length=200)
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="desks")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="desks")
    right = models.CharField(max_length=30, blank=True, default="", db_default="")
    formless = models.BooleanField(default=False)
    due_on = models.DateField(_("due"), null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("open work")
        verbose_name_plural = _("open work")
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, person__isnull=True)
                | models.Q(post__isnull=True, person__isnull=False),
                name="desk_is_of_a_post_or_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["document_id", "step", "post"],
                condition=models.Q(closed_at__isnull=True, post__isnull=False),
                name="desk_open_once_per_post",
            ),
            models.UniqueConstraint(
                fields=["document_id", "step", "person"],
                condition=models.Q(closed_at__isnull=True, person__isnull=False),
                name="desk_open_once_per_person",
            ),
        ]
        indexes: ClassVar = [
            # The inbox of a post: open work by deadline.
            models.Index(
                fields=["post", "due_on", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="desk_open_by_post",
            ),
            models.Index(
                fields=["person", "due_on", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="desk_open_by_person",
            ),
            models.Index(fields=["document_id"], name="desk_by_document"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.subject}"

    @property
    def asks(self) -> str:
        """The verb in the reader's language."""
        from workflows.speaking import spoken

        return str(spoken(self.detail, self.step, self.verb))

    @property
    def about(self) -> str:
        """The kind of document in the reader's language."""
        return gettext(self.detail) if self.detail else ""


class Following(models.Model):
    """A person follows a document without being asked anything."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="following")
    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "document_id"], name="following_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.document_kind}"
