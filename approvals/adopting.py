"""The council adopts the report that the mayor filed (domain.md 3.4); then the public reads it."""

import datetime
from dataclasses import dataclass, replace

from django.db import transaction

from institutions.models import Person
from institutions.rights import Right
from plans.models import Plan, Report
from plans.reading.posts import persons_in
from plans.writing.official import OfficialText
from workflows import access, gate, records
from workflows.refusals import NotYours, Stale
from workflows.taken import Capacity

HIDDEN = "…"


@dataclass(frozen=True)
class Adoption:
    """By which decision a report was adopted."""

    on: datetime.date
    decision_number: str
    protocol_number: str


def adopter(plan: Plan, person: Person) -> Capacity | None:
    """In which post a person records decisions of the plan's council; None when in none."""
    if plan.council is None:
        return None
    return access.capacity(person, Right.RECORD_DECISION, plan.council, plan)


def awaits_adoption(plan: Plan) -> Report | None:
    """The report that was filed for a council and is not adopted yet."""
    filed = Report.objects.filter(plan=plan, content__isnull=False, adopted_on=None)
    return filed.first() if plan.council_id else None


def adopt(plan: Plan, adoption: Adoption, *, actor: Person) -> None:
    """Record the decision on the report; ``Stale`` when there is none to adopt, ``NotYours``."""
    with transaction.atomic():
        locked = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        report = awaits_adoption(locked)
        if report is None:
            raise Stale(records.of(locked).last())
        capacity = adopter(locked, actor)
        if capacity is None:
            raise not_yours(locked)
        numbers = {
            "decision_number": adoption.decision_number,
            "protocol_number": adoption.protocol_number,
        }
        Report.objects.filter(pk=report.pk).update(adopted_on=adoption.on, **numbers)
        facts = {"day": adoption.on, "report": report.fingerprint, **numbers}
        gate.note_change(locked, actor=actor, step="adopt_report", capacity=capacity, **facts)
    plan.refresh_from_db()


def not_yours(plan: Plan) -> NotYours:
    """The refusal, naming who records the decisions of the council."""
    council = plan.council
    people = access.holders(Right.RECORD_DECISION, council) if council else []
    return NotYours([one.name for one in people])


def for_the_public(official: OfficialText) -> OfficialText:
    """The table without names of people."""
    rows = (replace(row, cells=tuple(map(without_names, row.cells))) for row in official.table.rows)
    return replace(official, table=replace(official.table, rows=tuple(rows)))


def without_names(text: str) -> str:
    """A cell in which names of people are not shown."""
    for name in persons_in(text):
        text = text.replace(name, HIDDEN)
    return text
