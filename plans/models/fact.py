"""What was done: a fact counts towards a plan row and names the record that proves it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from plans.states import FactKind
from workflows.models import Record


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts by whether they stand."""

    def standing(self) -> Self:
        """Those that nobody withdrew: only they count."""
        return self.filter(withdrawal=None)


class Fact(models.Model):
    """An amount reached for a plan row on a day, proved by a record; or that it was given up.

    A fact is never changed: one that was entered wrongly is withdrawn, by a record of its own,
    and entered anew. ``reason`` says why it is entered by hand, or why nothing was done.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="facts")
    identity = models.UUIDField()
    kind = models.CharField(
        _("kind"), max_length=12, choices=FactKind.choices, default=FactKind.INSPECTION
    )
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    what = models.CharField(_("what"), max_length=400)
    reason = models.TextField(_("reason"), blank=True)
    act_number = models.CharField(_("№ of the act"), max_length=60, blank=True)
    file = models.FileField(_("file"), upload_to="facts/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    url = models.CharField(max_length=200, blank=True)
    on = models.DateField(_("on"))
    gives_up = models.BooleanField(_("gives the row up"), default=False)
    record = models.OneToOneField(Record, models.PROTECT, related_name="fact")
    withdrawal = models.OneToOneField(
        Record, models.PROTECT, null=True, related_name="withdrawn_fact"
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ("on", "pk")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["plan", "identity"], name="fact_by_row")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind__in=(FactKind.MANUAL, FactKind.NOT_DONE)) | ~Q(reason=""),
                name="fact_by_hand_gives_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind=FactKind.EVIDENCE) | ~Q(fingerprint=""),
                name="fact_of_evidence_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(kind=FactKind.DECISION) | ~Q(act_number=""),
                name="fact_of_a_decision_is_numbered",
            ),
            models.CheckConstraint(
                condition=~Q(kind=FactKind.NOT_DONE) | Q(amount=0),
                name="fact_not_done_counts_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def anchor(self) -> str:
        """Its place on the page of the facts of its plan."""
        return f"fact-{self.pk}"

    @property
    def is_by_hand(self) -> bool:
        """Whether a person entered it; those of inspections come by themselves."""
        return self.kind != FactKind.INSPECTION

    @property
    def is_withdrawn(self) -> bool:
        """Whether it stands no longer."""
        return self.withdrawal_id is not None
