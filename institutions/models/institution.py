"""Institutions, who is above whom, and the rights held at them."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from institutions.rights import Right

#: More letters do not fit into the round seal.
LONGEST_MARK = 4


class InstitutionKind(models.TextChoices):
    """What an institution is (ЗПУО; ЗМСМА; ПУФРУО)."""

    MINISTRY = "ministry", _("Ministry")
    REGIONAL_AUTHORITY = "regional_authority", _("Regional authority")
    MUNICIPALITY = "municipality", _("Municipality")
    COUNCIL = "council", _("Municipal council")
    SCHOOL = "school", _("School")
    KINDERGARTEN = "kindergarten", _("Kindergarten")
    SUPPORT_CENTRE = "support_centre", _("Support centre")


class Ownership(models.TextChoices):
    """Whose an institution is: it decides what follows an unfulfilled prescription."""

    STATE = "state", pgettext_lazy("ownership", "state")
    MUNICIPAL = "municipal", _("municipal")
    PRIVATE = "private", _("private")


INSPECTED = (InstitutionKind.SCHOOL, InstitutionKind.KINDERGARTEN, InstitutionKind.SUPPORT_CENTRE)


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Questions about institutions."""

    def inspected(self) -> "InstitutionQuerySet":
        """Those that a regional authority inspects."""
        return self.filter(kind__in=INSPECTED)

    def under(self, authority: "Institution") -> "InstitutionQuerySet":
        """All in the territory of a regional authority, itself included."""
        return self.filter(models.Q(authority=authority) | models.Q(pk=authority.pk))


class Institution(models.Model):
    """A ministry, authority, municipality, council, school, kindergarten or centre.

    ``above`` is who stands above it (school → municipality → authority → ministry);
    ``authority`` repeats the regional authority of the territory, so that rights are asked
    without walking up. ``seats`` is the number of councillors (ЗМСМА, чл. 19, ал. 1).
    """

    code = models.SlugField(_("register code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InstitutionKind.choices)
    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=250), verbose_name=_("other names"), default=list, blank=True
    )
    settlement = models.CharField(_("settlement"), max_length=80, blank=True)
    ownership = models.CharField(
        _("ownership"), max_length=10, choices=Ownership.choices, default=Ownership.MUNICIPAL
    )
    email = models.EmailField(_("e-mail"), blank=True)
    seats = models.PositiveSmallIntegerField(_("number of councillors"), null=True, blank=True)
    above = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="below",
        verbose_name=_("who is above"),
    )
    authority = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="territory"
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ("kind", "name")
        default_permissions = ()
        permissions: ClassVar = [(right.value, right.label) for right in Right]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="ministry") | models.Q(above__isnull=False),
                name="institution_below_the_ministry_has_somebody_above",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="ministry") | models.Q(authority__isnull=False),
                name="institution_below_the_ministry_has_an_authority",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the authority of the territory worked out from who is above."""
        self.authority = self._territory()
        super().save(*args, **kwargs)

    def _territory(self) -> "Institution | None":
        if self.kind == InstitutionKind.REGIONAL_AUTHORITY:
            if self._state.adding and not self.pk:
                self.pk = _next_key()
            return self
        above = self.above
        return above.authority if above else None

    @property
    def full_name(self) -> str:
        """Name with settlement as documents print it: „СУ …, гр. …“."""
        if self.settlement and self.kind in INSPECTED and self.settlement not in self.name:
            return f"{self.name}, {self.settlement}"
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def mark(self) -> str:
        """What its round seal says: „РУО“, „ОбС“, „СУ“; empty where no such begins the name."""
        first = self.label.partition(" ")[0]
        return first if len(first) <= LONGEST_MARK else ""


def _next_key() -> int:
    """The key of the next row, taken before saving: an authority is its own territory."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Institution._meta.db_table]
        )
        row = cursor.fetchone()
    return int(row[0])


class Department(models.Model):
    """A department of an institution („отдел ОМДК“, ПУФРУО чл. 12–14)."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="departments")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "code"], name="department_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class InstitutionUserPermission(UserObjectPermissionBase):
    """guardian's table of rights of single people at an institution; posts do not use it."""

    content_object = models.ForeignKey(Institution, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("right of a person at an institution")


class InstitutionGroupPermission(GroupObjectPermissionBase):
    """guardian's table of rights of a post's group at an institution, by direct key."""

    content_object = models.ForeignKey(Institution, models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = _("right of a post at an institution")
