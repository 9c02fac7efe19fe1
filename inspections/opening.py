"""An approved plan opens its inspections; later versions open the new rows only."""

from typing import Any

from inspections import matching
from inspections.models import Inspection, Target
from institutions.models import Person
from plans.models import Activity, Plan
from workflows import gate


def open_inspections(plan: Plan, *, actor: Person | None, capacity: Any = None) -> list[Inspection]:
    """Open an inspection for each inspection row that has none yet. The plan is locked."""
    known = set(Inspection.objects.filter(plan=plan).values_list("identity", flat=True))
    rows = (
        plan.latest.activities.filter(inspection__isnull=False)
        .exclude(identity__in=known)
        .select_related("inspection")
        .order_by("position")
    )
    register = matching.Register(plan.institution)
    return [_open(plan, row, register, actor, capacity) for row in rows]


def _open(
    plan: Plan, row: Activity, register: matching.Register, actor: Person | None, capacity: Any
) -> Inspection:
    planned = row.inspection
    inspection = Inspection(
        plan=plan,
        identity=row.identity,
        number=row.number,
        kind_of=planned.kind,
        form_of=planned.form,
        topic=planned.subject,
        period=row.deadline_raw,
        starts_on=row.deadline_start,
        ends_on=row.deadline_end,
        target_count=planned.target_count,
        target=row.target_raw,
        responsible=planned.responsible,
        institution=plan.institution,
        authority=plan.institution,
    )
    gate.open_document(
        inspection,
        actor=actor,
        step="propose",
        capacity=capacity,
        content=lambda: _list_schools(inspection, row, register),
    )
    return inspection


def _list_schools(inspection: Inspection, row: Activity, register: matching.Register) -> None:
    """Each listed school, matched or waiting by name; one listed twice waits the second time."""
    taken: set[int] = set()
    for one in row.inspection.listed.all():
        match = register.match(one.name, one.settlement)
        found = (
            match.institution if match.institution and match.institution.pk not in taken else None
        )
        if found:
            taken.add(found.pk)
        Target.objects.create(
            inspection=inspection,
            position=one.position,
            name=one.name,
            type=one.type,
            settlement=one.settlement,
            institution=found,
            guesses=[guess.as_json() for guess in match.guesses],
        )
