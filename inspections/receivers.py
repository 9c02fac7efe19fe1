"""What inspections hear from below: they follow an approved plan, a closed visit counts."""

from typing import Any

from inspections import opening
from inspections.models import Inspection, Visit
from inspections.states import VISIT_ENDED, InspectionState
from plans.models import Fact, Plan
from plans.states import PlanKind
from workflows.models import Record
from workflows.signals import step_taken
from workflows.taken import Case

APPROVED = ("approve", "approve_change")


def connect() -> None:
    """Listen, inside the transaction of the step."""
    step_taken.connect(follow_plan, sender=Plan, dispatch_uid="follow_plan")
    step_taken.connect(count_visit, sender=Visit, dispatch_uid="count_visit")
    step_taken.connect(give_row_up, sender=Inspection, dispatch_uid="give_row_up")


def follow_plan(*, step: str, case: Case, record: Record, **_signal: Any) -> None:
    """The minister approved the plan of a regional authority: its inspections follow the text."""
    if step in APPROVED and case.document.plan_kind == PlanKind.RUO:
        opening.follow_plan(case, record)


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


def give_row_up(*, case: Case, record: Record, **_signal: Any) -> None:
    """People withdrew an inspection: its plan row is late for nobody.

    One that was withdrawn because its row had left may come back with it.
    """
    inspection: Inspection = case.document
    is_withdrawn = inspection.state == InspectionState.WITHDRAWN and not inspection.left_plan_on
    if is_withdrawn and inspection.plan and inspection.identity:
        Fact.objects.create(
            plan=inspection.plan,
            identity=inspection.identity,
            amount=0,
            gives_up=True,
            what=inspection.subject[:400],
            url=inspection.get_absolute_url(),
            on=case.on,
            record=record,
        )
