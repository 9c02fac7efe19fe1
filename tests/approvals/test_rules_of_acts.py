"""Each rule of an act on its way, met and not met. Facts and days are written by hand."""

import datetime

import pytest

from approvals import rules_of_acts as rules
from tests.asking import sentence
from tests.making import TODAY
from tests.reaching import LONG_AGO, brought, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)


def test_receipt_is_awaited(people, places):
    plan = brought("municipal", "adopted", people, places)
    assert "send it first" in sentence(rules.receipt_is_awaited, plan)
    walked(plan, "municipal", "dispatch:mayor", people, places)
    assert sentence(rules.receipt_is_awaited, plan) == ""
    walked(plan, "municipal", "receive:mayor", people, places)
    assert "send it first" in sentence(rules.receipt_is_awaited, plan)
    walked(plan, "municipal", "dispatch:governor receive:governor", people, places)
    assert "already recorded" in sentence(rules.receipt_is_awaited, plan)


def test_not_sent_before(people, places):
    plan = brought("municipal", "sent", people, places)
    assert "already sent" in sentence(rules.not_sent_before, plan, party="mayor")
    assert sentence(rules.not_sent_before, plan, party="governor") == ""
    day = TODAY() - LONG_AGO - DAY
    assert "before the session" in sentence(rules.not_sent_before, plan, party="governor", on=day)


def test_sent_before_receipt(people, places):
    plan = brought("municipal", "sent", people, places)
    assert sentence(rules.sent_before_receipt, plan, party="mayor") == ""
    assert "not sent" in sentence(rules.sent_before_receipt, plan, party="governor")
    early = TODAY() - LONG_AGO - DAY
    assert "before the dispatch" in sentence(
        rules.sent_before_receipt, plan, party="mayor", on=early
    )
    plan.decisions.get().dispatches.update(received_on=TODAY())
    assert "already recorded" in sentence(rules.sent_before_receipt, plan, party="mayor")


@pytest.fixture
def received(people, places):
    """Received by the mayor on Friday 3 April 2026: Good Friday is the seventh day after."""
    plan = brought("municipal", "received", people, places)
    day = datetime.date(2026, 4, 3)
    plan.decisions.get().dispatches.update(sent_on=day, received_on=day)
    return plan


# 10 April Good Friday, 11–12 a weekend, 13 Easter Monday: the last day is Tuesday 14 April
RETURNS = [("2026-04-02", False), ("2026-04-03", True), ("2026-04-14", True), ("2026-04-15", False)]


@pytest.mark.parametrize(("day", "in_time"), RETURNS)
def test_returned_in_time(day, in_time, received):
    on = datetime.date.fromisoformat(day)
    told = sentence(rules.returned_in_time, received, party="mayor", on=on)
    assert told == (
        "" if in_time else "The act could be returned from 03.04.2026 until 14.04.2026."
    )


def test_an_act_that_was_not_received_is_not_returned(people, places):
    plan = brought("municipal", "sent", people, places)
    assert "when the decision was received" in sentence(rules.returned_in_time, plan, party="mayor")
    assert "when the decision was received" in sentence(
        rules.returned_in_time, plan, party="governor"
    )


def test_windows_have_passed(received):
    last = datetime.date(2026, 4, 14)
    assert sentence(rules.windows_have_passed, received, on=last + DAY) == ""
    assert "until 14.04.2026" in sentence(rules.windows_have_passed, received, on=last)
    received.decisions.get().dispatches.filter(party="governor").update(received_on=None)
    assert "mayor and the governor" in sentence(rules.windows_have_passed, received)


def test_receipt_is_recorded(people, places):
    plan = brought("municipal", "sent", people, places)
    assert "nothing to correct" in sentence(rules.receipt_is_recorded, plan)
    walked(plan, "municipal", "receive:mayor", people, places)
    assert sentence(rules.receipt_is_recorded, plan) == ""


def test_corrected_receipt_is_possible(received):
    def asked(party="mayor", day="2026-04-07"):
        on = datetime.date.fromisoformat(day)
        return sentence(rules.corrected_receipt_is_possible, received, party=party, on=on)

    assert asked() == ""
    assert "is recorded" in asked(day="2026-04-03")
    assert "before the dispatch" in asked(day="2026-04-02")
    received.decisions.get().dispatches.filter(party="governor").update(received_on=None)
    assert "not recorded yet" in asked("governor")


def test_not_announced_before(people, places):
    plan = brought("municipal", "adopted", people, places)
    assert sentence(rules.not_announced_before, plan) == ""
    walked(plan, "municipal", "announce", people, places)
    assert "already" in sentence(rules.not_announced_before, plan)


@pytest.mark.parametrize("again", ["readopt", "!edit amend"])
def test_not_discussed_anew(again, people, places):
    plan = brought("municipal", "received", people, places)
    assert sentence(rules.not_discussed_anew, plan) == ""
    walked(plan, "municipal", f"return_by_mayor {again}", people, places)
    assert "not returned once more" in sentence(rules.not_discussed_anew, plan)


def test_an_act_adopted_again_waits_for_its_receipt_and_for_no_return(people, places):
    plan = brought("municipal", "returned", people, places)
    walked(plan, "municipal", "readopt dispatch:mayor receive:mayor", people, places)
    day = TODAY() - LONG_AGO
    assert "mayor and the governor" in sentence(rules.windows_have_passed, plan, on=day)
    walked(plan, "municipal", "dispatch:governor receive:governor", people, places)
    assert sentence(rules.windows_have_passed, plan, on=day) == ""
