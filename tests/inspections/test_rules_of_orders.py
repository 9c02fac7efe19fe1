"""The terms of an order: what nobody can keep is refused with a sentence."""

import datetime

import pytest

from inspections import rules_of_orders as rules
from tests import making
from tests.asking import sentence
from tests.making import TODAY
from tests.reaching import brought
from workflows.refusals import NotReady

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)
BEFORE_THE_LAW = datetime.date(2020, 12, 21)


@pytest.fixture
def proposed(people, places):
    return brought("inspection", "proposed", people, places)


@pytest.fixture
def ordered(people, places):
    return brought("inspection", "ordered", people, places)


@pytest.fixture
def follow_up(people, places):
    return brought("visit", "follow_up_by_visit", people, places).follow_ups.get()


def test_visits_are_ahead(proposed):
    asked = rules.visits_are_ahead
    assert sentence(asked, proposed, visits_until=TODAY()) == ""
    told = sentence(asked, proposed, visits_until=TODAY() - DAY)
    assert f"before the day of the order, {TODAY():%d.%m.%Y}" in told
    assert sentence(asked, proposed, on=BEFORE_THE_LAW, visits_until=BEFORE_THE_LAW - DAY) == ""


def test_a_term_that_has_passed_may_stand_when_only_the_team_changes(ordered):
    ordered.visits_until = TODAY() - DAY
    asked = rules.visits_are_ahead
    assert sentence(asked, ordered, visits_until=TODAY() - DAY) == ""
    assert sentence(asked, ordered, visits_until=TODAY() - 2 * DAY) != ""


def test_visits_are_in_the_period(proposed):
    asked, last = rules.visits_are_in_the_period, proposed.ends_on
    assert last > proposed.plan.ends_on, "the row goes on longer than the plan"
    assert sentence(asked, proposed, visits_until=last) == ""
    assert f"until {last:%d.%m.%Y}" in sentence(asked, proposed, visits_until=last + DAY)
    proposed.ends_on, last = None, proposed.plan.ends_on
    assert sentence(asked, proposed, visits_until=last) == ""
    assert f"until {last:%d.%m.%Y}" in sentence(asked, proposed, visits_until=last + DAY)


def test_a_follow_up_is_made_within_a_year(follow_up):
    asked, last = rules.visits_are_in_the_period, TODAY() + 365 * DAY
    assert sentence(asked, follow_up, visits_until=last) == ""
    assert "within a year" in sentence(asked, follow_up, visits_until=last + DAY)


def test_report_follows_the_protocol(proposed):
    asked = rules.report_follows_the_protocol
    assert sentence(asked, proposed, protocol_days=7, report_days=7) == ""
    told = sentence(asked, proposed, protocol_days=90, report_days=1)
    assert "due before its protocol" in told
    assert "at least 90" in told


def test_follow_up_is_decided(follow_up):
    asked = rules.follow_up_is_decided
    assert sentence(asked, follow_up) == ""
    told = sentence(asked, follow_up, on=follow_up.starts_on - DAY)
    assert f"decided on {follow_up.starts_on:%d.%m.%Y}" in told
    planned = follow_up.follows.inspection
    planned.starts_on = TODAY()
    assert sentence(asked, planned, on=TODAY() - DAY) == "", "a row's period is not a decision"


IMPOSSIBLE = [
    ({"visits_until": datetime.date(2020, 1, 1)}, "visits_are_ahead"),
    ({"visits_until": datetime.date(2099, 1, 1)}, "visits_are_in_the_period"),
    ({"protocol_days": 90, "report_days": 1}, "report_follows_the_protocol"),
]


@pytest.mark.parametrize(("terms", "rule"), IMPOSSIBLE)
@pytest.mark.parametrize("step", ["order", "amend_order", "follow_up"])
def test_no_order_takes_impossible_terms(step, terms, rule, people, request):
    which = {"order": "proposed", "amend_order": "ordered", "follow_up": "follow_up"}[step]
    inspection = request.getfixturevalue(which)
    facts = making.order_facts(people, order_number="РД-06-78", **terms)
    step = "amend_order" if step == "amend_order" else "order"
    with pytest.raises(NotReady) as refused:
        making.taken(inspection, step, people.ruo_head, **facts)
    assert [one.name for one in refused.value.unmet] == [rule]
