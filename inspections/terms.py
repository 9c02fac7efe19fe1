"""When work on a visit is due."""

import datetime
from typing import Any

from django.utils import timezone

from inspections.models import Inspection, Visit
from workflows import clocks

OF_VISIT = ("protocol_of_visit", "report_of_visit")
"""The terms that the order sets from the day of a visit."""


def visits_due(document: Any) -> datetime.date | None:
    """The last day for the visits, by the order or the plan."""
    inspection: Inspection = document.inspection if isinstance(document, Visit) else document
    return inspection.visits_until or inspection.ends_on


def order_due(inspection: Inspection) -> datetime.date | None:
    """An inspection is to be ordered before its period starts, a follow-up within its own."""
    return inspection.ends_on if inspection.follows_id else inspection.starts_on


def visit_due(visit: Visit) -> datetime.date | None:
    """The day of the visit until it has come; after it the term of the order for the protocol.

    The days of that term run from the visit (ПУФРУО чл. 18, ал. 2).
    """
    if visit.on_date and visit.on_date >= timezone.localdate():
        return visit.on_date
    return clocks.due(visit, "protocol_of_visit")


def report_due(visit: Visit) -> datetime.date | None:
    """The term of the order for the report to the head, from the day of the visit."""
    return clocks.due(visit, "report_of_visit")


def answer_due(visit: Visit) -> datetime.date | None:
    """The term for the director's answer: of the order, else the last term of a measure."""
    terms = [measure.due_on for measure in visit.measures.all() if measure.due_on]
    return visit.answer_due_on or max(terms, default=None)


def is_overdue(visit: Visit) -> bool:
    """The director's term has passed and there is no answer: a question, not a state."""
    due = answer_due(visit)
    return visit.answered_on is None and due is not None and due < timezone.localdate()
