"""Several rows at once: each is taken and told of by itself, and the report stays."""

import csv
import io
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from tests.racing import together
from workflows import acting, gate, records
from workflows.models import BulkReport
from workflows.signals import step_taken

pytestmark = pytest.mark.django_db


def taken(browser, *picks):
    """Press the button and read the report that it leads to."""
    reply = browser.send("/bulk/", 302, pick=picks)
    return browser.open(reply["Location"])


def pick_of(document, step):
    return f"{document.slug}:{document.pk}:{step}:{document.version}"


def visit_to_close(ruo_plan, people, places):
    inspection = making.ordered(ruo_plan, people)
    return making.reported(
        making.scheduled(making.visit_of(inspection, places.school), people), people
    )


def test_each_formless_step_is_taken_and_each_refusal_has_its_reason(ruo_plan, people, places, at):
    first = visit_to_close(ruo_plan, people, places)
    second = making.scheduled(
        making.visit_of(first.inspection, places.other_school), people, hour=14
    )
    browser = at(people.ruo_head)
    picks = [box.get("value") for box in select(browser.open("/"), "[data-pick]")]
    assert picks == [pick_of(first, "close")]
    stale = f"visits:{first.pk}:close:{first.version - 1}"
    page = taken(browser, stale, pick_of(second, "close"), *picks)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("closed", "scheduled")
    assert [words(one) for one in select(page, ".r-head__meta span")][1:] == [
        "изпълнени: 1",
        "отказани: 2",
    ]
    lines = [words(line) for line in select(page, ".r-checks li")]
    assert "променен" in lines[0]
    assert len([line for line in lines if "не е записано" in line]) == 2


def test_agreements_are_taken_at_once_and_chained(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)
    picks = [box.get("value") for box in select(browser.open("/"), "[data-pick]")]
    assert picks == [pick_of(municipal_plan, "agree")]
    taken(browser, *picks)
    municipal_plan.refresh_from_db()
    assert (municipal_plan.state, municipal_plan.agreed_by) == ("agreed", people.ruo_head)
    assert records.verify(municipal_plan) == []


def test_no_step_that_has_a_form_is_taken(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    page = taken(at(people.records), pick_of(municipal_plan, "register"))
    municipal_plan.refresh_from_db()
    assert municipal_plan.incoming_number == ""
    assert "Тази стъпка се попълва поотделно" in words(select(page, ".r-checks")[0])


def test_nothing_chosen_or_nonsense_is_said(people, at):
    assert "Нищо не е избрано" in at(people.ruo_head).send("/bulk/", 422).content.decode()
    for nonsense in ("x", "plans:1:agree:1", f"nothing:{uuid.uuid4()}:agree:1"):
        page = taken(at(people.ruo_head), nonsense)
        assert "Редът вече не е достъпен" in words(select(page, ".r-checks")[0])


def test_a_foreign_document_is_neither_reached_nor_named(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    page = taken(at(people.head_of_another_region), pick_of(municipal_plan, "agree"))
    assert municipal_plan.subject not in words(page)
    municipal_plan.refresh_from_db()
    assert municipal_plan.state == "at_ruo"


def test_rows_over_five_hundred_are_left_and_told_of(ruo_plan, people, places, at):
    visit = visit_to_close(ruo_plan, people, places)
    gone = [f"visits:{uuid.uuid4()}:close:1" for _n in range(501)]
    page = taken(at(people.ruo_head), pick_of(visit, "close"), *gone)
    visit.refresh_from_db()
    assert visit.state == "closed"
    assert "отказани: 499" in words(page)
    assert "2 реда останаха непроменени" in words(page)


def test_one_that_breaks_is_told_of_and_stops_nobody(
    ruo_plan, municipal_plan, people, places, monkeypatch, at
):
    visit = visit_to_close(ruo_plan, people, places)
    making.registered(municipal_plan, people)
    perform = gate.perform

    def breaking(document, step, **facts):
        if document.pk == visit.pk:
            raise ZeroDivisionError
        return perform(document, step, **facts)

    monkeypatch.setattr(gate, "perform", breaking)
    page = taken(at(people.ruo_head), pick_of(visit, "close"), pick_of(municipal_plan, "agree"))
    visit.refresh_from_db()
    municipal_plan.refresh_from_db()
    assert (visit.state, municipal_plan.state) == ("reported", "agreed")
    assert "поради грешка" in words(select(page, ".r-checks li.is-bad")[0])


def test_a_report_cut_off_tells_how_far_it_came(people, at):
    report = BulkReport.objects.create(person=people.ruo_head, asked=3, lines=[])
    page = at(people.ruo_head).open(reverse("bulk_report", args=[report.pk]))
    assert "прекъснато" in words(select(page, ".r-note")[0])


def test_a_report_is_a_table_too_and_is_there_for_its_person_only(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)
    taken(browser, pick_of(municipal_plan, "agree"), "x")
    report = BulkReport.objects.get()
    address = reverse("bulk_report_csv", args=[report.pk])
    sent = browser.client.get(address).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sent), delimiter=";"))
    assert rows[0] == ["Документ", "Стъпка", "Резултат", "Мотив"]
    assert [row[2] for row in rows[1:]] == ["записано", "не е записано"]
    for name in ("bulk_report", "bulk_report_csv"):
        at(people.expert).open(reverse(name, args=[report.pk]), 404)


def test_the_page_shows_as_many_rows_as_are_taken_at_once(municipal_plan, people, at):
    from workflows import counting
    from workflows.models import Desk

    making.registered(municipal_plan, people)
    desk = Desk.objects.get(closed_at=None, document_id=municipal_plan.pk)
    for n in range(30):
        desk.pk, desk.step = None, f"step{n}"
        desk.save(force_insert=True)
    counting.count_anew()
    browser = at(people.ruo_head)
    assert len(select(browser.open("/"), "li.r-task")) == 25
    assert len(select(browser.open("/", rows=500), "li.r-task")) == 31
    assert len(select(browser.open("/", rows=7), "li.r-task")) == 25


@pytest.mark.django_db(transaction=True)
def test_the_same_rows_pressed_twice_at_once_are_taken_once(region, people, places):
    plan = making.registered(making.municipal_plan(people, places), people)
    call = lambda: acting.take_all(people.ruo_head, [pick_of(plan, "agree")])  # noqa: E731
    reports = together([plan], call, call)
    assert sorted(len(report.done) for report in reports) == [0, 1]
    assert sorted(len(report.refused) for report in reports) == [0, 1]
    plan.refresh_from_db()
    assert plan.state == "agreed"
    assert records.verify(plan) == []


@pytest.mark.django_db(transaction=True)
def test_the_commits_of_the_rows_are_flushed_by_that_of_the_report(region, people, places):
    seen = []

    def waits(**_told):
        seen.append(shown())

    def shown(statement="SHOW synchronous_commit"):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    plan = making.registered(making.municipal_plan(people, places), people)
    # The servers of the tests never wait for the disk; those of an office do.
    before = shown("SELECT set_config('synchronous_commit', 'on', false)")
    step_taken.connect(waits)
    try:
        acting.take_all(people.ruo_head, [pick_of(plan, "agree")])
    finally:
        step_taken.disconnect(waits)
        after = shown()
        shown("SELECT set_config('synchronous_commit', 'off', false)")
    assert (before, seen, after) == ("on", ["off"], "on")
