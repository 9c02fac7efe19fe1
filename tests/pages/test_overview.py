"""The overview narrowed by the address, and reminders of what is late."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Measure
from institutions.models import Department
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from workflows import reminding
from workflows.models import Desk, Notice, Reminder
from workflows.refusals import NotYours, Stale
from workflows.reminding import AlreadyReminded

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.timedelta(days=1)


def kpi(page):
    return [words(one) for one in select(page, "ul.r-kpi > li")]


def table(page):
    return [words(row) for row in select(page, "#late-work tbody tr")]


@pytest.fixture
def late(municipal_plan, people):
    """A plan that the head should have agreed the day before yesterday."""
    making.registered(municipal_plan, people)
    rows = Desk.objects.filter(document_id=municipal_plan.pk, step="agree", closed_at=None)
    rows.update(due_on=timezone.localdate() - 2 * YESTERDAY)
    return municipal_plan


def test_plots_tables_and_numbers_follow_the_municipality(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    making.reported(visit, people, ("prescription",))
    today = timezone.localdate()
    making.taken(
        visit, "prescribe", people.ruo_head,
        prescription_order="РД-1", answer_due_on=today + datetime.timedelta(days=20),
    )  # fmt: skip
    Measure.objects.update(due_on=today - datetime.timedelta(days=31))
    browser = at(people.ruo_head)
    here = browser.open("/overview/", place=places.municipality.code)
    assert kpi(here)[1].startswith("Проведени посещения 1 от 2")
    assert kpi(here)[2].startswith("Просрочени предписания 1")
    other = browser.open("/overview/", place="ob-mechidol")
    assert kpi(other)[1].startswith("Проведени посещения 0 от 0")
    assert kpi(other)[2].startswith("Просрочени предписания 0")
    assert "СУ „Захари Стоянов“" not in words(select(other, ".r-dash")[0])
    assert kpi(other)[3].startswith("Планове на общините 0 от 1")
    sent = {"place": "ob-mechidol"}
    csv = browser.client.get("/overview/overdue.csv", sent).content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 1


def test_rows_follow_the_department_by_name_and_by_subject(ruo_plan, people, at):
    making.approved(ruo_plan, people)
    rows = list(ruo_plan.latest.activities.order_by("position"))
    said = ("ст. експерт по БЕЛ", "началник на отдел АП-ФСИО", "директорите")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE plans_activity DISABLE TRIGGER USER")
        for row, posts in zip(rows, said, strict=True):
            type(row).objects.filter(pk=row.pk).update(responsible_raw=posts)
        cursor.execute("ALTER TABLE plans_activity ENABLE TRIGGER USER")
    browser = at(people.ruo_head)
    codes = Department.objects.filter(institution=ruo_plan.authority).values_list("code", flat=True)
    assert set(codes) == {"ОМДК", "АПФСИО"}
    for code in codes:
        page = browser.open("/overview/", department=code)
        assert "0 от 1 дейност," in kpi(page)[0]
        csv = browser.client.get("/overview/sections.csv", {"department": code})
        assert len(csv.content.decode().splitlines()) == 2
    assert "0 от 3 дейности" in kpi(browser.open("/overview/", department="няма"))[0]


def test_late_work_is_named_with_its_holders_and_a_link(late, people, places, at):
    page = at(people.ruo_head).open("/overview/", plan=str(late.pk))
    (row,) = table(page)
    assert late.subject in row
    assert "Началник на РУО" in row
    assert "2 дни" in row
    links = [one.get("href") for one in select(page, "#late-work a.r-rowlink")]
    assert links == [late.get_absolute_url()]
    elsewhere = at(people.ruo_head).open("/overview/", plan=str(late.pk), place="ob-mechidol")
    assert table(elsewhere) == []
    csv = at(people.ruo_head).client.get("/overview/late.csv", {"plan": str(late.pk)})
    assert late.subject in csv.content.decode()


def test_a_reminder_is_a_letter_to_the_holders_once_a_day(late, people, at):
    address = reverse("remind", args=[late.kind, late.pk, "agree"])
    browser = at(people.department_head)
    shown = f"plan={late.pk}"
    reply = browser.send(address, shown=shown)
    assert reply["Location"] == f"/overview/?{shown}#late-work"
    letter = Notice.objects.get(kind="reminder")
    assert letter.person == people.ruo_head
    assert people.department_head.name in letter.body
    assert late.subject in letter.subject
    page = browser.open("/overview/", plan=str(late.pk))
    assert timezone.localdate().strftime("%d.%m.%Y") in table(page)[0]
    assert not select(page, "#late-work form")
    browser.send(address)
    assert (Notice.objects.filter(kind="reminder").count(), Reminder.objects.count()) == (1, 1)
    with pytest.raises(AlreadyReminded):
        reminding.remind(late, "agree", actor=people.department_head)
    Reminder.objects.update(on=timezone.localdate() - YESTERDAY)
    browser.send(address)
    assert Notice.objects.filter(kind="reminder").count() == 2


def test_only_heads_remind_and_only_of_what_is_late(late, people, at):
    for person in (people.expert, people.records, people.municipal_expert):
        with pytest.raises(NotYours):
            reminding.remind(late, "agree", actor=person)
        address = reverse("remind", args=[late.kind, late.pk, "agree"])
        at(person).send(address, 403)
        assert not select(at(person).open("/overview/", plan=str(late.pk)), "#late-work form")
    at(people.head_of_another_region).send(address, 404)
    Desk.objects.update(due_on=timezone.localdate())
    with pytest.raises(Stale):
        reminding.remind(late, "agree", actor=people.department_head)
    assert not Reminder.objects.exists()


def test_what_is_asked_does_not_grow_with_late_work(late, people, at):
    browser = at(people.department_head)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            browser.open("/overview/", plan=str(late.pk))
        return len(captured)

    asked()
    before = asked()
    desk = Desk.objects.filter(document_id=late.pk, closed_at=None)[0]
    for step in ("a", "b", "c", "d"):
        desk.pk, desk.step = None, step
        desk.save(force_insert=True)
    assert asked() == before


def test_a_mayor_is_told_of_no_municipality_whose_plans_they_do_not_read(late, people, places, at):
    towns = places.authority.territory.filter(kind="municipality").count()
    shown = kpi(at(people.ruo_head).open("/overview/", plan=str(late.pk)))[3]
    assert f"0 от {towns} с приет план" in shown
    own = kpi(at(people.mayor).open("/overview/", plan=str(late.pk)))[3]
    assert "0 от 1 с приет план" in own
    assert own.endswith(f"Без приет план: {places.municipality.label}")
    assert towns > 1
