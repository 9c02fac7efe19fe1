"""A frozen text of a plan: what a signature is put under."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from plans.models.plan import Plan


class Revision(models.Model):
    """The whole content of a plan at one time.

    A revision without ``frozen_at`` is the working copy of a draft; a plan has at most one. A
    trigger refuses every change of the rows of a frozen one. ``preamble`` keeps what stands
    before and after the table: priorities, sign-off lines as printed, anomalies.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)
    preamble = models.JSONField(default=dict)
    source_name = models.CharField(_("file"), max_length=200, blank=True)
    source = models.FileField(upload_to="originals/", blank=True)
    source_text = models.TextField(blank=True)
    reason = models.CharField(_("why it was made"), max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("plan", "-number")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(frozen_at__isnull=True),
                name="revision_one_working_copy",
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True) | ~models.Q(fingerprint=""),
                name="revision_frozen_has_a_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"

    @property
    def is_frozen(self) -> bool:
        """Whether its text can no longer change."""
        return self.frozen_at is not None

    def content(self) -> dict[str, Any]:
        """All that the fingerprint covers, as plain values."""
        return {
            "preamble": self.preamble,
            "sections": [section.content() for section in self.sections.order_by("position")],
            "activities": [
                activity.content()
                for activity in self.activities.order_by("position")
                .select_related("inspection", "section")
                .prefetch_related("inspection__listed")
            ],
        }
