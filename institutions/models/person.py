"""A person who signs in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Letters(models.TextChoices):
    """How a person wants letters."""

    AT_ONCE = "at_once", _("each letter at once")
    DAILY = "daily", _("one letter a day with everything")


class Person(AbstractUser):
    """Somebody with an account; what they may do follows from the posts they hold.

    ``is_superuser`` and ``is_staff`` of the base class open nothing here: only
    ``workflows.access`` decides, and it asks posts. ``email_refused_at``: a server said for good
    that the address takes no letters; a new address begins anew. ``digest_hour`` is an hour of
    the day in the offices' zone; ``letters_off`` names kinds that come in the app only.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of letters"), max_length=5, default="bg")
    email_refused_at = models.DateTimeField(null=True, editable=False)
    email_refused_why = models.CharField(max_length=300, blank=True, editable=False)
    letters = models.CharField(
        _("letters"), max_length=10, choices=Letters.choices, default=Letters.AT_ONCE
    )
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily letter"), default=8)
    digest_on_working_days = models.BooleanField(_("on working days only"), default=True)
    letters_off = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(digest_hour__lte=23), name="person_digest_hour_is_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as it is printed on a stamp."""
        return self.name

    def get_short_name(self) -> str:
        """Initial and family name, for schedules: „Н. Радулова“."""
        first, _space, rest = self.name.partition(" ")
        return f"{first[:1]}. {rest}" if rest else first

    @property
    def initials(self) -> str:
        """First letters of first and last name, for the round badge."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))
