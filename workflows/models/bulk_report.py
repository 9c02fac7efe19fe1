"""What became of several rows that were taken at once."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person


class BulkReport(models.Model):
    """The report of one action on many documents, kept for the person who did it.

    ``lines`` grow while the steps are taken, so that an action that was cut off tells how far
    it came; the steps themselves stand in the histories.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    asked = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    lines = models.JSONField(default=list)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-begun_at",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person} {self.begun_at:%d.%m.%Y %H:%M}"

    @property
    def done(self) -> list[Any]:
        """The lines of steps that were taken."""
        return [line for line in self.lines if line["is_done"]]

    @property
    def refused(self) -> list[Any]:
        """The lines of those that were not, each with its reason."""
        return [line for line in self.lines if not line["is_done"]]

    @property
    def unreached(self) -> int:
        """How many were not come to: the action was cut off."""
        return self.asked - len(self.lines)
