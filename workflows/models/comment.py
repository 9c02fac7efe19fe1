"""What people say to each other beside a document."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person


class Comment(models.Model):
    """A comment on a document or on one row of it.

    No act and no record: nothing follows from it. ``anchor`` is the row's place on the page of
    the document; ``state`` is where the document was, since what is said beside unfinished text
    stays in the house as the text does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    state = models.CharField(max_length=24)
    anchor = models.CharField(max_length=40, blank=True)
    text = models.TextField(_("text"))
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mentioned = models.ManyToManyField(Person, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("written_at",)
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["document_id", "written_at"], name="comment_by_document")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_is_resolved_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"
