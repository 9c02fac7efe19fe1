"""Rows of a draft edited, added and deleted, and remarks answered, in the browser."""

import uuid

import pytest
from django.urls import reverse

from plans.models import Remark
from tests import making
from tests.plans.test_pages import returned
from workflows import records

pytestmark = pytest.mark.django_db


def cells(plan, **changes):
    """What the form of a row sends."""
    names = (
        "number", "section", "text", "deadline_raw", "deadline_start", "deadline_end", "unit",
        "baseline_raw", "target_raw", "responsible_raw", "financing", "indicator_raw",
        "expected_result", "note", "reason",
    )  # fmt: skip
    return dict.fromkeys(names, "") | {"seen_version": plan.version, "text": "Дейност"} | changes


def row_address(plan, name="plan_row_edit", row=None):
    row = row or plan.latest.activities.first()
    return reverse(name, args=[plan.pk, row.identity])


def test_an_edited_row_makes_a_working_copy_and_is_recorded(client, municipal_plan, people):
    plan, row = municipal_plan, municipal_plan.latest.activities.first()
    client.force_login(people.municipal_expert)
    words = {"target_raw": "12 деца", "deadline_raw": "до 30.09.2026 г.", "reason": "Нова цел"}
    days = {"deadline_start": "2026-01-01", "deadline_end": "2026-12-31"}
    answer = client.post(row_address(plan), cells(plan, number="1.1", **words, **days))
    assert answer.url == f"{plan.get_absolute_url()}#{row.anchor}"
    latest = plan.latest
    assert (latest.number, latest.is_frozen) == (2, False)
    edited = latest.activities.get(identity=row.identity)
    assert (edited.target, edited.deadline_end.isoformat()) == (12, "2026-09-30")
    last = records.of(plan).last()
    assert (last.step, last.actor, last.note) == ("edit_row", people.municipal_expert, "Нова цел")
    assert last.post is not None
    assert plan.revisions.get(number=1).activities.get(identity=row.identity).text == row.text
    assert records.verify(plan) == []


def test_dates_that_are_given_win_over_the_words_of_the_term(client, municipal_plan, people):
    plan, row = municipal_plan, municipal_plan.latest.activities.first()
    client.force_login(people.municipal_expert)
    sent = cells(
        plan, deadline_raw="по график", deadline_start="2026-02-01", deadline_end="2026-03-01"
    )
    client.post(row_address(plan), sent)
    edited = plan.latest.activities.get(identity=row.identity)
    assert (edited.deadline_start.month, edited.deadline_end.month) == (2, 3)
    plan.refresh_from_db()
    wrong = cells(plan, deadline_start="2026-04-01", deadline_end="2026-03-01")
    refused = client.post(row_address(plan), wrong)
    assert refused.status_code == 422
    assert "Срокът свършва, преди да е започнал." in refused.content.decode()


def test_two_edits_of_one_page_the_second_reads_who_was_faster(client, municipal_plan, people):
    plan = municipal_plan
    client.force_login(people.municipal_expert)
    sent = cells(plan, text="Първа")
    assert client.post(row_address(plan), sent).status_code == 302
    late = client.post(row_address(plan), sent | {"text": "Втора"})
    assert late.status_code == 409
    assert people.municipal_expert.name in late.content.decode()
    assert not plan.latest.activities.filter(text="Втора").exists()


def test_a_submitted_plan_is_not_edited(client, municipal_plan, people):
    making.submitted(municipal_plan, people)
    client.force_login(people.municipal_expert)
    for address in (row_address(municipal_plan), reverse("plan_row_add", args=[municipal_plan.pk])):
        assert client.get(address).status_code == 409
        assert client.post(address, cells(municipal_plan)).status_code == 409
    assert municipal_plan.revisions.count() == 1


def test_others_who_see_the_plan_do_not_edit_it(client, municipal_plan, people):
    returned(municipal_plan, people)
    remark = Remark.objects.get()
    addresses = [
        row_address(municipal_plan),
        row_address(municipal_plan, "plan_row_delete"),
        reverse("plan_row_add", args=[municipal_plan.pk]),
        reverse("plan_remark_answer", args=[municipal_plan.pk, remark.pk]),
    ]
    for person, status in ((people.ruo_head, 403), (people.head_of_another_region, 404)):
        client.force_login(person)
        sent = cells(municipal_plan) | {"answer": "Не"}
        assert {client.post(address, sent).status_code for address in addresses} == {status}
    remark.refresh_from_db()
    assert remark.answer == ""
    assert municipal_plan.revisions.count() == 1


def test_an_added_row_stands_under_its_heading(client, municipal_plan, people):
    plan = municipal_plan
    client.force_login(people.municipal_expert)
    sent = cells(plan, number="1.3", section="1", text="Нова дейност")
    assert client.post(reverse("plan_row_add", args=[plan.pk]), sent).status_code == 302
    shown = client.get(plan.get_absolute_url()).context["table"]
    assert [view.row.number for view in shown.groups[0].rows] == ["1.1", "1.2", "1.3"]
    assert shown.groups[0].rows[-1].change == "added"


def test_a_deleted_row_needs_a_reason_and_stays_in_what_was(client, municipal_plan, people):
    plan = municipal_plan
    client.force_login(people.municipal_expert)
    address, sent = row_address(plan, "plan_row_delete"), {"seen_version": plan.version}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"reason": "Отпада"}).status_code == 302
    assert [plan.revisions.get(number=n).activities.count() for n in (1, 2)] == [3, 2]
    assert client.get(address).status_code == 405


