"""What is expected, told once for every count: approved, dated, not called off.

An inspection comes of an approved plan or of an order of the head, so that whatever exists is
approved; the rows of a plan are asked in ``plans.queries.progress.is_expected``.
"""

import datetime
from uuid import UUID

from django.db.models import Q

from inspections import terms
from inspections.models import Inspection, Visit
from inspections.states import InspectionState, VisitState
from plans.models import Plan


def taking_place(at: str = "") -> Q:
    """Visits that were not cancelled (with an order that is withdrawn its visits are too)."""
    return ~Q(**{f"{at}state": VisitState.CANCELLED})


def planned_day(document: Visit | Inspection) -> datetime.date | None:
    """The day of a visit, else the last one that its order or its row allows.

    None where neither names a day: what has no day is planned, but by no day expected.
    """
    day = document.on_date if isinstance(document, Visit) else None
    return day or terms.visits_due(document)


def given_up(plan: Plan) -> set[UUID | None]:
    """Rows whose inspection people withdrew; one whose row had left may come back with it."""
    rows = Inspection.objects.filter(plan=plan, state=InspectionState.WITHDRAWN, left_plan_on=None)
    return set(rows.values_list("identity", flat=True))
