"""Secret addresses of calendars."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models.institution import Institution
from institutions.models.person import Person


class Feed(models.Model):
    """A calendar that programs fetch without signing in, by an address that is its own secret.

    It is a person's or an institution's, one each. Only the SHA-256 of the secret is kept: the
    address is shown once, and whoever lost it makes a new one, with which the old one ends.
    """

    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="feed")
    institution = models.OneToOneField(Institution, models.CASCADE, null=True, related_name="feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, institution__isnull=True)
                | models.Q(person__isnull=True, institution__isnull=False),
                name="feed_is_of_a_person_or_of_an_institution",
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.institution)