def test_an_inspection_is_edited_with_its_number_of_schools(client, ruo_plan, people):
    row = ruo_plan.latest.activities.get(key="18.1.1")
    client.force_login(people.department_head)
    sent = cells(ruo_plan, inspection_kind="current", target_count="5")
    assert client.post(row_address(ruo_plan, row=row), sent).status_code == 302
    inspection = ruo_plan.latest.activities.get(identity=row.identity).inspection
    assert (inspection.kind, inspection.target_count) == ("current", 5)
    assert inspection.listed.count() == 2


def test_a_remark_is_answered_and_the_plan_can_come_back(client, municipal_plan, people):
    plan = returned(municipal_plan, people)
    remark = Remark.objects.get()
    client.force_login(people.mayor)
    before = client.get(plan.get_absolute_url())
    assert "Отговорете на всяка бележка" in before.content.decode()
    address = reverse("plan_remark_answer", args=[plan.pk, remark.pk])
    assert remark.text in client.get(address).content.decode()
    assert client.post(address, {"seen_version": plan.version, "answer": ""}).status_code == 422
    sent = {"seen_version": plan.version, "answer": "Посочена е."}
    assert client.post(address, sent).status_code == 302
    after = client.get(plan.get_absolute_url())
    assert after.context["main"].step.name == "submit"
    assert "Посочена е." in after.content.decode()
    plan.refresh_from_db()
    making.submitted(plan, people)
    assert client.get(address).status_code == 409


def test_the_remark_stands_beside_the_changed_row(client, municipal_plan, people):
    plan = returned(municipal_plan, people)
    client.force_login(people.municipal_expert)
    client.post(row_address(plan), cells(plan, number="1.1", target_raw="12", reason="По бележка"))
    shown = client.get(reverse("plan_compare", args=[plan.pk]))
    (difference,) = shown.context["differences"].shown
    assert [one.remark.text for one in difference.answered] == ["Посочете цел."]
    assert [reason.text for reason in difference.reasons] == ["По бележка"]
    nothing = client.get(reverse("plan_compare", args=[plan.pk]), {"from": "2", "to": "2"})
    assert "Няма промени" in nothing.content.decode()
    assert client.get(reverse("plan_compare", args=[plan.pk]), {"to": "77"}).status_code == 404


def test_a_row_that_is_not_there_is_not_found(client, municipal_plan, people):
    client.force_login(people.municipal_expert)
    address = reverse("plan_row_edit", args=[municipal_plan.pk, uuid.uuid4()])
    assert client.get(address).status_code == 404


def test_remarks_are_written_at_rows_of_the_return(client, municipal_plan, people):
    making.registered(municipal_plan, people)
    row = municipal_plan.latest.activities.last()
    client.force_login(people.ruo_head)
    address = reverse("step", args=["plans", municipal_plan.pk, "return_for_rework"])
    shown = client.get(address).content.decode()
    assert f'name="row-{row.identity}-chosen"' in shown
    assert shown.count("selected") == shown.count('<option value="" selected>') == 4
    sent = {
        "seen_version": municipal_plan.version,
        "reason": "indicator",
        "note": "Целите не са числа.",
        f"row-{row.identity}-chosen": "on",
        f"row-{row.identity}-reason": "term",
        f"row-{row.identity}-text": "Посочете брой места.",
        f"row-{uuid.uuid4()}-chosen": "on",
        f"row-{uuid.uuid4()}-text": "Чужд ред",
        "row-nonsense": "Нищо",
    }
    assert client.post(address, sent).status_code == 302
    assert [(one.identity, one.reason, one.text) for one in Remark.objects.all()] == [
        (None, "indicator", "Целите не са числа."),
        (row.identity, "term", "Посочете брой места."),
    ]


@pytest.mark.parametrize(
    ("general", "row", "sentence"),
    [
        ({}, {}, "Посочете какво да се промени"),
        ({"note": "Целите не са числа."}, {}, "Изберете мотив."),
        ({"reason": "term"}, {}, "Напишете общата бележка."),
        ({}, {"chosen": "on", "text": "Посочете места."}, "Изберете мотив."),
        ({}, {"chosen": "on", "reason": "term"}, "Напишете какво да се промени в този ред."),
        ({}, {"text": "Посочете места."}, "Редът не е избран"),
    ],
)
def test_a_return_without_a_reason_or_a_text_is_refused(
    client, municipal_plan, people, general, row, sentence
):
    making.registered(municipal_plan, people)
    first = municipal_plan.latest.activities.order_by("position")[0]
    client.force_login(people.ruo_head)
    address = reverse("step", args=["plans", municipal_plan.pk, "return_for_rework"])
    sent = {f"row-{first.identity}-{name}": value for name, value in row.items()}
    answer = client.post(address, {"seen_version": municipal_plan.version} | general | sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Remark.objects.exists()


def test_rows_alone_are_enough_for_a_return(client, municipal_plan, people):
    making.registered(municipal_plan, people)
    rows = municipal_plan.latest.activities.order_by("position")[:2]
    client.force_login(people.ruo_head)
    sent = {"seen_version": municipal_plan.version}
    for row, reason in zip(rows, ("term", "law"), strict=True):
        name = f"row-{row.identity}"
        sent |= {f"{name}-chosen": "on", f"{name}-reason": reason, f"{name}-text": reason}
    address = reverse("step", args=["plans", municipal_plan.pk, "return_for_rework"])
    assert client.post(address, sent).status_code == 302
    found = [(one.number, one.reason, one.text) for one in Remark.objects.all()]
    assert found == [("1.1", "term", "term"), ("1.2", "law", "law")]
    assert records.of(municipal_plan).last().note == "Бележки по редове: 1.1, 1.2."
