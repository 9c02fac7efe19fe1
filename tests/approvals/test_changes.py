"""A change of an approved plan: approved, withdrawn, and withdrawn after a corrected file."""

import pytest
from django.urls import reverse

from plans import editing, revising
from tests import making
from tests.closed_world import outcome
from tests.reaching import brought, walked
from workflows import records
from workflows.models import Desk, Notice, Record

pytestmark = pytest.mark.django_db


def texts(plan):
    return list(plan.latest.activities.order_by("position").values_list("text", flat=True))


def test_an_approved_change_is_the_text_in_force(people, places):
    plan = brought("ruo", "amended", people, places)
    walked(plan, "ruo", "submit_change approve_change", people, places)
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
    assert outcome(plan, "submit_change", people.ruo_head, note="Пак.") == "NotReady"
    assert records.verify(plan) == []


def told(step):
    """To whom the letters of the last record of a step were written."""
    record = Record.objects.filter(step=step).latest("pk")
    letters = Notice.objects.filter(key__contains=f":r{record.pk}:")
    return set(letters.values_list("person__username", flat=True))


def test_the_ministry_hears_of_a_change_once_it_is_submitted(people, places):
    plan = brought("ruo", "amended", people, places)
    assert told("propose_change") == set()
    at = Desk.objects.filter(document_id=plan.pk, closed_at=None)
    assert set(at.values_list("step", flat=True)) == {"submit_change"}
    assert outcome(plan, "approve_change", people.minister, approval_order="1") == "Stale"
    walked(plan, "ruo", "submit_change", people, places)
    asked = {people.minister.username, people.ministry_officer.username}
    assert told("submit_change") == asked
    assert set(at.values_list("step", flat=True)) == {"approve_change"}
    assert (plan.latest.is_frozen, plan.editable, plan.in_force_revision) == (True, False, 1)
    walked(plan, "ruo", "withdraw_change", people, places)
    assert told("withdraw_change") == asked


def test_a_change_that_was_not_submitted_is_withdrawn_quietly(people, places):
    plan = brought("ruo", "change_at_ministry", people, places)
    walked(plan, "ruo", "approve_change propose_change !edit withdraw_change", people, places)
    assert told("withdraw_change") == set()


def test_a_returned_change_comes_back_with_its_remarks_answered(people, places):
    plan = brought("ruo", "change_at_ministry", people, places)
    walked(plan, "ruo", "return_change", people, places)
    assert (plan.state, plan.editable, plan.in_force_revision) == ("amending", True, 1)
    remark = plan.remarks.get()
    assert (remark.revision, remark.is_open) == (2, True)
    assert outcome(plan, "submit_change", people.ruo_head, note="Пак.") == "NotReady"
    editing.answer_remark(
        editing.Change(plan, people.department_head, plan.version), remark, "Поправен е."
    )
    walked(plan, "ruo", "submit_change approve_change", people, places)
    assert plan.in_force_revision == 2
    assert not plan.remarks.get().is_open


def test_remarks_of_a_withdrawn_change_ask_for_no_answer(people, places):
    plan = brought("ruo", "change_at_ministry", people, places)
    walked(plan, "ruo", "return_change withdraw_change propose_change !edit", people, places)
    walked(plan, "ruo", "submit_change", people, places)
    assert plan.state == "change_at_ministry"


def test_a_corrected_file_is_submitted_as_a_change(people, places):
    plan = brought("ruo", "amending", people, places)
    corrected = making.ruo_reading()
    corrected["activities"][0]["text"] = "Друга дейност"
    making.imported(people.department_head, places.authority, corrected, plan)
    plan.refresh_from_db()
    walked(plan, "ruo", "submit_change approve_change", people, places)
    assert plan.in_force_revision == plan.latest.number == 2
    assert texts(plan)[0] == "Друга дейност"


def test_the_page_names_the_version_in_force_and_the_one_proposed(client, people, places):
    plan = brought("ruo", "change_at_ministry", people, places)

    def change_seen_by(person):
        client.force_login(person)
        shown = client.get(plan.get_absolute_url())
        change = shown.context["change"]
        return change.in_force.number, change.proposed and change.proposed.number, shown

    for person in (people.ruo_head, people.minister):
        in_force, proposed, shown = change_seen_by(person)
        assert (in_force, proposed) == (1, 2)
        current = [one.label for one in shown.context["route"] if one.status == "current"]
        assert current == ["В изпълнение"]
        address = reverse("plan_compare", args=[plan.pk])
        assert f'href="{address}?from=1&amp;to=2"' in shown.content.decode()
    assert change_seen_by(people.observer)[:2] == (1, None)


def test_inspections_go_by_the_text_in_force(people, places):
    plan = brought("ruo", "amending", people, places)
    copy = revising.working_copy(plan, actor=people.department_head)
    copy.activities.filter(number="18.1.1").update(text="Друго")
    inspection = plan.inspections.get(number="18.1.1")
    assert inspection.row.text == "Контрол 18.1.1"


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
