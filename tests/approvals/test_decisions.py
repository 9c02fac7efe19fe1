"""The council's decision: the result is computed, numbers are used once, a returned act is out."""

import datetime
from typing import Any

import pytest

from approvals.models import Decision, Session
from tests import making
from tests.closed_world import outcome
from tests.making import TODAY, votes
from tests.reaching import DAY, DONE_BY, LONG_AGO, brought, facts, walked
from workflows import gate, records
from workflows.models import Clock
from workflows.refusals import NotReady

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(people, places):
    """Another plan of the municipality, before the council; 112 of protocol 7 is taken."""
    brought("municipal", "adopted", people, places)
    reading = making.municipal_reading(2025)
    plan = making.imported(people.municipal_expert, places.municipality, reading)
    return making.at_council(plan, people, places)


def adopt(plan, people, **more):
    told: dict[str, Any] = {"number": "113", "protocol_number": "8", "count": votes()} | more
    gate.perform(plan, "adopt", actor=people.council_clerk, **told)


def test_the_line_is_written_as_councils_print_it(people, places):
    plan = brought("municipal", "adopted", people, places)
    held = TODAY() - LONG_AGO
    assert plan.decisions.get().line == f"Решение №112 по протокол №7/{held:%d.%m.%Y} г."


def test_the_result_follows_from_the_numbers(people, places):
    adopted = brought("municipal", "adopted", people, places).decisions.get()
    assert (adopted.result, adopted.majority, adopted.article) == (
        "adopted", "simple", "чл. 27, ал. 3 ЗМСМА",
    )  # fmt: skip


def test_too_few_votes_adopt_nothing_and_enough_reject_nothing(people, places):
    plan = brought("municipal", "at_council", people, places)
    told = facts("municipal", "adopt", people, places)
    clerk = people.council_clerk
    assert outcome(plan, "adopt", clerk, **told | {"count": votes(12)}) == "NotReady"
    assert outcome(plan, "adopt", clerk, **told | {"count": votes(13)}) == "taken"
    assert outcome(plan, "reject", clerk, **told | {"count": votes(13)}) == "NotReady"
    assert outcome(plan, "reject", clerk, **told | {"count": votes(12)}) == "taken"
    assert outcome(plan, "adopt", clerk, **told | {"count": votes(14, 14)}) == "NotReady"


def test_a_number_of_this_year_is_not_given_twice(second, people):
    number = TODAY() - LONG_AGO
    with pytest.raises(NotReady, match="112"):
        adopt(second, people, number="112", on=TODAY() if number.year == TODAY().year else number)
    second.refresh_from_db()
    assert second.state == "at_council"


def another_day_of_this_year():
    first = TODAY().replace(month=1, day=1)
    return first if first != TODAY() else first.replace(month=12, day=31)


def test_a_protocol_is_of_one_session_day(second, people):
    held = another_day_of_this_year()
    Session.objects.update(held_on=held)
    with pytest.raises(NotReady, match=f"{held:%d.%m.%Y}"):
        adopt(second, people, protocol_number="7")
    assert Session.objects.count() == 1


def test_protocols_are_numbered_anew_each_year(second, people):
    Session.objects.update(held_on=datetime.date(TODAY().year - 1, 12, 31))
    adopt(second, people, protocol_number="7")
    assert Session.objects.count() == 2


def test_decisions_of_one_session_share_its_protocol(second, people):
    Session.objects.update(held_on=TODAY())
    adopt(second, people, protocol_number="7")
    assert Session.objects.get().decisions.count() == 2


def test_a_returned_act_is_adopted_again_by_more_than_half_of_all(people, places):
    plan = brought("municipal", "returned", people, places)
    told = facts("municipal", "readopt", people, places)
    clerk = people.council_clerk
    assert outcome(plan, "readopt", clerk, **told | {"count": votes(14, 16)}) == "NotReady"
    gate.perform(plan, "readopt", actor=clerk, **told | {"count": votes(15, 16)})
    again = plan.decisions.first()
    assert (again.outcome, again.majority, again.result) == ("readopted", "absolute", "adopted")
    assert again.article == "чл. 45, ал. 10 ЗМСМА"
    assert plan.state == "adopted"


def test_an_act_adopted_again_is_sent_and_not_returned_again(people, places):
    plan = brought("municipal", "returned", people, places)
    walked(plan, "municipal", "readopt", people, places)
    assert outcome(plan, "enter_force", people.council_clerk) == "NotReady"
    walked(plan, "municipal", "dispatch:mayor receive:mayor", people, places)
    for step in ("return_by_mayor", "return_by_governor"):
        actor = getattr(people, DONE_BY["municipal"][step])
        told = facts("municipal", step, people, places)
        assert outcome(plan, step, actor, **told) == "NotReady"
    running = Clock.objects.filter(document_id=plan.pk, stopped_on=None)
    assert not running.filter(rule="return_of_act").exists()
    walked(plan, "municipal", "dispatch:governor receive:governor", people, places)
    gate.perform(plan, "enter_force", actor=people.council_clerk, on=TODAY() - LONG_AGO)
    assert plan.state == "in_force"


