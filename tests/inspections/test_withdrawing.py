"""What is ordered or dated can be called off, and nothing of it stays behind."""

import datetime

import pytest

from inspections.models import Booking
from institutions.rights import Right
from plans.models import Fact
from tests import making
from tests.closed_world import outcome
from tests.frame.finding import select
from tests.making import TODAY
from tests.pages.reading import words
from tests.reaching import BESIDES, brought, facts, walked
from workflows import access, desks
from workflows.models import Desk, Notice
from workflows.refusals import NotReady

pytestmark = pytest.mark.django_db
WHY = "Училището е затворено."


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("person", flat=True))


def planners(inspection):
    people = access.holders(Right.PLAN_INSPECTIONS, inspection.institution)
    return set(people.values_list("pk", flat=True))


def open_work(document):
    return set(
        Desk.objects.filter(document_id=document.pk, closed_at=None).values_list("step", flat=True)
    )


@pytest.fixture
def inspection(people, places):
    """Ordered, with one visit dated and one not."""
    found = brought("inspection", "ordered", people, places)
    making.scheduled(making.visit_of(found, places.school), people)
    return found


@pytest.fixture
def dated(inspection, places):
    return making.visit_of(inspection, places.school)


@pytest.fixture
def undated(inspection, places):
    return inspection.visits.exclude(institution=places.school).get()


def withdrawn(inspection, people):
    return making.taken(inspection, "withdraw_order", people.ruo_head, note=WHY)


def cancelled(visit, people):
    return making.taken(visit, "cancel", people.department_head, note=WHY)


def test_a_withdrawn_order_takes_its_visits_along(inspection, dated, undated, people):
    withdrawn(inspection, people)
    assert (inspection.state, inspection.withdrawn_on) == ("withdrawn", TODAY())
    for visit in (dated, undated):
        visit.refresh_from_db()
        assert (visit.state, visit.cancelled_on) == ("cancelled", TODAY())
        assert open_work(visit) == set()
    assert open_work(inspection) == set()
    assert not Booking.objects.exists()


def test_a_withdrawn_order_tells_the_team_once_and_the_director_who_knew(inspection, people):
    withdrawn(inspection, people)
    others = planners(inspection) - {people.ruo_head.pk}
    assert told("inspection_withdrawn") == {people.expert.pk} | others
    assert told("visit_cancelled") == {people.director.pk}, "the other school knew of nothing"
    letter = Notice.objects.get(kind="visit_cancelled")
    assert WHY in letter.body


def test_a_cancelled_visit_tells_its_team_and_director(dated, people):
    cancelled(dated, people)
    assert told("visit_cancelled") == {people.expert.pk, people.director.pk}
    assert not Booking.objects.filter(visit=dated).exists()
    assert open_work(dated) == set()


def test_a_visit_that_nobody_knew_of_is_cancelled_quietly(undated, people):
    cancelled(undated, people)
    assert not told("visit_cancelled")


def test_the_team_is_free_for_another_visit_at_that_hour(inspection, dated, undated, people):
    with pytest.raises(NotReady):
        making.scheduled(undated, people)
    cancelled(dated, people)
    making.scheduled(undated, people)
    assert undated.state == "scheduled"


def test_an_inspection_with_one_visit_cancelled_closes_and_counts_the_other(
    inspection, dated, undated, people, places
):
    cancelled(undated, people)
    BESIDES["answers"](dated, people, places)
    walked(dated, "visit", "draw_protocol register_protocol report close", people, places)
    assert open_work(inspection) == {"close"}
    assert Fact.objects.filter(plan=inspection.plan).count() == 1
    inspection.refresh_from_db()
    making.taken(inspection, "close", people.ruo_head)
    assert inspection.state == "closed"


def test_an_inspection_with_all_visits_cancelled_can_only_be_withdrawn(
    inspection, dated, undated, people
):
    cancelled(dated, people)
    cancelled(undated, people)
    assert open_work(inspection) == {"withdraw_order"}
    assert outcome(inspection, "close", people.ruo_head) == "NotReady"
    assert not Fact.objects.exists()
    withdrawn(inspection, people)
    assert inspection.state == "withdrawn"


