"""A plan: whose, for which period, in which state, with the stamps of its route."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person
from institutions.rights import Right
from plans.states import (
    CHANGING,
    ENDED,
    FILED,
    NOT_LIVE,
    OPEN_FOR_EDIT,
    UNFINISHED,
    PlanKind,
    PlanState,
)
from workflows import prepared
from workflows.models import Document, Judged, SignedText, TextRow

if TYPE_CHECKING:
    from plans.models.revision import Revision


def _stamped(
    states: tuple[PlanState, ...], *, of: PlanKind | None = None, **needs: Any
) -> models.Q:
    """In these states (of plans of this kind) these stamps stand."""
    there = models.Q(state__in=states)
    if of:
        there &= models.Q(plan_kind=of)
    return ~there | models.Q(**needs)


LAST_REVISION = """
SELECT number, fingerprint FROM plans_revision WHERE plan_id = %(document)s
ORDER BY number DESC LIMIT 1
"""


class Plan(Document):
    """A plan of a municipality, a regional authority or a school for one period.

    What it says stands in revisions; here stand the dates and people of its route. ``…_on`` is
    a day on paper, ``…_at`` a moment in the system.
    """

    slug = "plans"
    JUDGED = LAST_REVISION
    _judged: Judged | None = None

    plan_kind = models.CharField(_("kind"), max_length=30, choices=PlanKind.choices)
    title = models.CharField(_("title"), max_length=400)
    period_kind = models.CharField(max_length=20)
    period_label = models.CharField(_("period"), max_length=20)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    strategy = models.CharField(_("strategy"), max_length=300, blank=True)
    strategy_until = models.PositiveSmallIntegerField(
        _("strategy until year"), null=True, blank=True
    )
    council = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    in_force_revision = models.PositiveIntegerField(null=True, editable=False)

    submitted_on = models.DateField(null=True, editable=False)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outgoing_number = models.CharField(_("outgoing №"), max_length=60, blank=True)
    incoming_number = models.CharField(_("incoming №"), max_length=60, blank=True)
    incoming_on = models.DateField(null=True, editable=False)
    returned_on = models.DateField(null=True, editable=False)
    agreed_on = models.DateField(null=True, editable=False)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_stamp = models.CharField(max_length=800, blank=True, editable=False)
    agreed_revision = models.PositiveIntegerField(null=True, editable=False)
    council_number = models.CharField(_("council's incoming №"), max_length=60, blank=True)
    council_on = models.DateField(null=True, editable=False)
    committee = models.CharField(_("committee"), max_length=200, blank=True)
    session_on = models.DateField(_("session"), null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    approved_on = models.DateField(null=True, editable=False)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approval_order = models.CharField(_("order №"), max_length=60, blank=True)
    protocol_number = models.CharField(_("protocol №"), max_length=60, blank=True)
    protocol_on = models.DateField(null=True, editable=False)
    in_force_on = models.DateField(null=True, editable=False)
    published_on = models.DateField(null=True, editable=False)
    published_at_url = models.URLField(_("address of publication"), blank=True)
    executed_from = models.DateField(null=True, editable=False)
    reported_on = models.DateField(null=True, editable=False)
    clean_as = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False
    )
    """What the linter last read without a grave finding (``plans.lint.key_of``)."""

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("-starts_on", "title")
        default_permissions = ()
        permissions: ClassVar = [
            (right.value, right.label) for right in (Right.VIEW_DOCUMENTS, Right.PREPARE_PLAN)
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "plan_kind", "starts_on"],
                condition=~models.Q(state__in=list(NOT_LIVE)),
                name="plan_one_live_per_institution_and_period",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=PlanState.values), name="plan_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="plan_period_runs_forward",
            ),
            models.CheckConstraint(
                condition=_stamped(
                    (
                        PlanState.AT_RUO,
                        PlanState.AGREED,
                        PlanState.AT_MINISTRY,
                        PlanState.CHANGE_AT_MINISTRY,
                    ),
                    submitted_on__isnull=False,
                    submitted_by__isnull=False,
                ),
                name="plan_submitted_is_dated_and_signed",
            ),
            models.CheckConstraint(
                condition=_stamped(
                    (PlanState.AGREED, PlanState.AT_COUNCIL, PlanState.ADOPTED, PlanState.RETURNED),
                    of=PlanKind.MUNICIPAL,
                    agreed_on__isnull=False,
                    agreed_by__isnull=False,
                    agreed_revision__isnull=False,
                ),
                name="plan_agreed_is_dated_signed_and_names_the_revision",
            ),
            models.CheckConstraint(
                condition=_stamped(
                    (PlanState.AT_COUNCIL, PlanState.ADOPTED, PlanState.REJECTED),
                    of=PlanKind.MUNICIPAL,
                    council_on__isnull=False,
                    council__isnull=False,
                ),
                name="plan_at_council_names_council_and_day",
            ),
            models.CheckConstraint(
                condition=_stamped(
                    (PlanState.ADOPTED, PlanState.REJECTED, PlanState.RETURNED),
                    decided_on__isnull=False,
                ),
                name="plan_decided_is_dated",
            ),
            models.CheckConstraint(
                condition=_stamped(
                    (PlanState.APPROVED, PlanState.AMENDING, PlanState.CHANGE_AT_MINISTRY),
                    approved_on__isnull=False,
                    approved_by__isnull=False,
                ),
                name="plan_approved_is_dated_and_signed",
            ),
            models.CheckConstraint(
                condition=_stamped((PlanState.IN_FORCE,), in_force_on__isnull=False),
                name="plan_in_force_is_dated",
            ),
            models.CheckConstraint(
                condition=_stamped((PlanState.IN_EXECUTION,), executed_from__isnull=False),
                name="plan_in_execution_is_dated",
            ),
            models.CheckConstraint(
                condition=_stamped((PlanState.ON_AGENDA,), session_on__isnull=False),
                name="plan_on_agenda_names_the_session",
            ),
            models.CheckConstraint(
                condition=_stamped(FILED, reported_on__isnull=False),
                name="plan_reported_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def visible(cls, documents: frozenset[int], submitted: frozenset[int]) -> models.Q:
        """Own plans always; others' once submitted or published; a council's once before it."""
        theirs = models.Q(institution__among=submitted) | models.Q(authority__among=submitted)
        shown = models.Q(submitted_on__isnull=False) | models.Q(published_on__isnull=False)
        return (
            models.Q(institution__among=documents)
            | shown & theirs
            | models.Q(council_on__isnull=False, council__among=submitted)
        )

    def records_open_to(self, person: Person) -> models.QuerySet[Any]:
        """Changes of an unfinished text are read by those who read the text."""
        from plans.shown import records_shown

        return records_shown(self, person)

    def rows_open_to(self, person: Person) -> list[tuple[str, str]]:
        """The rows of the text that the person reads."""
        from plans.shown import rows_shown

        return rows_shown(self, person)

    def changes_told(self) -> dict[int, str]:
        """Over which grave findings a text was signed, and why."""
        from plans.lint.signing import FACT, told_in
        from workflows import records

        return dict(told_in(records.of(self).filter(facts__has_key=FACT)))

    def states_inside(self, person: Person) -> tuple[str, ...]:
        """What is said beside an unfinished text stays in its house."""
        from plans.shown import sees_drafts

        return () if sees_drafts(self, person) else (*UNFINISHED, *CHANGING)

    @property
    def subject(self) -> str:
        """„Annual plan …, 2019 – Municipality“."""
        return f"{PlanKind(self.plan_kind).label}, {self.period_label} – {self.institution.label}"

    @property
    def latest(self) -> "Revision":
        """The revision that is being judged: the last one, working copies included."""
        revision = self.revisions.order_by("-number").first()
        if revision is None:
            raise LookupError("A plan has at least one revision.")
        return revision

    def text_to_judge(self, revision: int | None) -> list[TextRow]:
        """The activities of a revision."""
        rows = self.revisions.get(number=revision or 0).activities.order_by("position")
        return [TextRow(row.number, row.text) for row in rows]

    def signed_texts(self) -> list[SignedText]:
        """The frozen revisions, the oldest first."""
        frozen = self.revisions.exclude(frozen_at=None).order_by("number")
        return [SignedText(one.number, one.fingerprint, one.content()) for one in frozen]

    def judging(self) -> Judged:
        """The revision under judgement: the last one, working copies included."""
        if self._judged:
            return self._judged
        ((number, fingerprint),) = prepared.rows(LAST_REVISION, {"document": self.pk})
        return Judged(number, fingerprint)

    def text_was_read(self, revision: int | None, fingerprint: str | None) -> None:
        """Kept until ``text_changes``: the rules, the body and the record of a step ask for it."""
        self._judged = Judged(revision, fingerprint or "")

    def text_changes(self) -> None:
        """What was read of the text is forgotten."""
        self._judged = None

    @property
    def judged(self) -> str:
        """Fingerprint of the revision under judgement."""
        return self.judging().fingerprint

    @property
    def judged_revision(self) -> int | None:
        """Number of the revision under judgement."""
        return self.judging().revision

    @property
    def editable(self) -> bool:
        """Whether the state lets its rows be edited."""
        return self.state in OPEN_FOR_EDIT

    @property
    def is_changing(self) -> bool:
        """Whether a change of the text in force is being written or judged."""
        return self.state in CHANGING

    @property
    def is_returned(self) -> bool:
        """A draft that came back: shown as its own badge, it is no state."""
        return self.state == PlanState.DRAFT and self.returned_on is not None

    @property
    def has_ended(self) -> bool:
        """Its text was rejected or is reported: nobody works on it any more."""
        return self.state in ENDED

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("plan", args=[self.pk])
