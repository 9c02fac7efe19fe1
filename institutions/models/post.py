"""Posts, who holds them since when, and who stands in for whom."""

import datetime
from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models.institution import Department, Institution
from institutions.models.person import Person
from institutions.rights import Role


def on_day(day: datetime.date) -> models.Q:
    """Rows with ``since`` and ``until`` that hold on a day, both ends included."""
    return models.Q(since__lte=day) & (models.Q(until__isnull=True) | models.Q(until__gte=day))


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about posts."""

    def held_by(self, person: Person, day: datetime.date | None = None) -> "PostQuerySet":
        """Posts that a person holds in their own name on a day (today when not said)."""
        held = Appointment.objects.filter(
            on_day(day or timezone.localdate()), person=person, person__is_active=True
        )
        return self.filter(pk__in=held.values("post"))

    def stood_in_by(self, person: Person, day: datetime.date | None = None) -> "PostQuerySet":
        """Posts for whose holder a person stands in on a day."""
        return self.filter(
            pk__in=Substitution.objects.in_force(day).filter(substitute=person).values("post")
        )

    def open_for(self, person: Person, day: datetime.date | None = None) -> "PostQuerySet":
        """Posts that a person may act in: their own and those they stand in for."""
        own = Appointment.objects.filter(
            on_day(day or timezone.localdate()), person=person, person__is_active=True
        )
        others = Substitution.objects.in_force(day).filter(substitute=person)
        return self.filter(
            models.Q(pk__in=own.values("post")) | models.Q(pk__in=others.values("post"))
        )


class Post(models.Model):
    """A post at an institution. Rights belong to its group; people come and go."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    title = models.CharField(_("title"), max_length=150)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    group = models.OneToOneField(Group, models.PROTECT, editable=False, related_name="post")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ("institution", "role", "title")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "role", "title"], name="post_title_once_per_institution"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.institution.label}"


class Appointment(models.Model):
    """A person holds a post from a day, by an order (ПУФРУО чл. 5, ал. 2–3)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    order_number = models.CharField(_("order №"), max_length=60)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("-since",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="appointment_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=models.Q(until__isnull=True),
                name="appointment_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.post}"


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    """Questions about stand-ins."""

    def in_force(self, day: datetime.date | None = None) -> "SubstitutionQuerySet":
        """Orders in force on a day whose absent person still holds the post."""
        day = day or timezone.localdate()
        held = Appointment.objects.filter(
            on_day(day), post=models.OuterRef("post"), person=models.OuterRef("absent")
        )
        return self.filter(
            on_day(day), models.Exists(held), substitute__is_active=True, revoked_at=None
        )


class Substitution(models.Model):
    """An order naming who stands in for whom in which post, from and to.

    ПУФРУО чл. 4: for an absence of over 3 working days the minister names the stand-in of the
    head of a regional authority, for up to 3 days the head does. ``revoked_at`` ends an order
    that was used on its only day so far: it names nobody any longer, and its records stay.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="substitutions")
    absent = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="substitutions")
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    order_number = models.CharField(_("order №"), max_length=60)
    order_date = models.DateField(_("date of the order"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand-in order")
        verbose_name_plural = _("stand-in orders")
        ordering = ("-since",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="substitution_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(absent=models.F("substitute")),
                name="substitution_is_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} → {self.absent}"
