"""Each rule of inspections and visits by its name: met, unmet, and when it was not in force."""

import datetime

import pytest

from inspections import rules
from inspections.models import Inspection
from institutions.models import CalendarDay, DayKind
from tests import making
from tests.asking import sentence
from tests.making import TODAY
from tests.reaching import BESIDES, brought

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)
WRONG_HOURS = "A visit is made between 07:00 and 19:00: choose other hours."


@pytest.fixture
def thematic(people, places):
    """Two listed schools, both found."""
    return brought("inspection", "proposed", people, places)


@pytest.fixture
def waiting(thematic):
    """One listed school that nobody knows."""
    return Inspection.objects.get(number="18.2.1")


@pytest.fixture
def visit(people, places):
    return brought("visit", "scheduled", people, places)


def test_schools_are_known(thematic, waiting):
    assert sentence(rules.schools_are_known, thematic) == ""
    assert "ОУ „Някое Друго“" in sentence(rules.schools_are_known, waiting)
    waiting.targets.all().delete()
    assert "at least one school" in sentence(rules.schools_are_known, waiting)


def test_target_is_met(thematic):
    assert sentence(rules.target_is_met, thematic) == ""
    thematic.target_count = 3
    told = sentence(rules.target_is_met, thematic)
    assert told == "Schools that the plan promises: 3, chosen: 2."
    thematic.target_count = None
    assert sentence(rules.target_is_met, thematic) == ""


def test_team_is_named(thematic, people):
    assert "at least one expert" in sentence(rules.team_is_named, thematic, team=[])
    assert sentence(rules.team_is_named, thematic, team=[people.expert]) == ""


def test_criteria_are_named(thematic, waiting):
    asked = rules.criteria_are_named
    assert "criteria and indicators" in sentence(asked, thematic, criteria=[])
    assert sentence(asked, thematic, criteria=["Критерий"]) == ""
    assert sentence(asked, waiting, criteria=[]) == "", "a current inspection needs none"
    waiting.form_of = "monitoring"
    assert "criteria and indicators" in sentence(asked, waiting, criteria=[])


def test_criteria_were_not_asked_before_the_rules_were_rewritten(thematic):
    before, since = datetime.date(2020, 12, 21), datetime.date(2020, 12, 22)
    assert sentence(rules.criteria_are_named, thematic, on=before, criteria=[]) == ""
    assert sentence(rules.criteria_are_named, thematic, on=since, criteria=[]) != ""


def test_all_visits_ended(people, places):
    ordered = brought("inspection", "ordered", people, places)
    assert sentence(rules.all_visits_ended, ordered) == "Visits that are not closed yet: 2."


def test_all_visits_ended_when_each_is_closed(people, places):
    assert sentence(rules.all_visits_ended, brought("inspection", "ended", people, places)) == ""


def test_inspection_is_ordered(visit):
    assert sentence(rules.inspection_is_ordered, visit) == ""
    visit.inspection.state = "closed"
    assert "order the inspection first" in sentence(rules.inspection_is_ordered, visit)


def test_within_the_order(visit):
    order = visit.inspection
    for day, within in (
        (order.ordered_on - DAY, False),
        (order.ordered_on, True),
        (order.visits_until, True),
        (order.visits_until + DAY, False),
    ):
        assert (sentence(rules.within_the_order, visit, on_date=day) == "") is within


def test_within_the_order_runs_from_the_first_order_when_it_was_changed(visit):
    order, first = visit.inspection, visit.inspection.ordered_on
    order.ordered_on = first + DAY
    assert sentence(rules.within_the_order, visit, on_date=first) == ""
    assert sentence(rules.within_the_order, visit, on_date=first - DAY) != ""


@pytest.mark.parametrize(
    ("first", "last", "kept"), [(2, 3, False), (7, 9, True), (17, 19, True), (18, 20, False)]
)
def test_in_working_hours(first, last, kept, visit):
    start, end = datetime.time(first), datetime.time(last)
    told = sentence(rules.in_working_hours, visit, starts_at=start, ends_at=end)
    assert told == ("" if kept else WRONG_HOURS)


# 2026: a Wednesday, a Saturday, Liberation Day, Easter Monday, the day of leaders of the people
DAYS = [
    ("2026-03-11", ""),
    ("2026-03-14", "weekend"),
    ("2026-03-03", "03.03.2026"),
    ("2026-04-13", "13.04.2026"),
    ("2026-11-01", "01.11.2026"),
]


@pytest.mark.parametrize(("day", "words"), DAYS)
def test_on_a_school_day(day, words, visit):
    visit.inspection.documents_only = False
    told = sentence(rules.on_a_school_day, visit, on_date=datetime.date.fromisoformat(day))
    assert words in told
    assert bool(told) == bool(words)


