"""The report of a plan as its house writes it: clauses with their facts, frozen once filed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from plans.models.fact import Fact
from plans.models.plan import Plan


class Report(models.Model):
    """The draft of a plan's report of a day; with ``content`` it is frozen.

    The content is what was filed, as plain values; the record of the plan's step „report“ holds
    its fingerprint. A trigger refuses every change of it after that; when the council adopted it
    is written beside it. One that the council did not adopt, or repealed, makes room for another.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports")
    until = models.DateField(_("until"))
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    content = models.JSONField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True)
    decision_number = models.CharField(_("decision №"), max_length=20, blank=True)
    protocol_number = models.CharField(_("protocol №"), max_length=60, blank=True)
    rejected_on = models.DateField(_("rejected on"), null=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(content__isnull=True, fingerprint="")
                | Q(content__isnull=False) & ~Q(fingerprint=""),
                name="report_frozen_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True)
                | Q(content__isnull=False) & ~Q(decision_number="") & ~Q(protocol_number=""),
                name="report_adopted_was_filed_and_is_numbered",
            ),
            models.CheckConstraint(
                condition=Q(rejected_on__isnull=True) | Q(content__isnull=False),
                name="report_rejected_was_filed",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(rejected_on__isnull=True),
                name="report_one_of_a_plan_not_rejected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.until:%d.%m.%Y}"

    @property
    def is_frozen(self) -> bool:
        """Whether it was filed: its text changes no more."""
        return self.content is not None

    @property
    def line(self) -> str:
        """By what it was adopted, as official papers print it; a quotation, not translated."""
        held = f"{self.adopted_on:%d.%m.%Y}" if self.adopted_on else ""
        return f"Решение №{self.decision_number} по протокол №{self.protocol_number}/{held} г."


class ReportClause(models.Model):
    """What people decided about the clause of a fact; an empty text stands as it was drafted."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="clauses")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="clauses")
    text = models.TextField(_("text"), blank=True)
    is_left_out = models.BooleanField(_("left out"), default=False)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ("pk",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "fact"], name="clause_once_of_a_fact"),
            models.CheckConstraint(
                condition=Q(text="") | Q(edited_by__isnull=False, edited_at__isnull=False),
                name="clause_edited_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or str(self.fact)
