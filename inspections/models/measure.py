"""Recommendations and prescriptions, and the evidence that they were carried out."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.checklist import ChecklistAnswer
from inspections.models.visit import Visit
from inspections.states import MeasureKind
from institutions.models import Person


class Measure(models.Model):
    """A recommendation, or a prescription that an expert proposes and the head issues.

    ``issued_on`` is the day of the head's order: until then a prescription is a proposal
    (ПУФРУО чл. 19, ал. 1–3).
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="measures")
    answer = models.ForeignKey(ChecklistAnswer, models.CASCADE, null=True, related_name="measures")
    kind = models.CharField(_("kind"), max_length=14, choices=MeasureKind.choices)
    text = models.TextField(_("what is to be done"))
    due_on = models.DateField(_("term"), null=True)
    responsible = models.CharField(_("responsible"), max_length=150, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_on = models.DateField(null=True)
    reply = models.TextField(_("what was done"), blank=True)
    replied_on = models.DateField(null=True)
    executed = models.BooleanField(_("carried out"), null=True)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ("pk",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(due_on__isnull=False),
                name="measure_issued_has_a_term",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_prescription(self) -> bool:
        """Whether it binds."""
        return self.kind == MeasureKind.PRESCRIPTION


class Evidence(models.Model):
    """A file that a director sends to show that a measure was carried out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="evidence")
    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to="evidence/")
    fingerprint = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("added_at",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
