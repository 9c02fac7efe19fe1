"""The calculator, the list of rules, and „защо?“ where a date is shown."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from institutions.models import CalendarDay, DayKind
from tests import making
from tests.making import TODAY
from tests.reaching import brought
from workflows import clocks, ticking
from workflows.models import Clock
from workflows.queries.terms import clocks_of
from workflows.terms.law import declared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def ask(client, people):
    client.force_login(people.council_clerk)

    def get(status=200, **values):
        answer = client.get(reverse("terms"), values)
        assert answer.status_code == status
        return answer

    return get


def test_all_rules_are_listed_with_their_articles(ask):
    text = ask().content.decode()
    for term in declared():
        assert f'id="{term.name}"' in text
        assert all(one.article in text for one in term.wordings)


def test_a_term_is_counted_and_explained(ask):
    shown = ask(rule="return_of_act", day="2026-04-03")
    assert shown.context["counted"].explained.due == datetime.date(2026, 4, 14)
    assert "Велики петък" in shown.content.decode()


def test_a_pause_and_the_days_of_an_order_are_counted_in(ask):
    asked = {"paused_from": "2026-04-10", "paused_until": "2026-04-13"}
    paused = ask(rule="rediscussion", day="2026-04-01", **asked)
    assert paused.context["counted"].explained.due == datetime.date(2026, 4, 20)
    ordered = ask(rule="protocol_of_visit", day="2026-04-03", days="7")
    assert ordered.context["counted"].explained.due == datetime.date(2026, 4, 14)


WRONG = [
    {"rule": "nothing", "day": "2026-04-03"},
    {"rule": "return_of_act", "day": ""},
    {"rule": "return_of_act", "day": "0001-01-01"},
    {"rule": "return_of_act", "day": "9999-12-31"},
    {"rule": "protocol_of_visit", "day": "2026-04-03"},
    {"rule": "rediscussion", "day": "2026-04-03", "paused_from": "2026-04-10"},
    {
        "rule": "rediscussion",
        "day": "2026-04-03",
        "paused_from": "2026-04-10",
        "paused_until": "2026-04-09",
    },
]


@pytest.mark.parametrize("asked", WRONG)
def test_what_cannot_be_counted_is_refused_in_words(asked, ask):
    shown = ask(422, **asked)
    assert shown.context["counted"] is None
    assert shown.context["form"].errors


def test_the_calculator_asks_as_much_for_one_rule_as_for_another(
    ask, django_assert_max_num_queries
):
    ask()
    with django_assert_max_num_queries(9):
        ask(rule="complaint_decision", day="2026-04-03")


SHOWN_AT = [
    ("municipal", "adopted", "council_clerk"),
    ("municipal", "draft", "mayor"),
    ("ruo", "in_execution", "ruo_head"),
    ("visit", "prescribed", "director"),
    ("visit", "registered", "expert"),
]


@pytest.mark.parametrize(("route", "place", "reader"), SHOWN_AT)
def test_a_document_says_why_its_terms_end_when_they_do(
    route, place, reader, people, places, client
):
    document = brought(route, place, people, places)
    client.force_login(getattr(people, reader))
    text = client.get(document.get_absolute_url()).content.decode()
    shown = [one for one in clocks_of(document) if one.is_running]
    assert shown
    for one in shown:
        assert one.article in text
        assert one.why[0] in text or translation.get_language() != "bg"


def test_the_inbox_says_why_work_is_due(people, places, client):
    brought("municipal", "adopted", people, places)
    client.force_login(people.council_clerk)
    shown = client.get(reverse("inbox"))
    tasks = [task for group in shown.context["groups"] for task in group.tasks]
    assert [bool(task.why) for task in tasks if task.due] == [True]
    assert "чл. 22, ал. 1 ЗМСМА" in shown.content.decode()


def test_a_later_change_of_the_calendar_does_not_rewrite_a_date(people, places):
    plan = brought("municipal", "adopted", people, places)
    clock = Clock.objects.filter(document_id=plan.pk, rule="dispatch_of_act")[0]
    before = clocks.explanation(clock)
    CalendarDay.objects.create(day=clock.due_on, kind=DayKind.HOLIDAY, ground="Решение")
    clock.refresh_from_db()
    assert clocks.explanation(clock) == before
    assert clock.due_on == before.due


def test_mayor_and_governor_each_have_their_own_term(people, places):
    plan = brought("municipal", "adopted", people, places)
    for party, ago in (("mayor", 9), ("governor", 5)):
        sent = {"party": party, "on": TODAY() - 10 * DAY}
        making.taken(plan, "dispatch", people.council_clerk, **sent)
        received = {"party": party, "on": TODAY() - ago * DAY}
        making.taken(plan, "receive", people.council_clerk, **received)
    rows = clocks.running(plan, "return_of_act").values_list("party", "started_on")
    assert set(rows) == {("mayor", TODAY() - 9 * DAY), ("governor", TODAY() - 5 * DAY)}


def test_when_the_council_is_silent_the_returner_has_seven_days_more(people, places, clock):
    plan = brought("municipal", "returned", people, places)
    due = clocks.due(plan, "rediscussion")
    assert due
    clock.forward(days=(due - TODAY()).days + 1)
    ticking.tick()
    (follows,) = clocks.running(plan, "contest_after_silence")
    assert follows.started_on == due
    ticking.tick()
    assert clocks.running(plan, "contest_after_silence").count() == 1


def test_the_fixed_days_run_from_the_opening_and_stop_with_their_step(people, places):
    plan = brought("ruo", "draft", people, places)
    (clock,) = clocks.running(plan, "submission_to_ministry")
    assert clock.due_on == datetime.date(plan.starts_on.year, 9, 10)
    making.taken(plan, "submit", people.ruo_head)
    assert not clocks.running(plan, "submission_to_ministry").exists()


def test_a_fixed_day_that_is_over_when_the_plan_is_brought_in_is_told_to_nobody(people, places):
    plan = brought("ruo", "draft", people, places)
    (clock,) = clocks.running(plan, "submission_to_ministry")
    assert clock.due_on < TODAY()
    assert ticking.tick() == 0
