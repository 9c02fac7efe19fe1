"""What was done: a fact counts towards a plan row and names the record that proves it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from workflows.models import Record


class Fact(models.Model):
    """An amount reached for a plan row on a day, proved by a record; or that it was given up."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="facts")
    identity = models.UUIDField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    what = models.CharField(_("what"), max_length=400)
    url = models.CharField(max_length=200, blank=True)
    on = models.DateField(_("on"))
    gives_up = models.BooleanField(_("gives the row up"), default=False)
    record = models.OneToOneField(Record, models.PROTECT, related_name="fact")

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ("on", "pk")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["plan", "identity"], name="fact_by_row")]

    def __str__(self) -> str:
        return self.what
