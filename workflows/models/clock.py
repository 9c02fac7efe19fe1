"""Running deadlines with their ground."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person


class Clock(models.Model):
    """A deadline that runs for a document.

    ``rule`` names the term and ``wording`` its text in force on the day of the event.
    ``explained`` keeps all facts behind the date (``workflows.terms.explanation``): the date
    is never recomputed silently. A correction stops the row and names the one that replaces
    it, with who corrected it, when and why.
    """

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    rule = models.CharField(max_length=40)
    wording = models.CharField(max_length=20, default="first")
    party = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=400)
    url = models.CharField(max_length=200)
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+")
    started_on = models.DateField(_("from"))
    due_on = models.DateField(_("until"))
    moved_from = models.DateField(null=True)
    explained = models.JSONField(default=dict)
    stopped_on = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name=_("replaced by")
    )
    replaced_at = models.DateTimeField(null=True)
    replaced_actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaced_why = models.TextField(_("reason of the correction"), blank=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("due_on",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("started_on"))
                | models.Q(explained__before=True),
                name="clock_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["document_id", "rule", "party"],
                condition=models.Q(stopped_on__isnull=True),
                name="clock_runs_once",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True)
                | models.Q(stopped_on__isnull=False, replaced_at__isnull=False)
                & ~models.Q(replaced_why=""),
                name="clock_replaced_is_stopped_dated_and_explained",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(stopped_on__isnull=True),
                name="clock_running_by_due",
            ),
            models.Index(fields=["document_id"], name="clock_of_document"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on:%d.%m.%Y}"
