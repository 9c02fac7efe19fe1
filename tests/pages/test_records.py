"""History, letters, notices, following and the overview."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Measure
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from workflows.models import Following, Notice

pytestmark = pytest.mark.django_db


def rows(page):
    return [words(row) for row in select(page, "tbody tr")]


def address_of(document, page="history"):
    return reverse(page, args=[document.slug, document.pk])


def test_history_names_who_in_which_post_on_which_day(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    page = at(people.mayor).open(address_of(municipal_plan))
    said = rows(page)
    assert [row.split()[0] for row in said] == ["1", "2", "3"]
    assert "Борислав Геновски" in said[1]
    assert "Кмет на Община Каменград" in said[1]
    assert timezone.localdate().strftime("%d.%m.%Y") in said[1]
    assert "Веригата от записи е цяла: 3" in words(page)


def test_history_tells_a_changed_record(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE workflows_record DISABLE TRIGGER USER")
        cursor.execute("UPDATE workflows_record SET note = 'x' WHERE sequence = 2")
        cursor.execute("ALTER TABLE workflows_record ENABLE TRIGGER USER")
    page = at(people.ruo_head).open(address_of(municipal_plan))
    assert "запис 2 е променен" in words(page)
    assert "е цяла" not in words(page)


def test_history_of_a_foreign_document_is_not_found(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    at(people.head_of_another_region).open(address_of(municipal_plan), 404)
    at(people.administrator).open(address_of(municipal_plan), 404)
    at(people.mayor).open(reverse("history", args=["nonsense", municipal_plan.pk]), 404)


def test_following_shows_the_document_until_it_is_not_wanted(municipal_plan, people, at):
    browser = at(people.municipal_expert)
    browser.send(address_of(municipal_plan, "follow"))
    browser.send(address_of(municipal_plan, "follow"))
    assert Following.objects.count() == 1
    assert municipal_plan.subject in words(select(browser.open("/"), "aside")[0])
    browser.send(address_of(municipal_plan, "follow"), wanted="no", back="inbox")
    assert municipal_plan.subject not in words(select(browser.open("/"), "aside")[0])
    at(people.head_of_another_region).send(address_of(municipal_plan, "follow"), 404)


def test_followed_document_that_is_no_longer_open_is_not_shown(municipal_plan, people, at):
    Following.objects.create(
        person=people.director, document_kind="plans", document_id=municipal_plan.pk
    )
    assert municipal_plan.subject not in words(at(people.director).open("/"))


def test_notice_is_read_by_opening_it(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    notice = Notice.objects.get(person=people.records)
    browser = at(people.records)
    assert len(rows(browser.open("/notices/", show="unread"))) == 1
    reply = browser.send(reverse("notice_read", args=[notice.pk]))
    assert reply.url == municipal_plan.get_absolute_url()
    assert rows(browser.open("/notices/", show="unread")) == []
    assert len(rows(browser.open("/notices/"))) == 1


def test_notices_of_others_are_not_mine(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    notice = Notice.objects.get(person=people.records)
    at(people.mayor).send(reverse("notice_read", args=[notice.pk]), 404)
    at(people.mayor).send(reverse("notices_read"))
    notice.refresh_from_db()
    assert notice.read_at is None
    at(people.records).send(reverse("notices_read"))
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_letters_are_for_the_administrator(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    notice = Notice.objects.order_by("pk")[0]
    for person in (people.ruo_head, people.minister, people.records):
        at(person).open("/letters/", 403)
        at(person).open(reverse("letter", args=[notice.pk]), 403)
        at(person).send(reverse("letter_retry", args=[notice.pk]), 403)
    page = at(people.administrator).open(reverse("letter", args=[notice.pk]))
    assert notice.person.email in words(page)
    assert municipal_plan.subject in words(page)


def test_failed_letter_is_told_with_reason_and_sent_again(
    municipal_plan, people, at, django_capture_on_commit_callbacks
):
    making.submitted(municipal_plan, people)
    notice = Notice.objects.get(person=people.records)
    Notice.objects.filter(pk=notice.pk).update(
        error="ConnectionRefusedError: 111", attempts=2, claimed_at=timezone.now()
    )
    browser = at(people.administrator)
    assert "ConnectionRefusedError" in rows(browser.open("/letters/", show="failed"))[0]
    counts = [words(one) for one in select(browser.open("/letters/"), "nav.r-seg a")]
    assert {"Всички 3", "Неуспешни 1", "Чакащи 2", "Изпратени 0"} <= set(counts)
    browser.send(reverse("letter_retry", args=[notice.pk]))
    notice.refresh_from_db()
    assert (notice.error, notice.claimed_at) == ("", None)


def test_letter_that_has_gone_is_not_sent_twice(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    sent = timezone.now()
    Notice.objects.update(sent_at=sent, claimed_at=sent)
    notice = Notice.objects.order_by("pk")[0]
    at(people.administrator).send(reverse("letter_retry", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.claimed_at == sent


def kpi(page):
    return [words(one) for one in select(page, "ul.r-kpi > li")]


def test_overview_counts_a_closed_visit_towards_its_row_and_its_month(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    browser = at(people.ruo_head)
    assert "0 от 3 дейности" in kpi(browser.open("/overview/"))[0]
    assert kpi(browser.open("/overview/"))[1].startswith("Проведени посещения 0 от 3")
    making.taken(making.reported(visit, people), "close", people.ruo_head)
    assert kpi(browser.open("/overview/"))[1].startswith("Проведени посещения 1 от 3")
    other = making.scheduled(making.visit_of(inspection, places.other_school), people, hour=14)
    making.taken(making.answered_all(other), "draw_protocol", people.expert, summary="Спазва се.")
    making.taken(
        other, "register_protocol", people.records, authority_number="КП-42", school_number="5"
    )
    making.taken(other, "report", people.expert, conclusions="Работи се добре.")
    making.taken(other, "close", people.ruo_head)
    page = browser.open("/overview/")
    assert "1 от 3 дейности" in kpi(page)[0]
    assert "33" in kpi(page)[0]


def test_overdue_prescription_is_counted_by_institution_until_it_is_answered(
    ruo_plan, people, places, at
):
    inspection = making.ordered(ruo_plan, people)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    making.reported(visit, people, ("prescription", "recommendation"))
    today = timezone.localdate()
    making.taken(
        visit,
        "prescribe",
        people.ruo_head,
        prescription_order="РД-1",
        answer_due_on=today + datetime.timedelta(days=20),
    )
    browser = at(people.ruo_head)
    assert kpi(browser.open("/overview/"))[2].startswith("Просрочени предписания 0")
    Measure.objects.update(due_on=today - datetime.timedelta(days=31))
    text = kpi(browser.open("/overview/"))[2]
    assert text.startswith("Просрочени предписания 1 1 над 30 дни")
    assert "СУ „Захари Стоянов“" in words(browser.open("/overview/"))
    assert "СУ „Захари Стоянов“" not in words(at(people.mayor).open("/overview/"))


def test_overview_as_csv_says_the_same_and_runs_no_formula(ruo_plan, people, at):
    plan = making.approved(ruo_plan, people)
    section = plan.revisions.get().sections.order_by("pk")[0]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE plans_section DISABLE TRIGGER USER")
        cursor.execute("UPDATE plans_section SET number='', title='=1+1' WHERE id=%s", [section.pk])
        cursor.execute("ALTER TABLE plans_section ENABLE TRIGGER USER")
    reply = at(people.ruo_head).client.get("/overview/sections.csv", {"plan": str(plan.pk)})
    lines = reply.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Раздел;Изпълнени;В ход;Просрочени;Всичко;Очаквани"
    assert lines[1].startswith("'=1+1;")
    assert len(lines) == 3
    assert reply.headers["Content-Disposition"].startswith("attachment")
    for name in ("months", "overdue"):
        assert at(people.ruo_head).client.get(f"/overview/{name}.csv").status_code == 200
    at(people.ruo_head).open("/overview/nonsense.csv", 404)
    at(people.head_of_another_region).open("/overview/sections.csv", 404)


def test_overview_of_somebody_who_sees_no_plan_says_so(people, at):
    assert "Още няма план за справка" in words(at(people.administrator).open("/overview/"))


def test_overview_of_a_foreign_plan_is_not_shown(ruo_plan, people, at):
    plan = making.approved(ruo_plan, people)
    page = at(people.head_of_another_region).open("/overview/", plan=str(plan.pk))
    assert plan.subject not in words(page)


def test_overview_asks_as_often_for_many_rows(ruo_plan, people, places, at):
    making.ordered(ruo_plan, people)
    browser = at(people.ruo_head)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            browser.open("/overview/")
        return len(captured)

    asked()
    before = asked()
    inspection = ruo_plan.inspections.filter(state="proposed").first()
    for _n in range(5):
        inspection.pk, inspection.identity = uuid.uuid4(), uuid.uuid4()
        inspection.save(force_insert=True)
    assert asked() == before
