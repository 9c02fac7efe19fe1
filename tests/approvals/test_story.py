"""The municipal plan from import to execution, by the gate."""

import datetime

import pytest

from approvals.models import Decision
from plans.states import PlanState
from tests import making
from workflows import records
from workflows.refusals import NotReady

pytestmark = pytest.mark.django_db


def test_a_municipal_plan_goes_from_draft_to_execution(municipal_plan, people, places):
    plan = making.adopted(municipal_plan, people, places)
    assert plan.state == PlanState.ADOPTED
    assert Decision.objects.get().line.startswith("Решение №112 по протокол №7/")
    for party in ("mayor", "governor"):
        making.taken(plan, "dispatch", people.council_clerk, party=party)
        making.taken(plan, "receive", people.council_clerk, party=party)
    with pytest.raises(NotReady) as refused:
        making.taken(plan, "enter_force", people.council_clerk)
    assert [one.name for one in refused.value.unmet] == ["windows_have_passed"]
    assert records.verify(plan) == []


def test_the_visit_of_an_approved_plan_ends_in_a_closed_prescription(ruo_plan, people, places):
    inspection = making.ordered(ruo_plan, people)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    making.reported(visit, people, ("prescription",))
    making.taken(
        visit,
        "prescribe",
        people.ruo_head,
        prescription_order="РД-1",
        answer_due_on=making.TODAY() + datetime.timedelta(days=20),
    )
    measure = visit.measures.get()
    measure.reply = "Попълнени са."
    measure.save()
    measure.evidence.create(
        name="a.pdf", file="evidence/a.pdf", fingerprint="0" * 64, added_by=people.director
    )
    making.taken(visit, "answer", people.director, answer="Изпълнено.")
    making.taken(
        visit, "follow_up", people.ruo_head, follow_up_mode="documents", follow_up_on=making.TODAY()
    )
    making.taken(visit, "confirm", people.expert, note="Проверено по документи.")
    assert visit.state == "closed"
    assert ruo_plan.facts.get().amount == 1
