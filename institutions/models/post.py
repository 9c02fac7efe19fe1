"""Posts, who holds them since when, and who stands in for whom."""

import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.models.institution import Department, Institution
from institutions.models.person import Person
from institutions.rights import SEES, Right, Role


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

    def open_for(self, person: Person, right: Right | str) -> "PostQuerySet":
        """Posts in which a person may use a right that the post holds: their own, and those they
        stand in for by an order that covers it.
        """
        own = Appointment.objects.filter(
            on_day(timezone.localdate()), person=person, person__is_active=True
        )
        others = Substitution.objects.in_force().filter(substitute=person).covering(right)
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

    def covering(self, right: Any) -> "SubstitutionQuerySet":
        """Orders that give a right: of all matters, or of chosen ones with it among them.

        ``right`` is a codename or a column that holds one.
        """
        return self.filter(models.Q(rights=[]) | models.Q(rights__contains=[right]))


class Substitution(models.Model):
    """An order naming who stands in for whom in which post, from and to.

    ПУФРУО чл. 4: for an absence of over 3 working days the minister names the stand-in of the
    head of a regional authority, for up to 3 days the head does. ``revoked_at`` ends an order
    that began today: it names nobody any longer, and what was seen and done under it stays
    explained. ``rights`` is the scope: the rights of the post that the order gives, with those
    to see the documents; empty for all matters.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="substitutions")
    absent = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="substitutions")
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    order_number = models.CharField(_("order №"), max_length=60)
    order_date = models.DateField(_("date of the order"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    rights = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("chosen matters"),
        default=list,
        blank=True,
    )
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
            models.CheckConstraint(
                condition=models.Q(rights=[])
                | models.Q(rights__contains=[right.value for right in SEES]),
                name="substitution_shows_what_it_lets_do",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} → {self.absent}"

    @property
    def scope(self) -> str:
        """The chosen matters in words; empty for all."""
        chosen = (right for right in self.rights if right not in SEES)
        return ", ".join(str(Right(right).label) for right in chosen)

    @property
    def number(self) -> str:
        """„РД09-88/12.03.2026“."""
        return f"{self.order_number}/{self.order_date:%d.%m.%Y}"

    def for_whom(self, post: "Post | None" = None) -> str:
        """„Невена Радулова, Началник на РУО, по заповед № РД09-88/12.03.2026“: beside a signature.

        ``post`` is the absent one's, where the signature names the stand-in's own.
        """
        name = self.absent.name
        return gettext("%(name)s, by order № %(number)s") % {
            "name": f"{name}, {post.title}" if post else name,
            "number": self.number,
        }

    def meets(self, other: "Substitution") -> bool:
        """Whether two orders of the same days give the same matter, or are for the same stand-in,
        whose matters then stand in one order.
        """
        both = set(self.rights) & set(other.rights) - set(SEES)
        alike = self.substitute_id == other.substitute_id or bool(both)
        return alike or not self.rights or not other.rights
