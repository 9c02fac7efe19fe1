"""Late work of which somebody was reminded."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person


class Reminder(models.Model):
    """Who reminded those who hold a piece of work, on which day; the letters are in the outbox."""

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    step = models.CharField(max_length=40)
    on = models.DateField(_("day"))
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("-on", "-pk")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document_id", "step", "on"], name="reminder_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_kind} {self.step} {self.on:%d.%m.%Y}"
