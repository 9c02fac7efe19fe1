"""Answers to the checklist of a visit, and photos of what was found."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.visit import Visit
from inspections.states import Answer
from institutions.models import Person


class ChecklistAnswer(models.Model):
    """One question of a visit's checklist with its answer and finding.

    ``checks`` is the measure of an earlier visit whose execution is asked about, if it is one.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(_("part"), max_length=120, blank=True)
    question = models.TextField(_("question"))
    checks = models.ForeignKey(
        "inspections.Measure", models.PROTECT, null=True, related_name="checked_by"
    )
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, blank=True)
    finding = models.TextField(_("finding"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("position",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "position"], name="answer_position_once")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def anchor(self) -> str:
        """The question's place on the page."""
        return f"q{self.position}"


class Photo(models.Model):
    """A photo of a finding: re-encoded on arrival, so that location data and tricks are gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(ChecklistAnswer, models.CASCADE, related_name="photos")
    image = models.ImageField(upload_to="photos/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("added_at",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.fingerprint[:12]