def test_an_order_with_a_protocol_stands(people, places):
    visit = brought("visit", "drawn", people, places)
    assert outcome(visit.inspection, "withdraw_order", people.ruo_head, note=WHY) == "NotReady"


def test_a_withdrawal_dated_before_a_visit_was_dated_withdraws_nothing(inspection, dated, people):
    day = TODAY() - datetime.timedelta(days=1)
    answer = outcome(inspection, "withdraw_order", people.ruo_head, on=day, note=WHY)
    assert answer == "NotReady"
    dated.refresh_from_db()
    assert dated.state == "scheduled"


def test_a_withdrawn_proposal_leaves_every_desk(people, places):
    inspection = brought("inspection", "proposed", people, places)
    assert open_work(inspection) == {"order"}
    making.taken(inspection, "withdraw", people.department_head, note=WHY)
    assert open_work(inspection) == set()
    assert told("inspection_withdrawn") == planners(inspection) - {people.department_head.pk}
    assert people.ruo_head.pk in told("inspection_withdrawn")
    assert not desks.waiting_for(people.ruo_head).filter(document_id=inspection.pk).exists()


def test_cancelled_visits_are_in_no_calendar_and_no_field(dated, people, at):
    shown = f"a.r-chip[href={dated.get_absolute_url()}]"
    page = f"/inspections/calendar/?from={TODAY().isoformat()}"
    assert select(at(people.expert).open(page), shown)
    cancelled(dated, people)
    assert not select(at(people.expert).open(page), shown)


def test_pages_say_who_cancelled_what_and_why(inspection, dated, people, at):
    cancelled(dated, people)
    for person in (people.department_head, people.director):
        text = words(at(person).open(dated.get_absolute_url()))
        assert "Посещението е отменено." in text
        assert WHY in text
        assert people.department_head.name in text
    text = words(at(people.ruo_head).open(inspection.get_absolute_url()))
    assert "1 отменено" in text
    withdrawn(inspection, people)
    text = words(at(people.ruo_head).open(inspection.get_absolute_url()))
    assert "Заповедта е оттеглена." in text
    assert "0 от 0" not in text
    assert "Продължи изпълнението" not in text


def test_the_form_asks_for_a_reason(inspection, people, at):
    page = at(people.ruo_head)
    url = f"/inspections/{inspection.pk}/steps/withdraw_order/"
    answer = page.client.post(url, {"seen_version": inspection.version, "note": ""})
    assert answer.status_code == 422
    inspection.refresh_from_db()
    assert inspection.state == "ordered"
    assert facts("inspection", "withdraw_order", people, None)["note"]


@pytest.mark.parametrize("ordered", [False, True], ids=["proposed", "ordered"])
def test_a_withdrawn_follow_up_leaves_its_visit_to_the_head(ordered, people, places):
    visit = brought("visit", "follow_up_by_visit", people, places)
    follow_up = visit.follow_ups.get()
    if ordered:
        told = making.order_facts(people, order_number="РД-06-77", criteria=[])
        making.taken(follow_up, "order", people.ruo_head, **told)
    step = "withdraw_order" if ordered else "withdraw_follow_up"
    making.taken(follow_up, step, people.ruo_head, note=WHY)
    visit.refresh_from_db()
    assert open_work(visit) == {"follow_up"}
    assert outcome(visit, "confirm", people.expert, note="Проверено.") == "NotReady"
    walked(visit, "visit", "!follow_up_by_visit", people, places)
    assert visit.follow_ups.count() == 2


@pytest.mark.parametrize("place", ["proposed", "ordered"])
def test_giving_up_is_never_the_main_thing(place, people, places, at):
    inspection = brought("inspection", place, people, places)
    shown = [
        words(button)
        for person in (people.department_head, people.ruo_head)
        for button in select(
            at(person).open(inspection.get_absolute_url()), ".r-head__act a.btn-primary"
        )
    ]
    assert not any(one.startswith("Оттегли") for one in shown)


def test_the_menu_marks_inspections_on_the_page_of_a_visit(dated, people, at):
    page = at(people.department_head).open(dated.get_absolute_url())
    (here,) = select(page, "nav.r-rail a[aria-current=page]")
    assert "Проверки" in words(here)
