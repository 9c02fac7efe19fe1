"""What inspections hear from below: an approved plan opens them, a closed visit counts."""

from typing import Any

from inspections import opening
from inspections.models import Visit
from inspections.states import VISIT_ENDED
from plans.models import Fact, Plan
from plans.states import PlanKind
from workflows.models import Record
from workflows.signals import step_taken
from workflows.taken import Case

OPENS = ("approve", "approve_change")


def connect() -> None:
    """Listen, inside the transaction of the step."""
    step_taken.connect(open_inspections, sender=Plan, dispatch_uid="open_inspections")
    step_taken.connect(count_visit, sender=Visit, dispatch_uid="count_visit")


def open_inspections(*, step: str, case: Case, **_signal: Any) -> None:
    """The minister approved the plan of a regional authority: its section 18 begins."""
    if step in OPENS and case.document.plan_kind == PlanKind.RUO:
        opening.open_inspections(case.document, actor=case.actor, capacity=case.capacity)


def count_visit(*, case: Case, record: Record, **_signal: Any) -> None:
    """A visit that ended counts one towards its plan row, proved by its last record.

    A follow-up has no row: it counts nowhere.
    """
    visit: Visit = case.document
    inspection = visit.inspection
    if visit.state not in VISIT_ENDED or inspection.plan is None or inspection.identity is None:
        return
    Fact.objects.create(
        plan=inspection.plan,
        identity=inspection.identity,
        amount=1,
        what=visit.institution.full_name[:400],
        url=visit.get_absolute_url(),
        on=case.on,
        record=record,
    )
