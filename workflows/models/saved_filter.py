"""Filters of „За мен“ that a person keeps by name."""

from typing import ClassVar

from django.db import models
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from institutions.models import Person


class SavedFilter(models.Model):
    """What the address says, under a name; empty parts narrow nothing."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=60)
    verb = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    due = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ("name",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> dict[str, str]:
        """The parts as an address has them."""
        return {"verb": self.verb, "kind": self.kind, "due": self.due}

    @property
    def query(self) -> str:
        """The end of the address that shows it."""
        return urlencode({key: value for key, value in self.asked.items() if value})
