"""Terms of ЗМСМА 22 and 45 with their dates counted by hand."""

import datetime

import pytest

from approvals.terms import adoption_due, ministry_due, report_due
from institutions.models import CalendarDay, DayKind
from tests.making import TODAY
from tests.reaching import brought
from workflows import clocks
from workflows.models import Clock

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


@pytest.mark.parametrize(("name", "event", "counted", "moved"), DATES)
def test_the_last_day_of_a_term_is_as_counted_by_hand(name, event, counted, moved):
    assert clocks.term_of(name).counted(day(event)) == (day(counted), day(moved))


def test_a_saturday_that_was_made_a_working_day_is_a_last_day():
    CalendarDay.objects.create(day=day("2026-04-04"), kind=DayKind.WORKING, ground="Отработване")
    assert clocks.term_of("dispatch_of_act").counted(day("2026-03-28"))[1] == day("2026-04-04")


def test_a_day_off_by_decision_moves_the_last_day():
    CalendarDay.objects.create(day=day("2026-06-08"), kind=DayKind.HOLIDAY, ground="Решение")
    assert clocks.term_of("return_of_act").counted(day("2026-06-01"))[1] == day("2026-06-09")


def test_closed_days_of_a_school_and_vacations_move_no_term_of_an_office():
    CalendarDay.objects.create(day=day("2026-06-08"), kind=DayKind.VACATION, ground="Ваканция")
    assert clocks.term_of("return_of_act").counted(day("2026-06-01"))[1] == day("2026-06-08")


def _running(plan):
    clock = Clock.objects.filter(document_id=plan.pk, stopped_on=None)
    return {(one.rule, one.party) for one in clock}


def test_each_act_starts_and_stops_its_terms(people, places):
    plan = brought("municipal", "adopted", people, places)
    assert _running(plan) == {("dispatch_of_act", "mayor"), ("dispatch_of_act", "governor")}


def test_what_was_sent_runs_no_longer_and_what_was_received_may_be_returned(people, places):
    plan = brought("municipal", "received", people, places)
    assert _running(plan) == {("return_of_act", "mayor"), ("return_of_act", "governor")}


def test_a_returned_act_is_not_in_force_and_waits_for_the_council(people, places):
    plan = brought("municipal", "returned", people, places)
    assert _running(plan) == {("rediscussion", "")}
    assert (plan.in_force_on, plan.in_force_revision) == (None, None)


def test_an_act_in_force_has_no_running_term_and_names_the_text(people, places):
    plan = brought("municipal", "in_force", people, places)
    assert _running(plan) == set()
    assert plan.in_force_on == TODAY()
    assert plan.in_force_revision == plan.agreed_revision


def test_why_a_last_day_moved_is_said_day_by_day(people, places):
    plan = brought("municipal", "adopted", people, places)
    clock = Clock.objects.filter(document_id=plan.pk)[0]
    clock.started_on, clock.moved_from, clock.due_on = map(
        day, ("2026-04-24", "2026-05-01", "2026-05-04")
    )
    lines = clocks.why(clock)
    assert "24.04.2026" in lines[0]
    assert "чл. 22, ал. 1 ЗМСМА" in lines[0]
    assert [line[:10] for line in lines[1:]] == ["01.05.2026", "02.05.2026", "03.05.2026"]


def test_the_fixed_days_of_plans(municipal_plan, ruo_plan, school_plan):
    assert adoption_due(municipal_plan) == day("2026-04-30")
    assert adoption_due(school_plan) is None
    assert ministry_due(ruo_plan) == day("2025-09-10")
    assert report_due(ruo_plan) == day("2026-09-10")
    assert report_due(municipal_plan) is None
