"""Ticks „Прегледана“ of a comparison."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from plans.models.plan import Plan


class Reviewed(models.Model):
    """A change that a person has looked through: a note to themselves, no part of the history.

    ``change`` is a digest of what changed, so that the tick holds in every comparison that shows
    the same change, and no longer once the words are others.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reviewed")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    change = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reviewed change")
        verbose_name_plural = _("reviewed changes")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "person", "change"], name="reviewed_once_by_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.change[:12]}"
