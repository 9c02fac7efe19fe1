"""Each rule of a new discussion by its name: met and unmet."""

import datetime

import pytest

from approvals import rules
from approvals import rules_of_rediscussion as law
from approvals.votes import Count
from plans import revising
from tests.asking import sentence
from tests.making import TODAY, votes
from tests.reaching import brought, facts, walked
from workflows import gate
from workflows.refusals import NotReady

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)


# members, for → whether more than half of all
ABSOLUTE = [(29, 15, True), (29, 14, False), (28, 15, True), (28, 14, False), (41, 21, True)]


@pytest.mark.parametrize(("members", "in_favour", "reached"), ABSOLUTE)
def test_majority_of_all_reached(members, in_favour, reached, municipal_plan):
    count = Count(members, members - 1, in_favour, members - 1 - in_favour, 0)
    told = sentence(law.majority_of_all_reached, municipal_plan, count=count)
    assert (told == "") is reached


def test_a_majority_of_those_present_is_not_enough_to_adopt_again(municipal_plan):
    count = Count(29, 16, 14, 2, 0)
    assert sentence(rules.majority_reached, municipal_plan, count=count) == ""
    told = sentence(law.majority_of_all_reached, municipal_plan, count=count)
    assert told == "15 votes are needed to adopt again, there were 14."


@pytest.mark.parametrize(
    ("place", "way", "readopt"),
    [("received", "return_by_mayor", "readopt"),
     ("report_received", "return_by_mayor", "readopt_report")],
)  # fmt: skip
def test_session_after_the_one_before(place, way, readopt, people, places):
    """The last decision is the one of the last session: it is sent out and printed."""
    plan = walked(brought("municipal", place, people, places), "municipal", way, people, places)
    held = plan.decisions.first().session.held_on
    rule = law.session_after_the_one_before
    assert sentence(rule, plan, on=held) == ""
    assert "cannot be earlier" in sentence(rule, plan, on=held - DAY)
    failed = facts("municipal", "no_ruling", people, places)
    failed |= {"on": TODAY(), "protocol_number": "20"}
    gate.perform(plan, "no_ruling", actor=people.council_clerk, **failed)
    again = facts("municipal", readopt, people, places)
    with pytest.raises(NotReady, match="cannot be earlier"):
        gate.perform(plan, readopt, actor=people.council_clerk, **again)
    again |= {"on": TODAY(), "protocol_number": "20"}
    gate.perform(plan, readopt, actor=people.council_clerk, **again)
    assert plan.decisions.first().number == again["number"]


def test_outcome_of_rediscussion(municipal_plan):
    for outcome, known in (
        ("readopted", True),
        ("amended", False),
        ("repealed", False),
        ("", False),
    ):
        told = sentence(law.outcome_of_rediscussion, municipal_plan, outcome=outcome)
        assert (told == "") is known


def test_amendment_is_said(municipal_plan):
    assert sentence(law.amendment_is_said, municipal_plan, outcome="amended") == ""
    assert "to repeal it" in sentence(law.amendment_is_said, municipal_plan, outcome="readopted")


def test_amendment_is_written(people, places):
    plan = brought("municipal", "returned", people, places)
    assert "is the one returned" in sentence(law.amendment_is_written, plan, outcome="amended")
    revising.working_copy(plan, actor=people.municipal_expert)
    assert "is the one returned" in sentence(law.amendment_is_written, plan, outcome="amended")
    walked(plan, "municipal", "!edit", people, places)
    assert sentence(law.amendment_is_written, plan, outcome="amended") == ""


def test_repeal_is_carried(municipal_plan):
    assert sentence(law.repeal_is_carried, municipal_plan, count=votes(13)) == ""
    told = sentence(law.repeal_is_carried, municipal_plan, count=votes(12))
    assert told == "13 votes are needed to repeal, there were 12."


def test_repeal_is_said(municipal_plan):
    assert sentence(law.repeal_is_said, municipal_plan, outcome="repealed") == ""
    assert "to repeal it" in sentence(law.repeal_is_said, municipal_plan, outcome="amended")


# what was put to the vote, for, whether it failed: 29 in all, 25 present
PROPOSALS = [
    ("readopted", 14, True),
    ("readopted", 15, False),
    ("amended", 14, True),
    ("amended", 15, False),
    ("repealed", 12, True),
    ("repealed", 13, False),
]


@pytest.mark.parametrize(("outcome", "in_favour", "failed"), PROPOSALS)
def test_proposal_failed(outcome, in_favour, failed, municipal_plan):
    count = votes(in_favour)
    said = sentence(law.proposal_failed, municipal_plan, outcome=outcome, count=count)
    assert said == (
        "" if failed else f"{in_favour} votes for are enough: the proposal was carried."
    )


def test_a_vote_on_nothing_is_no_ruling_either(municipal_plan):
    told = sentence(law.proposal_failed, municipal_plan, outcome="first", count=votes(3))
    assert "Say whether" in told
