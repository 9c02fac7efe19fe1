"""A decision of a council with its count of votes, and its way after adoption."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from approvals.models.session import Session
from approvals.states import Ground, Majority, Outcome, Party, Result
from institutions.models import Institution, Person
from plans.models import Plan, Report


class Decision(models.Model):
    """„Решение №1030 по протокол №44/25.04.2019 г.“

    The result is computed from the count by the majority of the article; the database
    repeats the arithmetic. It is on the plan, or on its ``report``.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="decisions")
    council = models.ForeignKey(Institution, models.PROTECT, related_name="decisions")
    session = models.ForeignKey(Session, models.PROTECT, related_name="decisions")
    revision = models.PositiveIntegerField(_("version voted"))
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="decisions")
    committee = models.CharField(_("committee"), max_length=200, blank=True, db_default="")
    number = models.CharField(_("decision №"), max_length=20)
    year = models.PositiveSmallIntegerField()
    members = models.PositiveSmallIntegerField(_("councillors in all"))
    present = models.PositiveSmallIntegerField(_("present"))
    in_favour = models.PositiveSmallIntegerField(_("for"))
    against = models.PositiveSmallIntegerField(_("against"))
    abstained = models.PositiveSmallIntegerField(_("abstained"))
    majority = models.CharField(_("majority"), max_length=10, choices=Majority.choices)
    article = models.CharField(_("ground"), max_length=120)
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    outcome = models.CharField(
        _("what it did"), max_length=10, choices=Outcome.choices, default=Outcome.FIRST
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-session__held_on", "-pk")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "year", "number"], name="decision_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(present__lte=F("members")), name="decision_present_within_members"
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("in_favour") + F("against") + F("abstained")),
                name="decision_votes_within_present",
            ),
            models.CheckConstraint(
                condition=Q(members__lt=F("present") * 2), name="decision_has_a_quorum"
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.ADOPTED, majority=Majority.SIMPLE)
                | Q(present__lt=F("in_favour") * 2),
                name="decision_adopted_by_more_than_half_of_present",
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.ADOPTED, majority=Majority.ABSOLUTE)
                | Q(members__lt=F("in_favour") * 2),
                name="decision_adopted_by_more_than_half_of_all",
            ),
        ]

    def __str__(self) -> str:
        return self.line

    @classmethod
    def returned(cls, plan: Plan) -> "Decision":
        """The act discussed anew: the last one adopted, whatever failed since then."""
        return cls.objects.filter(plan=plan, result=Result.ADOPTED)[0]

    @property
    def follows_a_return(self) -> bool:
        """Whether it was voted in a new discussion of a returned act."""
        return self.outcome != Outcome.FIRST

    @property
    def is_no_ruling(self) -> bool:
        """A proposal about a returned act failed: the act stays returned (чл. 45, ал. 8–9)."""
        return self.follows_a_return and self.result == Result.REJECTED

    @property
    def came_to(self) -> str:
        """What became of the act, in a word or two."""
        if not self.follows_a_return:
            return self.get_result_display()
        if self.is_no_ruling:
            return gettext("no ruling")
        return self.get_outcome_display()

    @property
    def proposal(self) -> str:
        """What was put to the vote about a returned act; empty for a first discussion."""
        return {
            Outcome.READOPTED: gettext("The vote was to adopt the act again."),
            Outcome.AMENDED: gettext("The vote was to amend the act."),
            Outcome.REPEALED: gettext("The vote was to repeal the act."),
        }.get(Outcome(self.outcome), "")

    @property
    def is_amendment(self) -> bool:
        """Whether the council changed the text by it (ЗМСМА чл. 45, ал. 9)."""
        return self.outcome == Outcome.AMENDED and self.result == Result.ADOPTED

    @property
    def line(self) -> str:
        """The line as official papers print it; it is a quotation and is not translated."""
        held = f"{self.session.held_on:%d.%m.%Y}"
        return f"Решение №{self.number} по протокол №{self.session.protocol_number}/{held} г."


class Dispatch(models.Model):
    """A decision on its way to the mayor or the governor: sent, received, perhaps returned."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="dispatches")
    party = models.CharField(_("to"), max_length=10, choices=Party.choices)
    sent_on = models.DateField(_("sent"))
    received_on = models.DateField(_("received"), null=True)
    returned_on = models.DateField(_("returned"), null=True)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ("party",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "party"], name="dispatch_once_per_party"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="dispatch_received_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True)
                | Q(received_on__isnull=False, returned_on__gte=F("received_on")) & ~Q(reasons=""),
                name="dispatch_returned_after_receipt_with_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(party=Party.GOVERNOR, ground=Ground.INEXPEDIENT),
                name="dispatch_governor_returns_on_legality",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} → {self.get_party_display()}"
