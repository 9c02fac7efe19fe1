"""Two people at one place of a plan: what the slower one typed stands beside what was saved."""

import uuid

import pytest
from django.db import transaction
from django.urls import reverse

from plans import editing, revising
from plans.models import Plan, Remark
from tests import making
from tests.plans.test_pages import returned
from tests.plans.test_pages_editing import cells, row_address
from workflows import gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(municipal_plan):
    return municipal_plan.latest.activities.get(number="1.1")


@pytest.fixture
def windows(client, municipal_plan, people, row):
    """The clerk has the row open; meanwhile the mayor saves it. What the clerk's window sends."""
    client.force_login(people.municipal_expert)
    shown = client.get(row_address(municipal_plan, row=row)).context["form"].initial
    client.force_login(people.mayor)
    other = cells(municipal_plan, text="Редът на кмета", target_raw="7 деца", reason="Указание")
    assert client.post(row_address(municipal_plan, row=row), other).status_code == 302
    client.force_login(people.municipal_expert)
    mine = {"text": "Моят ред", "note": "дълго писано", "reason": "Мой мотив"}
    return cells(municipal_plan, number="1.1", seen=shown["seen"], **mine)


def hidden(answer):
    """What the page that was answered sends with the next press."""
    form = answer.context["form"]
    return {name: str(form[name].value()) for name in ("seen_version", "seen")}


def test_a_late_edit_is_shown_beside_what_stands_and_who_wrote_it(
    client, municipal_plan, people, row, windows
):
    late = client.post(row_address(municipal_plan, row=row), windows)
    page = late.content.decode()
    assert late.status_code == 409
    met = late.context["met"]
    compared = {
        str(cell.label): tuple("".join(one.text for one in side) for side in sides)
        for cell in met.cells
        for sides in [(cell.before, cell.after)]
    }
    assert compared["Дейност"] == ("Редът на кмета", "Моят ред")
    assert compared["Целева стойност"] == ("7 деца", "")
    assert compared["Бележка"] == ("", "дълго писано")
    assert met.last.actor == people.mayor
    assert people.mayor.name in page
    assert "„Указание“" in page
    assert "Запиши моя" in page
    assert "Остави другия" in page
    for typed in ("Моят ред", "дълго писано", "Мой мотив"):
        assert typed in str(late.context["form"])
    municipal_plan.refresh_from_db()
    assert municipal_plan.latest.activities.get(identity=row.identity).text == "Редът на кмета"


def test_mine_is_saved_over_what_the_page_now_shows(client, municipal_plan, row, windows):
    late = client.post(row_address(municipal_plan, row=row), windows)
    again = client.post(row_address(municipal_plan, row=row), windows | hidden(late))
    assert again.status_code == 302
    kept = municipal_plan.latest.activities.get(identity=row.identity)
    assert (kept.text, kept.note, kept.target_raw) == ("Моят ред", "дълго писано", "")


def test_mine_is_not_saved_over_what_a_third_one_wrote(
    client, municipal_plan, people, row, windows
):
    late = client.post(row_address(municipal_plan, row=row), windows)
    client.force_login(people.mayor)
    third = cells(municipal_plan, text="Трети") | hidden(late)
    assert client.post(row_address(municipal_plan, row=row), third).status_code == 302
    again = client.post(row_address(municipal_plan, row=row), windows | hidden(late))
    assert again.status_code == 409
    assert "Моят ред" in again.content.decode()


def test_a_late_form_that_is_also_wrong_shows_both(client, municipal_plan, row, windows):
    wrong = windows | {"deadline_start": "2026-04-01", "deadline_end": "2026-03-01"}
    late = client.post(row_address(municipal_plan, row=row), wrong)
    page = late.content.decode()
    assert late.status_code == 409
    assert "Срокът свършва, преди да е започнал." in page
    assert "Стои сега" in page
    assert "дълго писано" in page
    right = wrong | {"deadline_end": "2026-05-01"} | hidden(late)
    assert client.post(row_address(municipal_plan, row=row), right).status_code == 302


def test_two_people_in_different_rows_do_not_meet(client, municipal_plan, people, row, windows):
    other = municipal_plan.latest.activities.get(number="1.2")
    municipal_plan.refresh_from_db()
    shown = client.get(row_address(municipal_plan, row=other)).context["form"].initial
    windows = cells(municipal_plan, text="Друг ред", seen=shown["seen"])
    client.post(row_address(municipal_plan, row=row), cells(municipal_plan, text="Още веднъж"))
    assert client.post(row_address(municipal_plan, row=other), windows).status_code == 302


def test_a_row_deleted_meanwhile_can_be_added_with_what_was_typed(
    client, municipal_plan, people, row
):
    client.force_login(people.mayor)
    mine = cells(municipal_plan, text="Моят ред", note="дълго писано", seen="x")
    gone = {"seen_version": municipal_plan.version, "reason": "Отпада"}
    client.post(row_address(municipal_plan, "plan_row_delete", row), gone)
    client.force_login(people.municipal_expert)
    late = client.post(row_address(municipal_plan, row=row), mine)
    page = late.content.decode()
    assert late.status_code == 409
    assert "дълго писано" in page
    assert people.mayor.name in page
    adding = reverse("plan_row_add", args=[municipal_plan.pk])
    assert f'action="{adding}"' in page
    assert client.post(adding, mine | hidden(late)).status_code == 302
    assert municipal_plan.latest.activities.filter(text="Моят ред").exists()


