"""Terms that stand in orders, and when work on a visit is due."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Inspection, Visit
from institutions.rights import Right
from workflows.clocks import Term, declare
from workflows.flow import Holder


def declare_terms() -> None:
    """Make the term of a director's report known: the order names its day."""
    declare(
        Term(
            "answer_to_prescriptions",
            _("report on prescriptions"),
            "чл. 19, ал. 3 ПУФРУО",
            0,
            ordered=lambda visit: visit.answer_due_on,
            tells=(Holder(Right.ORDER_INSPECTION, "authority"),),
        )
    )


def visits_due(document: Any) -> datetime.date | None:
    """The last day for the visits, by the order or the plan."""
    inspection: Inspection = document.inspection if isinstance(document, Visit) else document
    return inspection.visits_until or inspection.ends_on


def order_due(inspection: Inspection) -> datetime.date | None:
    """An inspection is to be ordered before its period starts, a follow-up within its own."""
    return inspection.ends_on if inspection.follows_id else inspection.starts_on


def _after(day: datetime.date | None, days: int | None) -> datetime.date | None:
    return day + datetime.timedelta(days=days) if day and days is not None else None


def protocol_due(visit: Visit) -> datetime.date | None:
    """The term of the order for the protocol, from the day of the visit (ПУФРУО чл. 18, ал. 2)."""
    return _after(visit.on_date, visit.inspection.protocol_days)


def report_due(visit: Visit) -> datetime.date | None:
    """The term of the order for the report to the head, from the day of the visit."""
    return _after(visit.on_date, visit.inspection.report_days)


def answer_due(visit: Visit) -> datetime.date | None:
    """The term for the director's answer: of the order, else the last term of a measure."""
    terms = [measure.due_on for measure in visit.measures.all() if measure.due_on]
    return visit.answer_due_on or max(terms, default=None)


def is_overdue(visit: Visit) -> bool:
    """The director's term has passed and there is no answer: a question, not a state."""
    due = answer_due(visit)
    return visit.answered_on is None and due is not None and due < timezone.localdate()
