"""A change of an approved plan: approved, withdrawn, and withdrawn after a corrected file."""

import pytest

from tests import making
from tests.closed_world import outcome
from tests.reaching import brought, walked
from workflows import records

pytestmark = pytest.mark.django_db


def texts(plan):
    return list(plan.latest.activities.order_by("position").values_list("text", flat=True))


def test_an_approved_change_is_the_text_in_force(people, places):
    plan = brought("ruo", "amended", people, places)
    walked(plan, "ruo", "approve_change", people, places)
    assert plan.state == "in_execution"
    assert plan.in_force_revision == plan.latest.number == 2
    assert plan.latest.is_frozen
    record = records.of(plan).last()
    assert (record.revision, record.fingerprint) == (2, plan.latest.fingerprint)


def test_a_withdrawn_change_leaves_the_text_in_force(people, places):
    plan = brought("ruo", "in_execution", people, places)
    before = texts(plan)
    walked(plan, "ruo", "propose_change !edit withdraw_change", people, places)
    assert texts(plan) == before
    assert plan.in_force_revision == plan.latest.number == 1


def test_a_change_withdrawn_after_a_corrected_file_brings_the_text_in_force_back(people, places):
    plan = brought("ruo", "in_execution", people, places)
    before, rows = texts(plan), set(plan.latest.activities.values_list("identity", flat=True))
    walked(plan, "ruo", "propose_change", people, places)
    corrected = making.ruo_reading()
    corrected["activities"][0]["text"] = "Съвсем друга дейност"
    making.imported(people.department_head, places.authority, corrected, plan)
    plan.refresh_from_db()
    assert texts(plan) != before
    walked(plan, "ruo", "withdraw_change", people, places)
    assert texts(plan) == before
    assert set(plan.latest.activities.values_list("identity", flat=True)) == rows
    assert plan.in_force_revision == plan.latest.number == 3
    assert plan.revisions.filter(frozen_at=None).count() == 0
    walked(plan, "ruo", "propose_change", people, places)
    told = {"approval_order": "РД09-3"}
    assert outcome(plan, "approve_change", people.minister, **told) == "NotReady"
    assert records.verify(plan) == []


def test_a_returned_plan_comes_back_with_its_remarks_answered(people, places):
    plan = brought("municipal", "at_ruo", people, places)
    walked(plan, "municipal", "return_for_rework", people, places)
    assert outcome(plan, "submit", people.mayor, **making.STRATEGY) == "NotReady"
    plan.remarks.update(answer="Добавен е.")
    making.submitted(plan, people)
    assert plan.remarks.get().resolved_in == plan.judged_revision


def test_an_agreed_text_that_is_changed_is_agreed_again(people, places):
    plan = brought("municipal", "agreed", people, places)
    walked(plan, "municipal", "reopen", people, places)
    assert (plan.state, plan.agreed_on, plan.agreed_by, plan.agreed_stamp) == (
        "draft",
        None,
        None,
        "",
    )
    assert plan.agreed_revision is None