@pytest.mark.parametrize("what", ["readopted", "amended", "repealed"])
def test_a_proposal_that_fails_is_no_ruling_and_the_act_stays_returned(what, people, places):
    plan = brought("municipal", "rewritten", people, places)
    told = facts("municipal", "no_ruling", people, places) | {"outcome": what, "count": votes(12)}
    assert outcome(plan, "repeal", people.council_clerk, **told) == "NotReady"
    gate.perform(plan, "no_ruling", actor=people.council_clerk, **told)
    decision = plan.decisions.first()
    assert (plan.state, decision.outcome, decision.result) == ("returned", what, "rejected")
    assert decision.revision == (2 if what == "amended" else 1)
    assert Clock.objects.get(document_id=plan.pk, stopped_on=None).rule == "rediscussion"
    walked(plan, "municipal", "readopt", people, places)
    again = plan.decisions.first()
    assert (plan.state, again.outcome) == ("adopted", "readopted")
    assert plan.latest.fingerprint == plan.revisions.get(number=1).fingerprint
    assert records.verify(plan) == []


def test_a_repealed_act_is_rejected(people, places):
    plan = brought("municipal", "returned", people, places)
    told = facts("municipal", "repeal", people, places)
    gate.perform(plan, "repeal", actor=people.council_clerk, **told)
    decision = plan.decisions.first()
    assert (plan.state, decision.outcome, decision.majority) == ("rejected", "repealed", "simple")


def test_an_act_returned_after_seven_days_is_refused(people, places):
    plan = brought("municipal", "received", people, places)
    late = {"on": TODAY(), "party": "mayor", "ground": "unlawful", "note": "Късно."}
    assert outcome(plan, "return_by_mayor", people.mayor, **late) == "NotReady"
    early = late | {"on": TODAY() - LONG_AGO - DAY}
    assert outcome(plan, "return_by_mayor", people.mayor, **early) == "NotReady"
    assert Decision.objects.count() == 1


def test_an_amended_act_is_the_text_prepared_for_the_new_discussion(people, places):
    plan = brought("municipal", "returned", people, places)
    assert outcome(plan, "amend", people.council_clerk, **amended(people, places)) == "NotReady"
    walked(plan, "municipal", "!edit", people, places)
    few = amended(people, places) | {"count": votes(14, 16)}
    assert outcome(plan, "amend", people.council_clerk, **few) == "NotReady"
    walked(plan, "municipal", "amend", people, places)
    decision = plan.decisions.first()
    assert (decision.outcome, decision.majority, decision.revision) == ("amended", "absolute", 2)
    assert plan.latest.is_frozen
    assert plan.agreed_revision == 1
    sent = "dispatch:mayor receive:mayor dispatch:governor receive:governor enter_force"
    walked(plan, "municipal", sent, people, places)
    assert plan.in_force_revision == 2
    assert records.verify(plan) == []


def amended(people, places):
    return facts("municipal", "amend", people, places)


@pytest.mark.parametrize("step", ["readopt", "repeal"])
def test_a_text_prepared_for_an_amendment_that_was_not_voted_is_left(step, people, places):
    plan = brought("municipal", "rewritten", people, places)
    walked(plan, "municipal", step, people, places)
    assert plan.latest.number == plan.decisions.first().revision == 1
    assert records.of(plan).last().revision == 1


def test_an_imported_text_that_was_not_voted_gives_way_to_the_one_adopted(people, places):
    plan = brought("municipal", "returned", people, places)
    corrected = making.municipal_reading()
    corrected["activities"][0]["text"] = "Друга дейност"
    making.imported(people.municipal_expert, places.municipality, corrected, plan)
    plan.refresh_from_db()
    walked(plan, "municipal", "readopt", people, places)
    first = plan.latest.activities.get(number="1.1").text
    assert (plan.latest.number, first) == (3, "Скрининг на тригодишните деца")


def test_a_rejected_plan_is_brought_again_and_agreed_anew(people, places):
    plan = brought("municipal", "rejected", people, places)
    walked(plan, "municipal", "bring_again", people, places)
    assert (plan.state, plan.agreed_on, plan.decided_on) == ("draft", None, None)
    walked(plan, "municipal", "!edit", people, places)
    for step, actor in (
        ("submit", people.mayor),
        ("register", people.records),
        ("agree", people.ruo_head),
        ("put_to_council", people.mayor),
    ):
        told = facts("municipal", step, people, places) | {"on": TODAY()}
        gate.perform(plan, step, actor=actor, **told)
    told = facts("municipal", "adopt", people, places) | {"number": "150", "on": TODAY()}
    gate.perform(plan, "adopt", actor=people.council_clerk, **told | {"protocol_number": "9"})
    assert (plan.state, plan.agreed_revision) == ("adopted", 2)
    assert [one.result for one in plan.decisions.all()] == ["adopted", "rejected"]


def test_a_rejected_plan_gives_way_to_the_one_made_instead(people, places):
    plan = brought("municipal", "rejected", people, places)
    making.municipal_plan(people, places)
    assert outcome(plan, "bring_again", people.mayor, note="Пак.") == "NotReady"
