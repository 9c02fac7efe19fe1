"""States and words of inspections and visits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InspectionState(TextChoices):
    """An inspection: the row of the plan with one order for all its schools."""

    PROPOSED = "proposed", _("Proposed")
    ORDERED = "ordered", _("Ordered")
    CLOSED = "closed", pgettext_lazy("an inspection", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("an inspection", "Withdrawn")


INSPECTION_OPEN = (InspectionState.PROPOSED, InspectionState.ORDERED)


class VisitState(TextChoices):
    """A visit: one school, one protocol (ПУФРУО чл. 18–19)."""

    PLANNED = "planned", _("Planned")
    SCHEDULED = "scheduled", _("Dated")
    DRAWN = "drawn", _("Protocol drawn up")
    REGISTERED = "registered", _("Protocol registered")
    REPORTED = "reported", _("Reported to the head")
    RECOMMENDED = "recommended", _("Recommendations")
    PRESCRIBED = "prescribed", _("Prescriptions")
    ANSWERED = "answered", _("Answered by the director")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSED = "closed", _("Closed")
    ESCALATED = "escalated", _("Escalated")
    CANCELLED = "cancelled", pgettext_lazy("a visit", "Cancelled")


#: Before the protocol: a visit that can still be moved or cancelled.
VISIT_AHEAD = (VisitState.PLANNED, VisitState.SCHEDULED)
#: Carried out to the end: what counts towards the plan.
VISIT_ENDED = (VisitState.CLOSED, VisitState.ESCALATED)
#: Nothing more happens to it, whether it was carried out or not.
VISIT_OVER = (*VISIT_ENDED, VisitState.CANCELLED)
VISIT_REGISTERED = (
    VisitState.REGISTERED,
    VisitState.REPORTED,
    VisitState.RECOMMENDED,
    VisitState.PRESCRIBED,
    VisitState.ANSWERED,
    VisitState.FOLLOW_UP,
    *VISIT_ENDED,
)


class Answer(TextChoices):
    """Answer to a question of the checklist."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_APPLICABLE = "na", _("Not applicable")


class MeasureKind(TextChoices):
    """Experts recommend, only the head prescribes (ПУФРУО чл. 19, ал. 1–2)."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    PRESCRIPTION = "prescription", _("Prescription")


class FollowUp(TextChoices):
    """How execution is checked (ПУФРУО чл. 19, ал. 5–6)."""

    VISIT = "visit", _("by a visit")
    DOCUMENTS = "documents", _("by documents")
