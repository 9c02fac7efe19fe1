"""A session of a municipal council and its protocol."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution


class Session(models.Model):
    """A session: its protocol number is one per council and year (ЗМСМА чл. 29)."""

    council = models.ForeignKey(Institution, models.PROTECT, related_name="sessions")
    protocol_number = models.CharField(_("protocol №"), max_length=20)
    held_on = models.DateField(_("session of"))
    year = models.GeneratedField(
        expression=ExtractYear("held_on"),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("-held_on",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "year", "protocol_number"], name="session_protocol_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"№{self.protocol_number}/{self.held_on:%d.%m.%Y}"
