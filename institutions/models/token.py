"""Keys by which a program acts for a person."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models.person import Person


class Scope(models.TextChoices):
    """What a token opens; acting includes reading."""

    READ = "read", _("read")
    ACT = "act", _("read and take steps")


class Token(models.Model):
    """A token of a person: its hash only, so that who reads the table cannot use it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    label = models.CharField(_("what for"), max_length=80)
    scope = models.CharField(_("opens"), max_length=4, choices=Scope.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-made_at",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.label
