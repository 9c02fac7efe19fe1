"""The daily seals over all histories."""

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """One signed statement: on this day the last records of all documents were these.

    ``statement`` is what is signed, as canonical JSON: number, fingerprint of the seal before,
    moment, how many histories, the last record covered, and the Merkle root over their heads.
    The heads themselves are not kept: they follow from the records, which cannot change.
    """

    number = models.PositiveIntegerField(_("№"), primary_key=True)
    day = models.DateField(_("day"), unique=True)
    statement = models.JSONField(encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ("-number",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"№ {self.number} / {self.day:%d.%m.%Y}"

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Insert; a seal is never saved twice."""
        if not self._state.adding:
            raise TypeError("A seal is appended, never changed.")
        super().save(force_insert=True)

    def get_absolute_url(self) -> str:
        """Where anybody can read it."""
        from django.urls import reverse

        return reverse("seal", args=[self.number])

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: seals stay."""
        raise TypeError("A seal is appended, never deleted.")
