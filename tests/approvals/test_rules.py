"""Each rule of the three routes by its name: met, unmet, and when it was not in force yet."""

import datetime
from typing import Any

import pytest

from approvals import rules
from approvals.votes import Count
from plans.models import Plan
from tests import making
from tests.asking import sentence
from tests.making import TODAY
from tests.reaching import brought
from workflows.gate import follows_the_step_before as follows
from workflows.gate import has_happened as happened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)


def test_has_happened(municipal_plan):
    assert sentence(happened, municipal_plan) == ""
    assert sentence(happened, municipal_plan, on=TODAY() + DAY) != ""


def test_follows_the_step_before(municipal_plan, people):
    plan = making.submitted(municipal_plan, people)
    assert sentence(follows, plan, on=TODAY()) == ""
    assert "cannot be earlier" in sentence(follows, plan, on=TODAY() - DAY)


def test_a_document_just_imported_may_begin_with_an_act_of_the_past(municipal_plan):
    assert sentence(follows, municipal_plan, on=TODAY() - 900 * DAY) == ""


def test_council_is_complete(municipal_plan, people, places):
    plan = making.at_council(municipal_plan, people, places)
    assert sentence(rules.council_is_complete, plan, count=Count(29, 25, 20, 3, 2)) == ""
    told = sentence(rules.council_is_complete, plan, count=Count(3, 2, 2, 0, 0))
    assert told == "The council has 29 councillors, not 3."
    places.council.seats = None
    places.council.save()
    plan = Plan.objects.get()
    assert sentence(rules.council_is_complete, plan, count=Count(41, 25, 20, 3, 2)) == ""
    assert sentence(rules.council_is_complete, plan, count=Count(40, 25, 20, 3, 2)) != ""


def test_has_activities(municipal_plan, people, places):
    assert sentence(rules.has_activities, municipal_plan) == ""
    bare = making.reading("school_annual_plan", "ПЛАН", 2026, [], [])
    empty = making.imported(people.director, places.school, bare)
    assert "no activities" in sentence(rules.has_activities, empty)


def test_strategy_in_force(municipal_plan):
    plan = municipal_plan
    plan.strategy, plan.strategy_until = "", None
    assert "Name the municipal strategy" in sentence(rules.strategy_in_force, plan)
    told: dict[str, Any] = {"strategy": "Стратегия", "strategy_until": 2025}
    assert "expires before" in sentence(rules.strategy_in_force, plan, **told)
    assert sentence(rules.strategy_in_force, plan, **told | {"strategy_until": 2026}) == ""


def test_remarks_answered(municipal_plan, people):
    making.submitted(municipal_plan, people)
    making.taken(
        municipal_plan, "return_for_rework", people.ruo_head, reason="law", note="Липсва срок."
    )
    assert "every remark" in sentence(rules.remarks_answered, municipal_plan)
    municipal_plan.remarks.update(answer="Добавен е.")
    assert sentence(rules.remarks_answered, municipal_plan) == ""


def test_registered(people, places):
    assert "records office" in sentence(
        rules.registered, brought("municipal", "at_ruo", people, places)
    )


def test_registered_plan_may_be_agreed(people, places):
    assert sentence(rules.registered, brought("municipal", "registered", people, places)) == ""


def test_agreement_holds(people, places):
    plan = brought("municipal", "agreed", people, places)
    assert sentence(rules.agreement_holds, plan) == ""
    plan.agreed_revision -= 1
    assert "agreed again" in sentence(rules.agreement_holds, plan)


def test_put_after_agreement(people, places):
    plan = brought("municipal", "agreed", people, places)
    assert sentence(rules.put_after_agreement, plan, on=plan.agreed_on) == ""
    assert "before that" in sentence(rules.put_after_agreement, plan, on=plan.agreed_on - DAY)


def test_session_after_proposal(people, places):
    plan = brought("municipal", "at_council", people, places)
    assert sentence(rules.session_after_proposal, plan, on=plan.council_on) == ""
    early = sentence(rules.session_after_proposal, plan, on=plan.council_on - DAY)
    assert f"{plan.council_on:%d.%m.%Y}" in early


