"""An inspection: a row of the approved plan, or a follow-up, that becomes an order and visits."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.states import INSPECTION_OPEN, InspectionState
from institutions.models import Institution, Person
from institutions.rights import Right
from plans.models import Activity, Plan
from plans.states import InspectionForm, InspectionKind
from workflows.models import Document


class Inspection(Document):
    """One inspection with its order (ПУФРУО чл. 18, ал. 1–3).

    ``identity`` is the plan row's; ``institution`` is the regional authority itself. What brought
    it about is kept: a row of a plan, or the visit whose measures are followed up (чл. 17в, ал. 5).
    ``left_plan_on``: a later version of the plan has the row no more; ``carried_on``: the head
    decided that what is ordered goes on all the same.
    """

    slug = "inspections"

    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="inspections")
    identity = models.UUIDField(null=True)
    follows = models.ForeignKey(
        "inspections.Visit", models.PROTECT, null=True, related_name="follow_ups"
    )
    number = models.CharField(_("№ in the plan"), max_length=20, blank=True)
    kind_of = models.CharField(_("kind"), max_length=12, choices=InspectionKind.choices, blank=True)
    form_of = models.CharField(_("form"), max_length=12, choices=InspectionForm.choices)
    topic = models.TextField(_("subject"))
    period = models.CharField(_("period"), max_length=500, blank=True)
    starts_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("until"), null=True)
    target_count = models.PositiveIntegerField(_("schools to visit"), null=True)
    target = models.CharField(_("target"), max_length=500, blank=True)
    responsible = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    order_number = models.CharField(_("order №"), max_length=60, blank=True)
    ordered_on = models.DateField(_("order of"), null=True)
    ordered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    aim = models.TextField(_("aim and tasks"), blank=True)
    criteria = ArrayField(
        models.CharField(max_length=300),
        verbose_name=_("criteria and indicators"),
        default=list,
        blank=True,
    )
    visits_until = models.DateField(_("term for the visits"), null=True)
    protocol_days = models.PositiveSmallIntegerField(_("days for the protocol"), null=True)
    report_days = models.PositiveSmallIntegerField(_("days for the report"), null=True)
    documents_only = models.BooleanField(_("on documents only"), default=False)
    closed_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    left_plan_on = models.DateField(null=True)
    carried_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ("starts_on", "number")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "identity"],
                condition=~Q(state=InspectionState.WITHDRAWN),
                name="inspection_once_per_row",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False, identity__isnull=False, follows__isnull=True)
                | Q(plan__isnull=True, identity__isnull=True, follows__isnull=False)
                & Q(kind_of=InspectionKind.FOLLOW_UP),
                name="inspection_has_its_row_or_the_visit_it_follows",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=Q(state__in=INSPECTION_OPEN),
                name="inspection_one_follow_up_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=InspectionState.values), name="inspection_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[InspectionState.PROPOSED, InspectionState.WITHDRAWN])
                | Q(ordered_on__isnull=False, ordered_by__isnull=False) & ~Q(order_number=""),
                name="inspection_ordered_names_order_day_and_head",
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.CLOSED) | Q(closed_on__isnull=False),
                name="inspection_closed_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.WITHDRAWN) | Q(withdrawn_on__isnull=False),
                name="inspection_withdrawn_is_dated",
            ),
            models.UniqueConstraint(
                fields=["institution", "order_number", "ordered_on"],
                condition=~Q(order_number=""),
                name="inspection_order_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def visible(cls, documents: frozenset[int], submitted: frozenset[int]) -> Q:
        """The authority sees its inspections; others with a view right, once ordered."""
        ordered = Q(ordered_on__isnull=False)
        return Q(institution__among=documents) | ordered & Q(institution__among=submitted)

    def changes_told(self) -> dict[int, str]:
        """Each order with its number, and what it changed."""
        from inspections.queries.orders import orders_of

        return {one.record.sequence: one.in_words for one in orders_of(self)}

    def states_inside(self, person: Person) -> tuple[str, ...]:
        """What is said before the order stays in the authority."""
        from workflows import access

        held = access.capacity(person, Right.VIEW_DOCUMENTS, self.institution, self)
        return () if held else (InspectionState.PROPOSED,)

    @property
    def subject(self) -> str:
        """„18.1.2 Control of …“."""
        return f"{self.number} {self.topic}".strip()

    @property
    def code(self) -> str:
        """What a chip or a line of a list calls it: its number, else its kind."""
        return self.number or str(self.get_kind_of_display())

    @property
    def is_to_decide(self) -> bool:
        """Its row left the plan and the head has not said yet what becomes of the order."""
        return self.left_plan_on is not None and self.carried_on is None

    @property
    def team(self) -> list[Person]:
        """The people named in the order."""
        return [member.person for member in self.members.select_related("person")]

    @property
    def row(self) -> Activity | None:
        """The plan row in the text in force, or the last one that had it; a follow-up has none."""
        if self.plan is None or self.identity is None:
            return None
        return (
            Activity.objects.filter(
                revision__plan=self.plan,
                revision__number__lte=self.plan.in_force_revision,
                identity=self.identity,
            )
            .select_related("inspection")
            .order_by("-revision__number")
            .first()
        )

    def get_absolute_url(self) -> str:
        """The inspection's page."""
        return reverse("inspection", args=[self.pk])


class Member(models.Model):
    """A person named in the order (ПУФРУО чл. 18, ал. 1)."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("member of the team")
        verbose_name_plural = _("members of the team")
        ordering = ("pk",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "person"], name="member_once")
        ]

    def __str__(self) -> str:
        return self.person.name


class Target(models.Model):
    """A school of an inspection as the plan lists it, or as the department head chose it.

    Without ``institution`` it waits, by name, for a person to say which one is meant;
    ``guesses`` holds the register's nearest names with their likeness in percent.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=250)
    type = models.CharField(_("type"), max_length=20, blank=True)
    settlement = models.CharField(_("settlement"), max_length=80, blank=True)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    guesses = models.JSONField(default=list)
    matched_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("school of an inspection")
        verbose_name_plural = _("schools of an inspection")
        ordering = ("position",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "position"], name="target_position_once"),
            models.UniqueConstraint(
                fields=["inspection", "institution"],
                condition=Q(institution__isnull=False),
                name="target_school_once_per_inspection",
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """As the plan prints it."""
        return f"{self.name}, {self.settlement}" if self.settlement else self.name

    @property
    def waits(self) -> bool:
        """Whether nobody has said yet which institution it is."""
        return self.institution_id is None
