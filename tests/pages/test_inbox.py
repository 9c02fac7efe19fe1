"""„За мен“: what waits, for whom, how urgent; several rows at once."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from institutions.models import Substitution
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from workflows import counting
from workflows.models import Desk

pytestmark = pytest.mark.django_db


def titles(page):
    return [words(link) for link in select(page, "li.r-task .r-task__t a")]


def test_submitted_plan_waits_for_the_records_office_and_not_for_the_expert(
    municipal_plan, people, at
):
    making.submitted(municipal_plan, people)
    page = at(people.records).open("/")
    assert len(titles(page)) == 1
    assert "Община Каменград" in titles(page)[0]
    link = select(page, "li.r-task .r-task__a a")[0]
    assert link.get("href").partition("?")[0] == municipal_plan.get_absolute_url()
    assert titles(at(people.expert).open("/")) == []


def test_what_waits_for_the_absent_is_shown_to_the_stand_in_with_the_name(
    municipal_plan, people, places, at
):
    making.registered(municipal_plan, people)
    today = timezone.localdate()
    post = places.authority.posts.get(role="ruo_head")
    assert titles(at(people.department_head).open("/")) == []
    Substitution.objects.create(
        post=post,
        absent=people.ruo_head,
        substitute=people.department_head,
        named_by=people.ruo_head,
        order_number="РД-1",
        order_date=today,
        since=today,
        until=today,
    )
    row = select(at(people.department_head).open("/"), "li.r-task")[0]
    assert "вместо Невена Радулова" in words(row)
    own = select(at(people.ruo_head).open("/"), "li.r-task")[0]
    assert "вместо Невена Радулова" not in words(own)


def test_counters_and_groups_follow_the_deadline(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    today = timezone.localdate()
    cases = {-1: "g1", 0: "g2", 7: "g3", 8: "g4"}
    for days, anchor in cases.items():
        Desk.objects.update(due_on=today + datetime.timedelta(days=days))
        counting.count_anew()
        page = at(people.ruo_head).open("/")
        assert [heading.get("id") for heading in select(page, "h2.r-group")] == [anchor]
        counted = [words(number) for number in select(page, "ul.r-sum b")]
        assert counted == ["1" if f"g{n}" == anchor else "0" for n in (1, 2, 3, 4)]


def test_work_without_a_term_is_later_and_the_load_counts_only_dated(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    Desk.objects.update(due_on=None)
    counting.count_anew()
    page = at(people.ruo_head).open("/")
    assert [heading.get("id") for heading in select(page, "h2.r-group")] == ["g4"]
    assert "Няма срокове" in words(select(page, "aside table")[0])


def test_verb_filter_shows_its_rows_and_keeps_all_counts(municipal_plan, ruo_plan, people, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)
    page = browser.open("/")
    numbers = {link.get("href"): words(link) for link in select(page, "nav.r-seg a")}
    assert numbers["?"].endswith("2")
    assert numbers["?verb=Agree"].endswith("1")
    assert len(titles(browser.open("/", verb="Agree"))) == 1
    assert titles(browser.open("/", verb="Nonsense")) == []


def test_opening_a_document_takes_the_dot_away_only_by_a_post(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)
    assert len(select(browser.open("/"), "li.is-new")) == 1
    browser.client.get(municipal_plan.get_absolute_url())
    assert len(select(browser.open("/"), "li.is-new")) == 1
    browser.send(reverse("seen", args=["plans", municipal_plan.pk]), 204)
    assert select(browser.open("/"), "li.is-new") == []


def test_seen_of_a_foreign_document_is_not_found(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    at(people.head_of_another_region).send(reverse("seen", args=["plans", municipal_plan.pk]), 404)
    assert Desk.objects.filter(seen_at=None).exists()


def test_inbox_asks_as_often_for_one_row_as_for_sixty(municipal_plan, people, places, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            browser.open("/")
        return len(captured)

    asked()
    few = asked()
    desk = Desk.objects.get(closed_at=None, document_id=municipal_plan.pk)
    for n in range(60):
        desk.pk, desk.step = None, f"step{n}"
        desk.save(force_insert=True)
    counting.count_anew()
    assert asked() == few
    assert len(titles(browser.open("/"))) == 25
    assert len(titles(browser.open("/", page=3))) == 11


def test_nothing_waits_is_said_with_the_last_act(people, ruo_plan, at):
    page = at(people.observer).open("/")
    assert "Нищо не чака" in words(select(page, ".r-empty")[0])


def test_visit_of_today_is_in_the_field_for_those_who_see_it(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people)
    making.scheduled(making.visit_of(inspection, places.school), people)
    for person in (people.ruo_head, people.director):
        assert "Е. Стойкова" in words(select(at(person).open("/"), "aside")[0])
    assert "Е. Стойкова" not in words(select(at(people.mayor).open("/"), "aside")[0])


def test_verb_is_said_as_its_flow_says_it_and_not_as_the_noun(people, places, at):
    Desk.objects.create(
        document_kind="inspections",
        document_id=uuid.uuid4(),
        step="order",
        verb="Order",
        subject="x",
        detail="Inspection",
        url="/x/",
        institution=places.authority,
        person=people.expert,
    )
    counting.count_anew()
    link = select(at(people.expert).open("/"), "li.r-task .r-task__a a")[0]
    assert words(link).startswith("Издай заповед")
