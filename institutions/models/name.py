"""Names under which an institution is known beside its own: learnt, and forgotten again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models.institution import Institution
from institutions.models.person import Person


class LearntName(models.Model):
    """Who taught the register another name of an institution, and who took it out again.

    The names that hold stand in ``Institution.aliases``; this is their record. A name that the
    register was given from the beginning has a row only when it was taken out: nobody taught it.
    """

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="learnt_names")
    name = models.CharField(_("name"), max_length=250)
    learnt_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    learnt_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)
    forgotten_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("learnt name")
        verbose_name_plural = _("learnt names")
        ordering = ("institution", "pk")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "name"],
                condition=models.Q(forgotten_at__isnull=True),
                name="learnt_name_holds_once",
            ),
            models.CheckConstraint(
                condition=models.Q(forgotten_by__isnull=True, forgotten_at__isnull=True)
                | models.Q(forgotten_by__isnull=False, forgotten_at__isnull=False),
                name="learnt_name_is_forgotten_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name
