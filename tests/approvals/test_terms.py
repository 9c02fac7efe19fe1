"""Terms of ЗМСМА 22 and 45 with their dates counted by hand."""

import datetime

import pytest

from approvals.terms import adoption_due, ministry_due, report_due
from tests.making import TODAY
from tests.reaching import brought
from workflows import clocks
from workflows.models import Clock
from workflows.terms.counting import Ask, OfficeDays, count

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


# term, event, last day as counted, last day after days off (2026)
DATES = [
    # 22(1): seven days from the session; a Thursday to a Thursday.
    ("dispatch_of_act", "2026-04-23", "2026-04-30", "2026-04-30"),
    # The seventh day is 1 May, a holiday; then Saturday and Sunday.
    ("dispatch_of_act", "2026-04-24", "2026-05-01", "2026-05-04"),
    # The seventh day is a Saturday.
    ("dispatch_of_act", "2026-03-28", "2026-04-04", "2026-04-06"),
    # The seventh day is 6 May, a Wednesday and a holiday.
    ("dispatch_of_act", "2026-04-29", "2026-05-06", "2026-05-07"),
    # 45(6): seven days from receipt; Good Friday to Easter Monday are four days off.
    ("return_of_act", "2026-04-03", "2026-04-10", "2026-04-14"),
    ("return_of_act", "2026-06-01", "2026-06-08", "2026-06-08"),
    # 45(7): fourteen days from the return.
    ("rediscussion", "2026-04-17", "2026-05-01", "2026-05-04"),
    ("rediscussion", "2026-06-01", "2026-06-15", "2026-06-15"),
    # Christmas: 26 December is a Saturday, so Monday 28 is off instead (Кодекс на труда 154(2)).
    ("dispatch_of_act", "2026-12-17", "2026-12-24", "2026-12-29"),
    ("dispatch_of_act", "2026-12-25", "2027-01-01", "2027-01-04"),
]


def counted(name, event):
    wording = clocks.term_of(name).wording_on(day(event))
    return count(Ask(wording, day(event)), OfficeDays())


@pytest.mark.parametrize(("name", "event", "last", "moved"), DATES)
def test_the_last_day_of_a_term_is_as_counted_by_hand(name, event, last, moved):
    found = counted(name, event)
    assert (found.counted, found.due) == (day(last), day(moved))


TO_ALL = ("announcement_of_act", "")


def _running(plan):
    clock = Clock.objects.filter(document_id=plan.pk, stopped_on=None)
    return {(one.rule, one.party) for one in clock}


def test_each_act_starts_and_stops_its_terms(people, places):
    plan = brought("municipal", "adopted", people, places)
    assert _running(plan) == {("dispatch_of_act", "mayor"), ("dispatch_of_act", "governor"), TO_ALL}


def test_what_was_sent_runs_no_longer_and_what_was_received_may_be_returned(people, places):
    plan = brought("municipal", "received", people, places)
    assert _running(plan) == {("return_of_act", "mayor"), ("return_of_act", "governor"), TO_ALL}


def test_a_returned_act_is_not_in_force_and_waits_for_the_council(people, places):
    plan = brought("municipal", "returned", people, places)
    assert _running(plan) == {("rediscussion", "")}
    assert (plan.in_force_on, plan.in_force_revision) == (None, None)


def test_an_act_in_force_can_no_longer_be_returned_and_names_the_text(people, places):
    plan = brought("municipal", "in_force", people, places)
    assert _running(plan) == {TO_ALL}
    assert plan.in_force_on == TODAY()
    assert plan.in_force_revision == plan.agreed_revision


def test_the_fixed_days_of_plans(municipal_plan, ruo_plan, school_plan):
    assert adoption_due(municipal_plan) == day("2026-04-30")
    assert adoption_due(school_plan) is None
    assert ministry_due(ruo_plan) == day("2025-09-10")
    assert report_due(ruo_plan) == day("2026-09-10")
    assert report_due(municipal_plan) is None