def test_vacations_swapped_days_and_closed_days_of_one_school_decide(visit, places):
    visit.inspection.documents_only = False
    wednesday, saturday = datetime.date(2026, 3, 11), datetime.date(2026, 3, 14)
    CalendarDay.objects.create(day=wednesday, kind=DayKind.VACATION, ground="Пролетна ваканция")
    CalendarDay.objects.create(day=saturday, kind=DayKind.WORKING, ground="Отработване")
    assert "Пролетна ваканция" in sentence(rules.on_a_school_day, visit, on_date=wednesday)
    assert sentence(rules.on_a_school_day, visit, on_date=saturday) == ""
    CalendarDay.objects.create(
        day=saturday, kind=DayKind.CLOSED, ground="Патронен празник", institution=places.school
    )
    assert "Патронен празник" in sentence(rules.on_a_school_day, visit, on_date=saturday)
    visit.institution = places.other_school
    assert sentence(rules.on_a_school_day, visit, on_date=saturday) == ""


def test_documents_are_checked_on_any_day(visit):
    assert visit.inspection.documents_only
    saturday = datetime.date(2026, 3, 14)
    assert sentence(rules.on_a_school_day, visit, on_date=saturday) == ""


def test_answers_are_complete(visit):
    making.answered_all(visit)
    assert sentence(rules.answers_are_complete, visit) == ""
    visit.answers.filter(position__in=[1, 2]).update(answer="")
    assert sentence(rules.answers_are_complete, visit) == "Questions without an answer: 1, 2."


def test_findings_are_written(visit):
    making.answered_all(visit)
    assert sentence(rules.findings_are_written, visit) == ""
    visit.answers.filter(position=1).update(answer="no", finding="  ")
    visit.answers.filter(position=2).update(answer="partly")
    assert sentence(rules.findings_are_written, visit) == "Write what was found at questions: 1, 2."
    visit.answers.update(finding="Липсват подписи.")
    assert sentence(rules.findings_are_written, visit) == ""


def test_after_the_visit(visit):
    assert sentence(rules.after_the_visit, visit, on=visit.on_date) == ""
    early = sentence(rules.after_the_visit, visit, on=visit.on_date - DAY)
    assert f"{visit.on_date:%d.%m.%Y}" in early


def test_order_number_is_free(people, places):
    ordered = brought("inspection", "ordered", people, places)
    other = Inspection.objects.exclude(pk=ordered.pk).get()
    asked, number = rules.order_number_is_free, ordered.order_number
    assert number in sentence(asked, other, order_number=number)
    assert sentence(asked, ordered, order_number=number) == "", "the order itself is changed"
    assert sentence(asked, other, order_number="РД-06-45") == ""
    assert sentence(asked, other, on=TODAY() - DAY, order_number=number) == ""


def test_register_number_is_free(people, places):
    visit = brought("visit", "registered", people, places)
    other = visit.inspection.visits.exclude(pk=visit.pk).get()
    asked, number = rules.register_number_is_free, visit.authority_number
    assert number in sentence(asked, other, authority_number=number)
    assert sentence(asked, other, authority_number="КП-42") == ""
    assert sentence(asked, other, on=TODAY() - DAY, authority_number=number) == ""


def test_all_visits_ended_needs_one_that_took_place(people, places):
    ordered = brought("inspection", "ordered", people, places)
    for visit in ordered.visits.all():
        making.taken(visit, "cancel", people.department_head, note="Затворено.")
    assert "only be withdrawn" in sentence(rules.all_visits_ended, ordered)


def test_row_is_behind_it(people, places):
    proposed = brought("inspection", "proposed", people, places)
    assert sentence(rules.row_is_behind_it, proposed) == ""
    follow_up = BESIDES["followed"](proposed, people, places)
    assert "the head withdraws it" in sentence(rules.row_is_behind_it, follow_up)


def test_visit_is_behind_it(people, places):
    proposed = brought("inspection", "proposed", people, places)
    assert "follows no visit" in sentence(rules.visit_is_behind_it, proposed)
    follow_up = BESIDES["followed"](proposed, people, places)
    assert sentence(rules.visit_is_behind_it, follow_up) == ""


def test_no_protocol_is_drawn(people, places):
    visit = brought("visit", "visited", people, places)
    assert sentence(rules.no_protocol_is_drawn, visit.inspection) == ""
    making.taken(visit, "draw_protocol", people.expert, summary="Спазва се.")
    told = sentence(rules.no_protocol_is_drawn, visit.inspection)
    assert told == "Protocols drawn up already: 1. The order stands."


def test_row_left_the_plan(people, places):
    left = brought("inspection", "left_plan", people, places)
    assert sentence(rules.row_left_the_plan, left) == ""
    making.taken(left, "carry_on", people.ruo_head, note="Започната е.")
    assert "nothing to decide" in sentence(rules.row_left_the_plan, left)


def test_dated_visits_fit(visit):
    asked, day = rules.dated_visits_fit, visit.on_date
    assert sentence(asked, visit.inspection, visits_until=day) == ""
    told = sentence(asked, visit.inspection, visits_until=day - DAY)
    assert told == f"Visits are dated later than this term: {day:%d.%m.%Y}."
