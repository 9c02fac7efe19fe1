"""Records, remarks and texts under work stay with those who work on them."""

import pytest
from django.urls import reverse

from inspections import answering
from plans import editing
from plans.editing import Change
from plans.forms import RowForm
from plans.queries.standing import revisions_open_to
from plans.states import ReturnReason
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from tests.reaching import brought, walked

pytestmark = pytest.mark.django_db


def history(browser, document):
    return words(browser.open(reverse("history", args=[document.slug, document.pk])))


def edited(plan, person, why):
    """The first row saved as it is, with a reason."""
    plan.refresh_from_db()
    row = plan.latest.activities.order_by("position")[0]
    form = RowForm(plan=plan, row=row)
    data = {name: value for name, value in form.initial.items() if value is not None}
    sent = RowForm(data, plan=plan, row=row)
    assert sent.is_valid(), sent.errors
    editing.edit_row(Change(plan, person, plan.version), row.identity, sent.row_text(), why)
    plan.refresh_from_db()


def test_director_does_not_read_how_the_protocol_was_written(ruo_plan, people, places, at):
    visit = making.visit_of(making.ordered(ruo_plan, people), places.school)
    making.scheduled(visit, people)
    question = visit.answers.order_by("position")[0]
    answering.save_answer(
        visit,
        question.position,
        "no",
        "Липсват дневници",
        actor=people.expert,
        seen=answering.mark_of(question),
    )
    making.answered_all(visit)
    visit.refresh_from_db()
    making.taken(visit, "draw_protocol", people.expert, summary="Спазва се.", note="Между нас.")
    director, expert = at(people.director), at(people.expert)
    address = visit.get_absolute_url()
    for text in (history(director, visit), words(director.open(address))):
        assert "Между нас" not in text
        assert "Отговорен въпрос" not in text
    assert "Между нас" in history(expert, visit)
    making.taken(
        visit, "register_protocol", people.records, authority_number="КП-1", school_number="2"
    )
    making.taken(visit, "report", people.expert, conclusions="Слаба работа.", note="За началника.")
    assert "За началника" not in history(director, visit)
    assert "За началника" in history(expert, visit)
    whole = len(select(expert.open(reverse("history", args=["visits", visit.pk])), "tbody tr"))
    shown = len(select(director.open(reverse("history", args=["visits", visit.pk])), "tbody tr"))
    assert 0 < shown < whole


def test_notes_and_answers_of_a_returned_draft_are_read_once_it_is_sent(municipal_plan, people, at):
    plan = making.registered(municipal_plan, people)
    making.taken(
        plan, "return_for_rework", people.ruo_head, reason=ReturnReason.TERM, note="Липсва срок."
    )
    edited(plan, people.municipal_expert, "Тайна причина")
    remark = plan.remarks.get()
    editing.answer_remark(
        Change(plan, people.municipal_expert, plan.version), remark, "Черновата на отговора"
    )
    plan.refresh_from_db()
    head, mayor = at(people.ruo_head), at(people.mayor)

    def texts(browser):
        return history(browser, plan) + words(browser.open(plan.get_absolute_url()))

    assert "Липсва срок" in texts(head)
    for note in ("Тайна причина", "Черновата на отговора"):
        assert note not in texts(head)
        assert note in texts(mayor)
    making.submitted(plan, people)
    for note in ("Тайна причина", "Черновата на отговора"):
        assert note in texts(head)


def test_a_change_under_work_is_read_by_the_house_and_by_those_who_decide(people, places, at):
    plan = brought("ruo", "in_execution", people, places)
    walked(plan, "ruo", "propose_change", people, places)
    edited(plan, people.department_head, "Още не е решено")

    def numbers(person):
        return [one.number for one in revisions_open_to(plan, person)]

    def read_it(*readers):
        for person in (people.ruo_head, people.minister, people.ministry_officer, people.observer):
            seen = person in readers
            assert numbers(person) == ([2, 1] if seen else [1])
            assert ("Още не е решено" in history(at(person), plan)) is seen

    read_it(people.ruo_head)
    walked(plan, "ruo", "!edit submit_change", people, places)
    read_it(people.ruo_head, people.minister, people.ministry_officer)
    walked(plan, "ruo", "return_change", people, places)
    read_it(people.ruo_head, people.minister, people.ministry_officer)
    walked(plan, "ruo", "withdraw_change", people, places)
    assert "Още не е решено" not in history(at(people.observer), plan)
