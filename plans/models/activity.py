"""Rows of a revision: sections, activities, and the inspections among them."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models.revision import Revision
from plans.states import HeadingRole, InspectionForm, InspectionKind
from workflows.taken import Probe


class Section(models.Model):
    """A heading row: a section, a strategic goal, or a subsection under one.

    ``printed`` is the number as the document has it („Стратегическа цел №1.“); a goal may have
    the text of its ``measures``.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(_("№"), max_length=20, blank=True)
    printed = models.CharField(max_length=120, blank=True)
    title = models.TextField(_("title"))
    role = models.CharField(max_length=10, choices=HeadingRole.choices, blank=True)
    measures = models.TextField(_("measures"), blank=True)
    above = models.ForeignKey("self", models.CASCADE, null=True, related_name="below")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("revision", "position")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "position"], name="section_position_once")
        ]

    def __str__(self) -> str:
        title = f"{self.number} {self.title}".strip()
        if not self.measures:
            return title
        words = {"goal": title, "measures": self.measures}
        return gettext("%(goal)s Measures: %(measures)s") % words

    def content(self) -> dict[str, Any]:
        """Its part of the fingerprint.

        What was not kept before is left out where it is empty: older fingerprints stand.
        """
        layout = {"printed": self.printed, "role": self.role, "measures": self.measures}
        return {
            "position": self.position,
            "level": self.level,
            "number": self.number,
            "title": self.title,
            **{name: value for name, value in layout.items() if value},
        }


CELLS = (
    "number",
    "text",
    "deadline_raw",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "unit",
    "baseline_raw",
    "target_raw",
    "responsible_raw",
    "financing",
    "indicator_raw",
    "expected_result",
    "note",
)


class Activity(models.Model):
    """A row of work. ``identity`` stays the same from revision to revision."""

    THERE_IS_ONE: ClassVar = Probe(
        """EXISTS (SELECT FROM plans_activity row WHERE row.revision_id = (
            SELECT id FROM plans_revision WHERE plan_id = %(document)s
            ORDER BY number DESC LIMIT 1
        ))"""
    )
    """Whether the text of a plan under judgement has a row."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="activities")
    identity = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    number = models.CharField(_("№"), max_length=20, blank=True)
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, related_name="activities", verbose_name=_("section")
    )
    text = models.TextField(_("activity"))
    deadline_raw = models.CharField(_("term"), max_length=500, blank=True)
    deadline_kind = models.CharField(max_length=24, blank=True)
    deadline_start = models.DateField(null=True, blank=True)
    deadline_end = models.DateField(null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=300, blank=True)
    baseline_raw = models.CharField(_("baseline"), max_length=300, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_raw = models.CharField(_("target"), max_length=500, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    responsible_raw = models.TextField(_("responsible"), blank=True)
    financing = models.TextField(_("financing"), blank=True)
    indicator_raw = models.TextField(_("indicator"), blank=True)
    expected_result = models.TextField(_("expected result"), blank=True)
    note = models.TextField(_("note"), blank=True)
    source_lines = ArrayField(models.PositiveIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("revision", "position")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "position"], name="activity_position_once"),
            models.UniqueConstraint(fields=["revision", "identity"], name="activity_identity_once"),
            models.CheckConstraint(
                condition=models.Q(deadline_start__isnull=True)
                | models.Q(deadline_end__isnull=True)
                | models.Q(deadline_end__gte=models.F("deadline_start")),
                name="activity_term_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"[:120].strip()

    @property
    def anchor(self) -> str:
        """The row's place on the plan's page."""
        return f"a-{self.identity.hex[:12]}"

    @property
    def is_inspection(self) -> bool:
        """Whether the row is an inspection."""
        return hasattr(self, "inspection")

    @property
    def counted_from(self) -> Decimal | None:
        """Where progress starts: an inspection counts from none, whatever the total printed."""
        return Decimal(0) if self.is_inspection else self.baseline

    def content(self) -> dict[str, Any]:
        """Its part of the fingerprint."""
        cells = {name: getattr(self, name) for name in CELLS}
        cells["section"] = self.section.position if self.section else None
        if self.is_inspection:
            cells["inspection"] = self.inspection.content()
        return cells


class PlannedInspection(models.Model):
    """What an inspection row says beyond an activity (section 18 of an authority's plan)."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="inspection")
    kind = models.CharField(_("kind"), max_length=12, choices=InspectionKind.choices, blank=True)
    form = models.CharField(
        _("form"),
        max_length=12,
        choices=InspectionForm.choices,
        default=InspectionForm.INSPECTION,
    )
    subject = models.TextField(_("subject"))
    target_count = models.PositiveIntegerField(_("schools to visit"), null=True, blank=True)
    responsible = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        verbose_name = _("planned inspection")
        verbose_name_plural = _("planned inspections")
        default_permissions = ()

    def __str__(self) -> str:
        return self.subject[:120]

    def content(self) -> dict[str, Any]:
        """Its part of the fingerprint."""
        return {
            "kind": self.kind,
            "form": self.form,
            "subject": self.subject,
            "target_count": self.target_count,
            "responsible": self.responsible,
            "listed": [[one.name, one.type, one.settlement] for one in self.listed.all()],
        }


class ListedInstitution(models.Model):
    """A school as the plan prints it."""

    inspection = models.ForeignKey(PlannedInspection, models.CASCADE, related_name="listed")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=250)
    type = models.CharField(_("type"), max_length=20, blank=True)
    settlement = models.CharField(_("settlement"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("listed institution")
        verbose_name_plural = _("listed institutions")
        ordering = ("position",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}, {self.settlement}" if self.settlement else self.name
