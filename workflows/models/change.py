"""Documents that changed and were not yet read by those who follow them after the commit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A changed document; gone when ``workflows.changes`` has told it.

    Rows are only added by a step: one that waits for nobody. ``failed_at``: it could not be told
    then, for the ``attempts``-th time, and is tried again later.
    """

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField(db_index=True)
    failed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        verbose_name = _("change to be told")
        verbose_name_plural = _("changes to be told")
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.document_kind} {self.document_id}"