def test_what_is_typed_into_a_new_row_stays_when_the_plan_moved_on(
    client, municipal_plan, row, windows
):
    adding = reverse("plan_row_add", args=[municipal_plan.pk])
    late = client.post(adding, windows | {"seen": ""})
    assert late.status_code == 409
    assert "дълго писано" in late.content.decode()
    assert client.post(adding, windows | hidden(late)).status_code == 302


def test_a_row_is_not_deleted_unread(client, municipal_plan, row, windows):
    address = row_address(municipal_plan, "plan_row_delete", row)
    late = client.post(
        address, {name: windows[name] for name in ("seen_version", "seen", "reason")}
    )
    page = late.content.decode()
    assert late.status_code == 409
    assert "Редът на кмета" in page
    assert "Мой мотив" in page
    deleting = late.context["deleting"]
    seen = {name: deleting[name].value() for name in ("seen_version", "seen")}
    assert client.post(address, {"reason": "Мой мотив", **seen}).status_code == 302


def test_an_answer_to_a_remark_meets_the_other_answer(client, municipal_plan, people):
    plan = returned(municipal_plan, people)
    remark = Remark.objects.get()
    address = reverse("plan_remark_answer", args=[plan.pk, remark.pk])
    client.force_login(people.mayor)
    shown = client.get(address).context["form"].initial
    sent = {"seen_version": plan.version, "seen": shown["seen"]}
    assert client.post(address, sent | {"answer": "На кмета"}).status_code == 302
    late = client.post(address, sent | {"answer": "На експерта"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "На кмета" in page
    assert "На експерта" in page
    assert client.post(address, {"answer": "На експерта"} | hidden(late)).status_code == 302
    remark.refresh_from_db()
    assert remark.answer == "На експерта"


@pytest.mark.parametrize("place", ["edit", "add", "delete"])
def test_what_was_typed_is_given_back_when_the_plan_left_the_house(
    client, municipal_plan, people, row, place
):
    sent = cells(municipal_plan, note="дълго писано", reason="дълго писано")
    making.submitted(municipal_plan, people)
    client.force_login(people.municipal_expert)
    adding = reverse("plan_row_add", args=[municipal_plan.pk])
    address = adding if place == "add" else row_address(municipal_plan, f"plan_row_{place}", row)
    late = client.post(address, sent)
    assert late.status_code == 409
    assert "дълго писано" in late.content.decode()


def test_remarks_of_a_return_are_given_back_when_somebody_was_faster(
    client, municipal_plan, people, row
):
    making.registered(municipal_plan, people)
    version = municipal_plan.version
    making.taken(municipal_plan, "agree", people.ruo_head)
    client.force_login(people.ruo_head)
    sent = {
        "seen_version": version,
        f"row-{row.identity}-chosen": "on",
        f"row-{row.identity}-reason": "term",
        f"row-{row.identity}-text": "Посочете брой места.",
    }
    late = client.post(
        reverse("step", args=["plans", municipal_plan.pk, "return_for_rework"]), sent
    )
    assert late.status_code == 409
    assert "1.1: Какво да се промени" in late.content.decode()
    assert "Посочете брой места." in late.content.decode()


def test_a_row_that_never_was_is_not_found(client, municipal_plan, people):
    client.force_login(people.municipal_expert)
    address = reverse("plan_row_edit", args=[municipal_plan.pk, uuid.uuid4()])
    assert client.get(address).status_code == 404


def test_a_heading_chosen_on_a_page_is_not_another_one_after_an_import(
    client, municipal_plan, people, row
):
    """Headings are chosen by their place: one was put before the second meanwhile."""
    client.force_login(people.municipal_expert)
    shown = client.get(row_address(municipal_plan, row=row)).context["form"].initial
    mine = cells(municipal_plan, text="Моят ред", section="2", seen=shown["seen"])
    reading = making.municipal_reading()
    reading["sections"].insert(1, making.section("1а", "Наставници"))
    with transaction.atomic():
        revising.add_revision(municipal_plan, reading, actor=people.mayor, name="plan.docx")
        gate.note_change(municipal_plan, actor=people.mayor, step="import")
    late = client.post(row_address(municipal_plan, row=row), mine)
    assert late.status_code == 409
    assert "Наставници" in late.content.decode()
    assert municipal_plan.latest.activities.get(identity=row.identity).section.number == "1"


def test_of_two_who_delete_a_row_the_slower_is_told(municipal_plan, people, row):
    mark, plan = editing.mark_of_row(row), Plan.objects.get(pk=municipal_plan.pk)
    seen = plan.version
    editing.delete_row(editing.Change(municipal_plan, people.mayor, seen, mark), row.identity)
    with pytest.raises(editing.MovedOn):
        editing.delete_row(editing.Change(plan, people.mayor, seen, mark), row.identity)
