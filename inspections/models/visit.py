"""A visit: one school, one protocol, and what follows from it."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.inspection import Inspection
from inspections.states import VISIT_AHEAD, VISIT_REGISTERED, FollowUp, VisitState
from institutions.models import Person
from workflows.models import Document, Judged, SignedText


class Visit(Document):
    """A visit to one institution under an order (ПУФРУО чл. 18, ал. 4–7; чл. 19)."""

    slug = "visits"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="visits")
    on_date = models.DateField(_("date"), null=True)
    starts_at = models.TimeField(_("from"), null=True)
    ends_at = models.TimeField(_("until"), null=True)
    announced_on = models.DateField(null=True)
    drawn_on = models.DateField(null=True)
    drawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    present = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    summary = models.TextField(_("findings in short"), blank=True)
    protocol = models.JSONField(null=True, editable=False)
    protocol_print = models.CharField(max_length=64, blank=True)
    authority_number = models.CharField(_("register № of the authority"), max_length=60, blank=True)
    school_number = models.CharField(_("register № of the institution"), max_length=60, blank=True)
    registered_on = models.DateField(null=True)
    conclusions = models.TextField(_("analysis and conclusions"), blank=True)
    reported_on = models.DateField(null=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    prescription_order = models.CharField(_("order №"), max_length=60, blank=True)
    prescribed_on = models.DateField(null=True)
    prescribed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer_due_on = models.DateField(_("term for the director's report"), null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(_("answer of the director"), blank=True)
    follow_up_mode = models.CharField(
        _("follow-up"), max_length=10, choices=FollowUp.choices, blank=True
    )
    follow_up_on = models.DateField(null=True)
    escalation = models.CharField(_("escalated by"), max_length=300, blank=True)
    closed_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ("on_date", "starts_at", "created_at")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "institution"], name="visit_once_per_school"
            ),
            models.CheckConstraint(
                condition=Q(state__in=VisitState.values), name="visit_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="visit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[VisitState.PLANNED, VisitState.CANCELLED])
                | Q(on_date__isnull=False, starts_at__isnull=False, ends_at__isnull=False),
                name="visit_dated_names_day_and_hours",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*VISIT_AHEAD, VisitState.CANCELLED])
                | Q(drawn_on__isnull=False, drawn_by__isnull=False) & ~Q(protocol_print=""),
                name="visit_protocol_is_dated_signed_and_fingerprinted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=VISIT_REGISTERED)
                | Q(registered_on__isnull=False) & ~Q(authority_number="") & ~Q(school_number=""),
                name="visit_registered_has_both_numbers",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.PRESCRIBED)
                | Q(prescribed_on__isnull=False, prescribed_by__isnull=False)
                & Q(answer_due_on__isnull=False)
                & ~Q(prescription_order=""),
                name="visit_prescribed_names_order_head_and_term",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.REPORTED)
                | Q(reported_on__isnull=False, reported_by__isnull=False) & ~Q(conclusions=""),
                name="visit_reported_is_dated_and_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.ANSWERED)
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="visit_answered_is_dated_and_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.FOLLOW_UP)
                | Q(follow_up_on__isnull=False) & ~Q(follow_up_mode=""),
                name="visit_follow_up_says_how_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CLOSED) | Q(closed_on__isnull=False),
                name="visit_closed_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CANCELLED) | Q(cancelled_on__isnull=False),
                name="visit_cancelled_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.ESCALATED)
                | Q(closed_on__isnull=False) & ~Q(escalation=""),
                name="visit_escalated_says_how",
            ),
            models.UniqueConstraint(
                fields=["authority", "authority_number", "registered_on"],
                condition=~Q(authority_number=""),
                name="visit_register_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def visible(cls, documents: frozenset[int], _submitted: frozenset[int]) -> Q:
        """The authority sees its visits; the institution its own, once announced."""
        return Q(authority__among=documents) | Q(
            announced_on__isnull=False, institution__among=documents
        )

    def records_open_to(self, person: Person) -> models.QuerySet[Any]:
        """The institution reads how its visit went, not how the protocol was written."""
        from inspections.shown import records_shown

        return records_shown(self, person)

    def rows_open_to(self, person: Person) -> list[tuple[str, str]]:
        """The questions, for those who read the answers."""
        from inspections.shown import questions_shown

        return questions_shown(self, person)

    def states_inside(self, person: Person) -> tuple[str, ...]:
        """What is said before the protocol is registered stays in the authority."""
        from inspections.shown import states_inside

        return states_inside(self, person)

    @property
    def subject(self) -> str:
        """„18.1.2 – СУ …, гр. …“."""
        return f"{self.inspection.code} – {self.institution.full_name}".strip(" –")

    @property
    def consequence(self) -> str:
        """What follows the escalation, in the language of the reader."""
        from inspections.stamps import escalation_in_words

        return escalation_in_words(self.escalation)

    @property
    def team_names(self) -> list[str]:
        """Whom the protocol names, once drawn up; until then whom the order names.

        A later order replaces members (чл. 18, ал. 2 ПУФРУО), not who was there.
        """
        return self.present or [person.name for person in self.inspection.team]

    def judging(self) -> Judged:
        """The protocol, once drawn up."""
        return Judged(None, self.protocol_print)

    def signed_texts(self) -> list[SignedText]:
        """The protocol as it was drawn up."""
        return [SignedText(None, self.protocol_print, self.protocol)] if self.protocol else []

    @property
    def editable(self) -> bool:
        """Whether answers and findings may still be written."""
        return self.state == VisitState.SCHEDULED

    def get_absolute_url(self) -> str:
        """The visit's page."""
        return reverse("visit", args=[self.pk])


class Booking(models.Model):
    """A member of the team is at a visit during these hours: nobody is in two places."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="bookings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="bookings")
    during = DateTimeRangeField()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        default_permissions = ()
        constraints: ClassVar = [
            ExclusionConstraint(
                name="booking_nobody_in_two_places",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.during}"
