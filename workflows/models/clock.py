"""Running deadlines with their ground."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution


class Clock(models.Model):
    """A deadline that runs for a document.

    ``rule`` names the rule in ``workflows.clocks``; the dates are kept, not recomputed, so
    that an old case keeps the wording under which it was counted.
    """

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    rule = models.CharField(max_length=40)
    party = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=400)
    url = models.CharField(max_length=200)
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+")
    started_on = models.DateField(_("from"))
    due_on = models.DateField(_("until"))
    moved_from = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("due_on",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("started_on")),
                name="clock_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["document_id", "rule", "party"],
                condition=models.Q(stopped_on__isnull=True),
                name="clock_runs_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(stopped_on__isnull=True),
                name="clock_running_by_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on:%d.%m.%Y}"
