"""Separation of duties: who prepared does not agree, who inspected does not decide."""

import pytest
from django.utils import translation

from tests import making
from tests.closed_world import who_may
from tests.reaching import brought, facts
from tests.standing import post_of, stand_in
from workflows import desks, gate, steps
from workflows.models import Desk, Notice
from workflows.refusals import Barred

pytestmark = pytest.mark.django_db


def submitted_by(person, people, places):
    """A plan that somebody submitted while standing in for the mayor."""
    stand_in(person, people.mayor, named_by=people.mayor)
    plan = making.municipal_plan(people, places)
    gate.perform(plan, "submit", actor=person, **making.STRATEGY)
    gate.perform(plan, "register", actor=people.records, incoming_number="РД-318")
    return plan


def test_who_submitted_for_somebody_does_not_agree_for_somebody_else(people, places):
    plan = submitted_by(people.department_head, people, places)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    assert who_may(plan, "agree", people, {}) == {"ruo_head"}
    with pytest.raises(Barred) as refused, translation.override("en"):
        gate.perform(plan, "agree", actor=people.department_head)
    assert people.department_head.name in refused.value.sentence
    assert "good practice" in refused.value.sentence


def test_what_was_done_for_the_absent_bars_the_absent(people, places):
    """The head stands in for the mayor in submitting: then no stand-in of the head agrees."""
    plan = submitted_by(people.ruo_head, people, places)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    assert who_may(plan, "agree", people, {}) == set()


def test_who_agrees_in_their_own_post_is_not_barred_by_whom_they_stand_in_for(people, places):
    plan = submitted_by(people.expert, people, places)
    stand_in(people.ruo_head, people.expert, named_by=people.minister)
    assert who_may(plan, "agree", people, {}) == {"ruo_head"}


def test_the_page_says_why_before_anything_is_pressed(people, places, client):
    plan = submitted_by(people.department_head, people, places)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    offer = next(
        one for one in steps.offers(plan, people.department_head) if one.step.name == "agree"
    )
    assert [one.name for one in offer.missing] == ["apart"]
    client.force_login(people.department_head)
    english = {"accept-language": "en"}
    shown = client.get(plan.get_absolute_url(), headers=english).content.decode()
    assert "who did that does not take this step too" in shown
    asked = client.get(f"{plan.get_absolute_url()}steps/agree/", headers=english)
    assert asked.status_code == 403
    assert "good practice" in asked.content.decode()


def test_a_desk_of_which_everybody_is_barred_is_shown_to_who_names_stand_ins(people, places):
    plan = submitted_by(people.ruo_head, people, places)
    asked = Desk.objects.filter(document_id=plan.pk, step="name_substitute", closed_at=None)
    assert {desk.post for desk in asked} == {post_of(people.minister), post_of(people.ruo_head)}
    told = Notice.objects.filter(kind="all_barred").values_list("person", flat=True)
    assert people.minister.pk in told
    assert desks.waiting_for(people.minister).filter(step="name_substitute").exists()
    order = stand_in(people.expert, people.ruo_head, named_by=people.minister)
    assert who_may(plan, "agree", people, {}) == set(), "who stands in for the barred is barred"
    order.delete()


def test_nobody_is_asked_for_a_stand_in_while_somebody_is_free(people, places):
    plan = submitted_by(people.department_head, people, places)
    assert not Desk.objects.filter(document_id=plan.pk, step="name_substitute").exists()
    assert not Notice.objects.filter(kind="all_barred").exists()


DECIDED = [
    ("reported", "close"),
    ("reported_with_prescription", "prescribe"),
    ("reported_with_prescription", "decline"),
    ("answered", "follow_up"),
    ("follow_up", "escalate"),
]


@pytest.mark.parametrize(("place", "step"), DECIDED)
def test_who_inspected_does_not_decide_on_the_visit(place, step, people, places):
    visit = brought("visit", place, people, places)
    told = facts("visit", step, people, places)
    stand_in(people.expert, people.ruo_head, named_by=people.minister)
    assert who_may(visit, step, people, told) == {"ruo_head"}


def test_a_member_of_the_team_who_signed_nothing_does_not_decide_either(people, places):
    visit = brought("visit", "reported", people, places)
    visit.inspection.members.create(person=people.department_head)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    assert who_may(visit, "close", people, {}) == {"ruo_head"}
    with pytest.raises(Barred) as refused, translation.override("en"):
        gate.perform(visit, "close", actor=people.department_head)
    assert "is named in the team of this visit" in refused.value.sentence


def test_who_answered_for_the_institution_does_not_confirm_the_answer(people, places):
    visit = brought("visit", "prescribed_and_replied", people, places)
    stand_in(people.second_expert, people.director, named_by=people.director)
    visit.inspection.members.create(person=people.second_expert)
    told = facts("visit", "answer", people, places)
    assert "second_expert" not in who_may(visit, "answer", people, told)
    visit.inspection.members.filter(person=people.second_expert).delete()
    gate.perform(visit, "answer", actor=people.second_expert, **told)
    followed = facts("visit", "follow_up", people, places)
    gate.perform(visit, "follow_up", actor=people.ruo_head, **followed)
    visit.inspection.members.create(person=people.second_expert)
    told = facts("visit", "confirm", people, places)
    assert who_may(visit, "confirm", people, told) == {"expert"}


def test_a_visit_that_only_its_inspector_could_close_asks_for_a_stand_in(people, places):
    visit = brought("visit", "registered", people, places)
    visit.inspection.members.create(person=people.ruo_head)
    gate.perform(visit, "report", actor=people.expert, conclusions="Работи се добре.")
    assert Desk.objects.filter(
        document_id=visit.pk, step="name_substitute", post=post_of(people.minister)
    ).exists()
