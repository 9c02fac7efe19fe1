"""An order for chosen matters gives these and no others: the gate, the inbox, letters, menus."""

import pytest
from django.urls import reverse

from institutions import changing
from institutions.models import Substitution
from institutions.rights import Right
from tests import making
from tests.closed_world import outcome, who_may
from tests.reaching import brought, facts
from tests.standing import DAY, post_of, stand_in
from workflows import access, desks, gate
from workflows.models import Desk, Notice

pytestmark = pytest.mark.django_db
PLANS, INSPECTIONS = ("agree_plan",), ("order_inspection", "plan_inspections")


@pytest.fixture
def plan(people, places):
    return brought("municipal", "at_ruo", people, places)


def head_is_away(people, *only):
    return stand_in(people.department_head, people.ruo_head, named_by=people.minister, only=only)


@pytest.mark.parametrize(
    ("only", "may"), [(PLANS, True), (INSPECTIONS, False), ((), True), (("submit_plan",), False)]
)
def test_the_gate_asks_the_scope(only, may, plan, people):
    head_is_away(people, *only)
    gate.perform(plan, "register", actor=people.records, incoming_number="РД-318")
    expected = {"ruo_head", "department_head"} if may else {"ruo_head"}
    assert who_may(plan, "agree", people, {}) == expected


@pytest.mark.parametrize(("only", "told"), [(PLANS, True), (INSPECTIONS, False)])
def test_letters_inbox_and_menus_ask_the_same_scope(only, told, plan, people, places):
    head_is_away(people, *only)
    gate.perform(plan, "register", actor=people.records, incoming_number="РД-318")
    stand_in_of = people.department_head
    assert Notice.objects.filter(kind="plan_to_agree", person=stand_in_of).exists() is told
    assert desks.waiting_for(stand_in_of).filter(step="agree").exists() is told
    assert (Right.AGREE_PLAN in access.rights_of(stand_in_of)) is told
    assert access.holds_anywhere(stand_in_of, Right.AGREE_PLAN) is told
    held = set(access.holders(Right.AGREE_PLAN, places.authority))
    assert (stand_in_of in held) is told
    assert stand_in_of in desks.people_at(Desk.objects.filter(step="agree")) or not told


def test_work_of_a_person_goes_to_the_stand_in_in_that_matter_only(people, places):
    stand_in(people.second_expert, people.expert, named_by=people.ruo_head, only=("prepare_plan",))
    visit = brought("visit", "visited", people, places)
    told = facts("visit", "draw_protocol", people, places)
    assert who_may(visit, "draw_protocol", people, told) == {"expert"}
    assert not desks.waiting_for(people.second_expert).filter(step="draw_protocol").exists()
    told_of = Notice.objects.filter(kind="visit_announced").values_list("person", flat=True)
    assert people.second_expert.pk not in told_of


def test_the_stand_in_of_chosen_matters_sees_the_documents_of_the_post(plan, people):
    stand_in(people.head_of_another_region, people.ruo_head, named_by=people.minister, only=PLANS)
    assert type(plan).objects.open_to(people.head_of_another_region).filter(pk=plan.pk).exists()
    assert outcome(plan, "register", people.head_of_another_region) == "NotYours"


def test_two_stand_in_at_once_for_different_matters_and_not_for_the_same(people):
    head_is_away(people, *PLANS)
    order = Substitution(
        post=post_of(people.ruo_head),
        absent=people.ruo_head,
        substitute=people.expert,
        named_by=people.minister,
        order_number="РД09-89",
        order_date=making.TODAY(),
        since=making.TODAY(),
        until=making.TODAY() + DAY,
        rights=["agree_plan", "view_documents", "view_submitted"],
    )
    with pytest.raises(changing.Impossible):
        changing.name_substitute(order, as_minister=True)
    order.rights = ["order_inspection", "view_documents", "view_submitted"]
    changing.name_substitute(order, as_minister=True)
    assert Substitution.objects.in_force().count() == 2


def test_the_order_is_entered_with_its_matters_and_the_list_names_them(people, client):
    client.force_login(people.minister)
    held = people.ruo_head.appointments.get()
    entered = {
        "held": held.pk,
        "substitute": people.department_head.pk,
        "since": making.TODAY(),
        "until": making.TODAY(),
        "order_number": "РД09-90",
        "order_date": making.TODAY(),
        "rights": ["agree_plan"],
    }
    answer = client.post(reverse("substitution_new"), entered)
    assert answer.status_code == 302
    order = Substitution.objects.get()
    assert set(order.rights) == {"agree_plan", "view_documents", "view_submitted"}
    page = client.get(reverse("substitution_list"), headers={"accept-language": "en"})
    assert "only: agree or return plans" in page.content.decode()


def test_the_inbox_says_whose_matters_they_are_and_filters_by_it(plan, people, client):
    order = head_is_away(people)
    gate.perform(plan, "register", actor=people.records, incoming_number="РД-318")
    client.force_login(people.department_head)
    english = {"accept-language": "en"}
    page = client.get(reverse("inbox"), headers=english).content.decode()
    whose = f"for {people.ruo_head.name}, by order № {order.number}"
    assert page.count(whose) == 2  # the filter and the row
    theirs = client.get(reverse("inbox"), {"whose": order.pk}, headers=english).content.decode()
    assert plan.subject in theirs or "Agree" in theirs
    mine = client.get(reverse("inbox"), {"whose": "own"}, headers=english).content.decode()
    assert "r-task__t" not in mine
