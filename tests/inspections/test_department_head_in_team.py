"""A department head whom the order names works on the visit as one of the team, and only then."""

import pytest

from inspections.forms import experts_of
from tests import making
from tests.closed_world import who_may
from tests.frame.finding import select
from tests.pages.reading import words
from tests.reaching import brought
from tests.standing import stand_in

pytestmark = pytest.mark.django_db
SUMMARY = {"summary": "Спазва се."}


def test_a_department_head_who_is_named_draws_up_the_protocol(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people, team=[people.department_head])
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    assert visit.bookings.get().person == people.department_head
    making.answered_all(visit)
    assert who_may(visit, "draw_protocol", people, SUMMARY) == {"department_head"}
    assert people.department_head in experts_of(inspection)


def test_one_who_is_not_named_writes_nothing(people, places):
    visit = brought("visit", "visited", people, places)
    assert who_may(visit, "draw_protocol", people, SUMMARY) == {"expert"}


def test_a_drawn_visit_shows_the_order_it_was_made_by(people, places, at):
    visit = brought("visit", "drawn", people, places)
    facts = making.order_facts(people, order_number="РД-06-99")
    making.taken(visit.inspection, "amend_order", people.ruo_head, **facts)
    page = at(people.expert).open(visit.get_absolute_url())
    shown = words(select(page, "dl.r-facts--1")[0])
    assert "РД-06-44" in shown
    assert "РД-06-99" not in shown


def test_a_stand_in_is_told_and_named_with_the_order(people, places, at):
    inspection = brought("inspection", "proposed", people, places)
    stand_in(people.second_expert, people.ruo_head, named_by=people.ruo_head)
    browser = at(people.second_expert)
    form = words(browser.open(f"/inspections/{inspection.pk}/steps/order/"))
    assert f"Подписвате за {people.ruo_head.name} по заповед № РД09-88" in form
    making.taken(inspection, "order", people.second_expert, **making.order_facts(people))
    page = words(browser.open(inspection.get_absolute_url()))
    assert f"вместо {people.ruo_head.name}, Началник на РУО, по заповед № РД09-88" in page


def test_in_the_field_who_plans_sets_another_day_or_cancels(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people, team=[people.department_head, people.expert])
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    steps = {f"/visits/{visit.pk}/steps/{step}/" for step in ("schedule", "cancel")}
    for person, offered in ((people.department_head, steps), (people.expert, set())):
        page = at(person).open(visit.get_absolute_url())
        assert select(page, "#visit-next")
        assert {one.get("href") for one in select(page, "main a")} & steps == offered
