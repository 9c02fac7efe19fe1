"""Inspections follow the approved plan: rows open them, later versions change or withdraw them.

What is only proposed follows its row. What the head has ordered stays: the head decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from inspections import listing
from inspections.models import Inspection
from inspections.queries.expected import given_up
from inspections.states import InspectionState
from institutions import resolving
from plans.models import Activity, Plan
from workflows import gate
from workflows.models import Record
from workflows.taken import Case


@dataclass(frozen=True)
class Approval:
    """The plan as it was approved just now: its case, its record, its rows of inspections.

    The plan is locked by the gate; inspections are locked after it.
    """

    case: Case
    record: Record
    rows: dict[UUID | None, Activity]
    register: resolving.Register

    @classmethod
    def of(cls, case: Case, record: Record) -> "Approval":
        """Read what the approved text says."""
        plan: Plan = case.document
        found = plan.latest.activities.filter(inspection__isnull=False)
        in_order = found.select_related("inspection").order_by("position")
        rows: dict[UUID | None, Activity] = {row.identity: row for row in in_order}
        return cls(case, record, rows, resolving.Register(plan.institution))

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        plan: Plan = self.case.document
        return plan

    @property
    def facts(self) -> dict[str, Any]:
        """What each record of an inspection keeps of it."""
        return {"plan_record": self.record.pk}

    @property
    def reason(self) -> str:
        """Why an inspection is given up, in the language of the office."""
        with translation.override(settings.LANGUAGE_CODE):
            return _("Its row left the plan by order № %(number)s of %(day)s.") % {
                "number": self.plan.approval_order,
                "day": f"{self.case.on:%d.%m.%Y}",
            }


def follow_plan(case: Case, record: Record) -> None:
    """Make the inspections of a plan fit the text that was approved."""
    approval = Approval.of(case, record)
    live = list(_live(approval.plan))
    for inspection in live:
        _follow(inspection, approval)
    known = {inspection.identity for inspection in live}
    not_again = given_up(approval.plan)
    for identity, row in approval.rows.items():
        if identity not in known | not_again:
            _open(row, approval)


def _live(plan: Plan) -> Iterable[Inspection]:
    """Under their locks, in one order: whoever orders one at this moment is waited for."""
    rows = Inspection.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(plan=plan).exclude(state=InspectionState.WITHDRAWN).order_by("pk")


def _follow(inspection: Inspection, approval: Approval) -> None:
    row = approval.rows.get(inspection.identity)
    if inspection.state == InspectionState.PROPOSED:
        _refit(inspection, row, approval) if row else _withdraw(inspection, approval)
    elif inspection.state == InspectionState.ORDERED:
        _mark(inspection, approval, left=row is None)


def _withdraw(inspection: Inspection, approval: Approval) -> None:
    """Nothing was ordered: the proposal goes with its row."""
    inspection.left_plan_on = approval.case.on
    inspection.save(update_fields=["left_plan_on"])
    gate.take_along(inspection, "withdraw", approval.case, note=approval.reason, **approval.facts)


def _mark(inspection: Inspection, approval: Approval, *, left: bool) -> None:
    """An order stays when its row leaves; the head decides. Nothing to decide when it is back."""
    if left == (inspection.left_plan_on is not None):
        return
    inspection.left_plan_on = approval.case.on if left else None
    inspection.carried_on = None
    inspection.save(update_fields=["left_plan_on", "carried_on"])
    _note(inspection, approval, "leave_plan" if left else "return_to_plan")


def _refit(inspection: Inspection, row: Activity, approval: Approval) -> None:
    """A proposal says what its row says now."""
    said = _said(row)
    changed = [name for name, value in said.items() if getattr(inspection, name) != value]
    for name in changed:
        setattr(inspection, name, said[name])
    inspection.save(update_fields=changed)
    if listing.relist(inspection, row, approval.register) or changed:
        _note(inspection, approval, "follow_plan")


def _note(inspection: Inspection, approval: Approval, step: str) -> None:
    case = approval.case
    gate.note_change(
        inspection, actor=case.actor, step=step, capacity=case.capacity, **approval.facts
    )


def _open(row: Activity, approval: Approval) -> None:
    plan, case = approval.plan, approval.case
    inspection = Inspection(
        plan=plan,
        identity=row.identity,
        institution=plan.institution,
        authority=plan.institution,
        **_said(row),
    )
    gate.open_document(
        inspection,
        actor=case.actor,
        step="propose",
        capacity=case.capacity,
        content=lambda: listing.list_schools(inspection, row, approval.register),
    )


def _said(row: Activity) -> dict[str, Any]:
    """What an inspection takes over from its row, by its own names."""
    planned = row.inspection
    return {
        "number": row.number,
        "kind_of": planned.kind,
        "form_of": planned.form,
        "topic": planned.subject,
        "period": row.deadline_raw,
        "starts_on": row.deadline_start,
        "ends_on": row.deadline_end,
        "target_count": planned.target_count,
        "target": row.target_raw,
        "responsible": planned.responsible,
    }
