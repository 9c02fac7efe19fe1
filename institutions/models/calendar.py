"""Days that differ from the law's calendar, entered by order."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models.institution import Institution


class DayKind(models.TextChoices):
    """How an entered day differs (ЗПУО чл. 104–105; Кодекс на труда чл. 154)."""

    HOLIDAY = "holiday", _("day off by decision")
    WORKING = "working", _("working day by decision")
    VACATION = "vacation", _("school vacation")
    CLOSED = "closed", _("non-school day")


class CalendarDay(models.Model):
    """One day, for everybody or for one institution and all below it."""

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind.choices)
    institution = models.ForeignKey(
        Institution, models.CASCADE, null=True, blank=True, related_name="calendar_days"
    )
    ground = models.CharField(_("ground"), max_length=200)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ("day",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "institution"],
                name="calendar_day_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.get_kind_display()}"
