"""The tabs of „За мен“ and the filters that a person keeps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from workflows import counting
from workflows.models import Desk, SavedFilter

pytestmark = pytest.mark.django_db


def titles(browser, tab, **query):
    page = browser.open("/", tab=tab, **query)
    return [words(link) for link in select(page, "li.r-task .r-task__t a")]


def test_what_comes_lies_ahead_on_the_route_and_does_not_wait_yet(
    municipal_plan, people, places, at
):
    head, clerk = at(people.ruo_head), at(people.council_clerk)
    assert titles(head, "coming") == titles(clerk, "coming") == []
    making.submitted(municipal_plan, people)
    assert titles(head, "coming") == [municipal_plan.subject]
    assert titles(at(people.records), "coming") == []
    making.taken(municipal_plan, "register", people.records, incoming_number="РД-1")
    assert titles(head, "coming") == []
    assert titles(at(people.head_of_another_region), "coming") == []
    making.taken(municipal_plan, "agree", people.ruo_head)
    assert titles(head, "coming") == []
    assert titles(at(people.mayor_of_another_town), "coming") == []
    making.taken(municipal_plan, "put_to_council", people.mayor, council=places.council)
    assert titles(at(people.mayor), "coming") == [municipal_plan.subject]


def test_what_comes_is_told_with_whom_it_is_now(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    row = select(at(people.ruo_head).open("/", tab="coming"), "li.r-task")[0]
    assert "Деловодство" in words(row) or "деловод" in words(row).lower()


def test_started_by_me_is_what_i_opened_or_sent_on(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    assert titles(at(people.municipal_expert), "started") == [municipal_plan.subject]
    assert titles(at(people.mayor), "started") == [municipal_plan.subject]
    assert titles(at(people.records), "started") == []
    assert titles(at(people.ruo_head), "started") == []


def test_done_is_told_the_newest_first_and_names_only_what_is_open(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    rows = select(at(people.records).open("/", tab="done"), "li.r-task")
    assert "Вписано" in words(rows[0])
    making.taken(municipal_plan, "agree", people.ruo_head)
    assert titles(at(people.ruo_head), "done") == [municipal_plan.subject]
    people.ruo_head.appointments.update(until="2020-01-01", since="2019-01-01")
    page = at(people.ruo_head).open("/", tab="done")
    assert titles(at(people.ruo_head), "done") == []
    assert "вече не е достъпен" in words(select(page, "li.r-task")[0])


@pytest.mark.parametrize("tab", ["coming", "started", "done"])
def test_a_tab_asks_as_often_for_one_document_as_for_several(
    tab, municipal_plan, ruo_plan, people, places, at
):
    def asked(person):
        browser = at(person)
        with CaptureQueriesContext(connection) as captured:
            browser.open("/", tab=tab)
        return len(captured)

    making.taken(ruo_plan, "submit", people.ruo_head)
    assert titles(at(people.ruo_head), tab) == [ruo_plan.subject]
    few = asked(people.ruo_head)
    making.registered(municipal_plan, people)
    making.taken(municipal_plan, "agree", people.ruo_head)
    making.taken(municipal_plan, "put_to_council", people.mayor, council=places.council)
    assert asked(people.ruo_head) == few


def kept(browser, name, **parts):
    return browser.send(reverse("filter_save"), 302, name=name, **parts)


def test_a_filter_is_kept_by_name_with_its_count_in_the_address(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    Desk.objects.update(due_on=timezone.localdate())
    counting.count_anew()
    browser = at(people.ruo_head)
    reply = kept(browser, "Днешни", kind="plans", due="soon")
    assert reply["Location"] == "/?kind=plans&due=soon"
    kept(browser, "Закъснели", due="late")
    nav = select(browser.open("/"), "nav.r-kept a")
    assert [(link.get("href"), words(link)) for link in nav] == [
        ("?kind=plans&due=soon", "Днешни 1"),
        ("?due=late", "Закъснели 0"),
    ]
    page = browser.open("/?kind=plans&due=soon")
    assert len(select(page, "li.r-task")) == 1
    assert select(page, "nav.r-kept [aria-current]")
    assert select(browser.open("/?due=late"), "li.r-task") == []
    assert select(at(people.expert).open("/"), "nav.r-kept a") == []


def test_the_same_name_is_overwritten_and_a_filter_is_given_up(people, at):
    browser = at(people.ruo_head)
    kept(browser, "Мои", due="late")
    kept(browser, "Мои", due="week")
    saved = SavedFilter.objects.get()
    assert saved.due == "week"
    at(people.expert).send(reverse("filter_remove", args=[saved.pk]), 404)
    browser.send(reverse("filter_remove", args=[saved.pk]))
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_and_one_too_many_are_told_of(people, at):
    browser = at(people.ruo_head)
    kept(browser, "")
    assert "до 60 знака" in words(browser.open("/"))
    for n in range(21):
        kept(browser, f"{n}", due="late")
    assert SavedFilter.objects.count() == 20
    assert "най-много 20" in words(browser.open("/"))
