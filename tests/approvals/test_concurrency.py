"""Two people at once: exactly one succeeds, the other reads who was faster and when."""

import datetime
from functools import partial

import pytest
from django.utils import timezone

from approvals.models import Decision, Session
from plans import editing, importing
from plans.models import Import, ImportStatus, Plan
from tests import making
from tests.racing import meanwhile, presses, together
from tests.reaching import brought
from tests.standing import stand_in
from workflows import gate, records
from workflows.refusals import NotReady, Stale

pytestmark = pytest.mark.django_db(transaction=True)


def codes(answers):
    return sorted(answer.status_code for answer in answers)


def told_who_was_faster(answers, plan):
    """The page of the one who came second names the person and the moment of the first."""
    late = next(answer for answer in answers if answer.status_code == 409)
    last = records.of(plan).last()
    page = late.content.decode()
    moment = timezone.localtime(last.at)
    return last.actor.name in page and f"{moment:%d.%m.%Y}, {moment.hour}:{moment:%M}" in page


def test_the_head_and_the_stand_in_agree_at_once_and_one_succeeds(municipal_plan, people):
    plan = making.registered(municipal_plan, people)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    answers = together(
        [plan],
        presses(people.ruo_head, plan, "agree"),
        presses(people.department_head, plan, "agree"),
    )
    assert codes(answers) == [302, 409]
    assert records.of(plan).filter(step="agree").count() == 1
    assert told_who_was_faster(answers, plan)
    plan.refresh_from_db()
    assert plan.agreed_by == records.of(plan).last().actor
    assert records.verify(plan) == []


def test_agreed_and_returned_at_once_is_one_of_the_two(municipal_plan, people):
    plan = making.registered(municipal_plan, people)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    answers = together(
        [plan],
        presses(people.ruo_head, plan, "agree"),
        presses(
            people.department_head, plan, "return_for_rework", reason="law", note="Липсва срок."
        ),
    )
    assert codes(answers) == [302, 409]
    assert told_who_was_faster(answers, plan)
    plan.refresh_from_db()
    outcome = {"agree": ("agreed", 0), "return_for_rework": ("draft", 1)}
    assert (plan.state, plan.remarks.count()) == outcome[records.of(plan).last().step]


def _two_plans_at_the_council(people, places):
    plans = [
        making.imported(
            people.municipal_expert, places.municipality, making.municipal_reading(year)
        )
        for year in (2026, 2025)
    ]
    return [making.at_council(plan, people, places) for plan in plans]


def _decision(number):
    return {
        "number": number,
        "protocol_number": "7",
        "on": making.TODAY().isoformat(),
        "members": 29,
        "present": 25,
        "in_favour": 20,
        "against": 5,
        "abstained": 0,
    }


def test_two_clerks_record_the_same_number_and_one_is_refused(people, places):
    plans = _two_plans_at_the_council(people, places)
    stand_in(people.council_chair, people.council_clerk, named_by=people.mayor)
    clerks = (people.council_clerk, people.council_chair)
    answers = together(
        plans,
        *(
            presses(clerk, plan, "adopt", **_decision("112"))
            for clerk, plan in zip(clerks, plans, strict=True)
        ),
    )
    assert codes(answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert "112" in refused.content.decode()
    assert Decision.objects.get().number == "112"
    assert sorted(Plan.objects.values_list("state", flat=True)) == ["adopted", "at_council"]


def test_two_clerks_record_two_decisions_of_one_session_at_once(people, places):
    plans = _two_plans_at_the_council(people, places)
    stand_in(people.council_chair, people.council_clerk, named_by=people.mayor)
    answers = together(
        plans,
        presses(people.council_clerk, plans[0], "adopt", **_decision("112")),
        presses(people.council_chair, plans[1], "adopt", **_decision("113")),
    )
    assert codes(answers) == [302, 302]
    assert Session.objects.get().decisions.count() == 2


def test_of_eight_at_once_one_takes_the_step(municipal_plan, people):
    plan = making.registered(municipal_plan, people)

    def agree():
        return gate.perform(Plan.objects.get(pk=plan.pk), "agree", actor=people.ruo_head)

    answers = together([plan], *[agree] * 8)
    assert [type(one) for one in answers].count(Stale) == 7
    assert {one.last.actor for one in answers if isinstance(one, Stale) and one.last} == {
        people.ruo_head
    }
    assert records.of(plan).filter(step="agree").count() == 1
    assert records.verify(plan) == []


def _text(plan, text):
    row = plan.latest.activities.get(number="1.1")
    cells = {
        name: getattr(row, name)
        for name in editing.RowText.__dataclass_fields__
        if name not in {"section", "text", "inspection_kind", "target_count"}
    }
    return row.identity, editing.RowText(text=text, section=row.section.position, **cells)


def test_nobody_signs_a_text_that_was_edited_meanwhile(municipal_plan, people):
    plan = municipal_plan
    identity, text = _text(plan, "Нов текст")
    change = editing.Change(Plan.objects.get(pk=plan.pk), people.municipal_expert, plan.version)
    until = {"strategy": "Стратегия", "strategy_until": 2027}
    answers = together(
        [plan],
        presses(people.mayor, plan, "submit", **until),
        lambda: editing.edit_row(change, identity, text),
    )
    signed, edited = answers[0].status_code, answers[1]
    plan.refresh_from_db()
    now = plan.latest.activities.get(identity=identity).text
    if signed == 302:
        assert isinstance(edited, Stale)
        assert (plan.state, now) == ("at_ruo", "Скрининг на тригодишните деца")
    else:
        assert (signed, edited) == (409, None)
        assert (plan.state, now) == ("draft", "Нов текст")


def test_a_page_shown_before_an_edit_signs_nothing(municipal_plan, people):
    shown = municipal_plan.version
    identity, text = _text(municipal_plan, "Нов текст")
    editing.edit_row(editing.Change(municipal_plan, people.municipal_expert, shown), identity, text)
    with pytest.raises(Stale) as refused:
        gate.perform(
            municipal_plan, "submit", actor=people.mayor, seen_version=shown, **making.STRATEGY
        )
    assert refused.value.last is not None
    assert refused.value.last.step == "edit_row"
    assert refused.value.last.at.date() == datetime.datetime.now(datetime.UTC).date()


def test_two_people_import_a_plan_for_the_same_year_at_once_and_one_hears_why(people, places):
    def ready(person):
        return Import.objects.create(
            institution=places.municipality,
            uploaded_by=person,
            name="plan.docx",
            file="imports/plan.docx",
            status=ImportStatus.READ,
            reading=making.municipal_reading(),
        )

    starts = [ready(people.municipal_expert), ready(people.mayor)]
    calls = [
        partial(importing.confirm, one, person)
        for one, person in zip(starts, (people.municipal_expert, people.mayor), strict=True)
    ]
    answers = together(starts, *calls)
    assert Plan.objects.count() == 1
    (refused,) = [one for one in answers if isinstance(one, importing.ImportRefused)]
    assert str(refused).startswith(f"{places.municipality.label} вече има план за 2026")


def test_a_rejected_plan_is_brought_again_while_another_is_imported(people, places):
    plan = brought("municipal", "rejected", people, places)
    answer = meanwhile(
        lambda: making.municipal_plan(people, places),
        lambda: gate.perform(plan, "bring_again", actor=people.mayor, note="Пак."),
    )
    assert isinstance(answer, NotReady)
    assert str(answer) == "За този период има друг план: продължете с него."
    plan.refresh_from_db()
    assert plan.state == "rejected"
