"""Remarks anchored to rows: why a plan came back, and what was asked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from plans.models.activity import Activity
from plans.models.plan import Plan
from plans.models.revision import Revision
from plans.states import ReturnReason
from workflows import prepared
from workflows.taken import Probe

RESOLVE = """
UPDATE plans_remark SET resolved_in = (
    SELECT max(number) FROM plans_revision WHERE plan_id = %(plan)s
) WHERE plan_id = %(plan)s AND resolved_in IS NULL
"""


class Remark(models.Model):
    """One remark on a row (or on the whole plan) of the revision that was judged.

    ``answer`` is what the author of the plan says to it when the plan comes back; the changed
    row is found by ``identity``.
    """

    WAIT_FOR_ANSWERS: ClassVar = Probe(
        "EXISTS (SELECT FROM plans_remark"
        " WHERE plan_id = %(document)s AND resolved_in IS NULL AND answer = '')"
    )
    """Whether a remark on a plan is neither answered nor resolved."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks")
    revision = models.PositiveIntegerField()
    identity = models.UUIDField(null=True)
    number = models.CharField(max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=ReturnReason.choices)
    text = models.TextField(_("remark"))
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_on = models.DateField()
    answer = models.TextField(_("answer"), blank=True)
    resolved_in = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ("pk",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="remark_says_something")
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @staticmethod
    def resolve(plan: Plan) -> None:
        """The text under judgement answers all open remarks on a plan."""
        prepared.rows(RESOLVE, {"plan": plan.pk})

    @property
    def is_open(self) -> bool:
        """Whether no later revision has answered it."""
        return self.resolved_in is None

    def row_in(self, revision: Revision) -> Activity | None:
        """The row of another revision that the remark is about; None for the plan as a whole."""
        if self.identity is None:
            return None
        return Activity.objects.filter(revision=revision, identity=self.identity).first()