# members, present, for, against, abstained → words of the refusal; none when possible
NUMBERS = [
    ((29, 15, 8, 7, 0), ""),
    ((29, 15, 8, 0, 0), ""),
    ((29, 29, 29, 0, 0), ""),
    ((28, 15, 8, 7, 0), ""),
    ((29, 14, 14, 0, 0), "no quorum"),
    ((28, 14, 14, 0, 0), "no quorum"),
    ((29, 30, 20, 10, 0), "30 councillors cannot be present"),
    ((29, 25, 20, 5, 1), "Votes counted: 26"),
    ((29, 0, 0, 0, 0), "no quorum"),
    ((0, 0, 0, 0, 0), "no quorum"),
    ((29, -1, 0, 0, 0), "no quorum"),
]


@pytest.mark.parametrize(("numbers", "words"), NUMBERS)
def test_numbers_possible(numbers, words, municipal_plan):
    told = sentence(rules.numbers_possible, municipal_plan, count=Count(*numbers))
    assert words in told
    assert bool(told) == bool(words)


def test_numbers_possible_names_all_faults_at_once(municipal_plan):
    told = sentence(rules.numbers_possible, municipal_plan, count=Count(9, 10, 8, 5, 0))
    assert "cannot be present" in told
    assert "Votes counted: 13" in told


# present, for → whether more than half of those present
SIMPLE = [(25, 13, True), (25, 12, False), (24, 13, True), (24, 12, False), (15, 8, True)]


@pytest.mark.parametrize(("present", "in_favour", "reached"), SIMPLE)
def test_majority_reached(present, in_favour, reached, municipal_plan):
    count = Count(29, present, in_favour, 0, present - in_favour)
    assert (sentence(rules.majority_reached, municipal_plan, count=count) == "") is reached


@pytest.mark.parametrize(("present", "in_favour", "reached"), SIMPLE)
def test_majority_missed(present, in_favour, reached, municipal_plan):
    count = Count(29, present, in_favour, 0, present - in_favour)
    assert (sentence(rules.majority_missed, municipal_plan, count=count) == "") is not reached


def test_no_other_live_plan(people, places):
    plan = brought("municipal", "rejected", people, places)
    assert sentence(rules.no_other_live_plan, plan) == ""
    making.municipal_plan(people, places)
    assert "another plan" in sentence(rules.no_other_live_plan, plan)


def test_published_by_municipality(municipal_plan):
    asked = rules.published_by_municipality
    assert "has published" in sentence(asked, municipal_plan, on=datetime.date(2026, 5, 1))
    assert sentence(asked, municipal_plan, published_at_url="https://example.org/") == ""
    assert sentence(asked, municipal_plan, on=datetime.date(2019, 5, 1)) == ""


def test_published_by_authority(ruo_plan):
    asked = rules.published_by_authority
    assert "has published" in sentence(asked, ruo_plan, on=datetime.date(2024, 10, 4))
    assert sentence(asked, ruo_plan, on=datetime.date(2024, 10, 3)) == ""
    assert sentence(asked, ruo_plan, published_at_url="https://example.org/") == ""


def test_change_is_written(people, places):
    plan = brought("ruo", "amending", people, places)
    assert "Nothing was changed" in sentence(rules.change_is_written, plan)


def test_change_is_written_in_a_working_copy(people, places):
    assert sentence(rules.change_is_written, brought("ruo", "amended", people, places)) == ""


def test_protocol_is_dated(school_plan):
    assert "protocol" in sentence(rules.protocol_is_dated, school_plan)
    assert sentence(rules.protocol_is_dated, school_plan, protocol_number="3") == ""


def test_a_plan_adopted_after_the_thirtieth_of_april_is_marked_late(municipal_plan):
    for day, late in ((datetime.date(2026, 4, 30), False), (datetime.date(2026, 5, 1), True)):
        municipal_plan.decided_on = day
        assert rules.is_late(municipal_plan) is late
