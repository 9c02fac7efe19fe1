"""Kinds of plans and the states they go through; the routes stand in ``approvals/flow.py``."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanKind(TextChoices):
    """Whose plan it is; named as the reader names documents."""

    MUNICIPAL = "municipal_support_plan", _("Municipal plan for personal development support")
    RUO = "ruo_annual_plan", _("Annual plan of the regional authority")
    SCHOOL = "school_annual_plan", _("Annual plan of a school")


class PlanState(TextChoices):
    """All states of the three routes. A state exists only where somebody may do something else."""

    DRAFT = "draft", _("Draft")
    AT_RUO = "at_ruo", _("Submitted")
    AGREED = "agreed", _("Agreed")
    AT_COUNCIL = "at_council", _("Before the council")
    ADOPTED = "adopted", _("Adopted")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned for new discussion")
    IN_FORCE = "in_force", _("In force")
    IN_EXECUTION = "in_execution", _("In execution")
    REPORTED = "reported", _("Reported")
    REPORT_ADOPTED = "report_adopted", _("Report adopted")
    REPORT_RETURNED = "report_returned", _("Report returned for new discussion")
    CLOSED = "closed", pgettext_lazy("a plan", "Closed")
    AT_MINISTRY = "at_ministry", _("At the ministry")
    APPROVED = "approved", _("Approved")
    AMENDING = "amending", _("Amendment")
    CHANGE_AT_MINISTRY = "change_at_ministry", _("Change at the ministry")
    ON_AGENDA = "on_agenda", _("Before the pedagogical council")
    ARCHIVED = "archived", _("Archived")


#: The text is being written in its house: others go on reading what was put before them.
UNFINISHED = (PlanState.DRAFT, PlanState.AMENDING)
#: For a new discussion the text may be amended in the open (ЗМСМА чл. 45, ал. 9).
OPEN_FOR_EDIT = (*UNFINISHED, PlanState.RETURNED)
#: A change is proposed, the text in force goes on (ПУФРУО чл. 16, ал. 2).
CHANGING = (PlanState.AMENDING, PlanState.CHANGE_AT_MINISTRY)
#: A text that was signed and did not come into force; opened again, it is signed anew.
SIGNED_ONLY = (PlanState.AGREED, PlanState.REJECTED)
#: What was done is entered while a text is in force, until it is reported.
CARRIED_OUT = (PlanState.APPROVED, PlanState.IN_FORCE, PlanState.IN_EXECUTION, *CHANGING)
#: Beside such a plan another of the same period may be made.
NOT_LIVE = (PlanState.REJECTED, PlanState.ARCHIVED)
#: The report was filed; a municipality's is decided by its council (domain.md 3.4).
FILED = (
    PlanState.REPORTED,
    PlanState.REPORT_ADOPTED,
    PlanState.REPORT_RETURNED,
    PlanState.CLOSED,
)
#: The text was rejected, or its period is over: no row of it is carried out any more.
ENDED = (PlanState.REJECTED, *FILED, PlanState.ARCHIVED)


class ReturnReason(TextChoices):
    """Why a plan goes back; the text says the rest."""

    MISSING = "missing", _("Something is missing")
    TERM = "term", _("Term")
    INDICATOR = "indicator", _("Indicator or target")
    RESPONSIBLE = "responsible", _("Responsible")
    FINANCING = "financing", _("Financing")
    LAW = "law", _("Not in accord with the law")
    STRATEGY = "strategy", _("Not in accord with the strategy")
    OTHER = "other", _("Other")


class HeadingRole(TextChoices):
    """What a heading is where a plan is laid out by goals; elsewhere it is just a heading."""

    GROUP = "", _("heading")
    GOAL = "goal", _("goal")
    MEASURE = "measure", _("measure")


class InspectionKind(TextChoices):
    """Kind of inspection (ПУФРУО чл. 17в, in force since 04.10.2024)."""

    THEMATIC = "thematic", _("thematic")
    CURRENT = "current", _("current")
    FOLLOW_UP = "follow_up", _("follow-up")
    COMPLAINT = "complaint", _("after a complaint")
    MINISTRY = "ministry", _("assigned by the ministry")


class InspectionForm(TextChoices):
    """Form of control (ПУФРУО чл. 17б, in force since 04.10.2024)."""

    INSPECTION = "inspection", _("inspection")
    OBSERVATION = "observation", _("observation")
    MONITORING = "monitoring", _("monitoring")
    STUDY = "study", _("study")


class FactKind(TextChoices):
    """What proves that a row was carried out; all but inspections are entered by people."""

    INSPECTION = "inspection", _("Inspection")
    MEETING = "meeting", _("Meeting")
    TRAINING = "training", _("Training")
    DECISION = "decision", _("Decision or order")
    EVIDENCE = "evidence", _("Uploaded evidence")
    MANUAL = "manual", _("Entry by hand")
    NOT_DONE = "not_done", _("Not carried out")


#: What counts nothing and gives a reason, or only tells, may stand at an inspection too.
TELLS_ONLY = (FactKind.EVIDENCE, FactKind.NOT_DONE)


class Chain(TextChoices):
    """Where the certificate of an electronic signature leads."""

    TRUSTED = "trusted", _("the certificate leads to an authority that is trusted here")
    UNKNOWN = "unknown", _("the certificate leads to no authority that is trusted here")
    UNCHECKED = "unchecked", _("the chain of the certificate is not checked")
