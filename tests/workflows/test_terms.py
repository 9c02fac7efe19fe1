"""Golden cases of counting, each worked out by hand with a calendar of the year."""

import datetime

import pytest
from django.utils import translation

from institutions.models import CalendarDay, DayKind
from workflows.terms.counting import Ask, OfficeDays, count, in_days, months_after
from workflows.terms.explanation import Explanation, Pause
from workflows.terms.law import declared, term_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def day(text):
    return datetime.date.fromisoformat(text)


def counted(rule, event, *pauses, days=None):
    wording = term_of(rule).wording_on(day(event))
    if days is not None:
        wording = in_days(wording, days)
    stood = tuple(Pause(day(first), day(last), "as entered") for first, last in pauses)
    return count(Ask(wording, day(event), stood), OfficeDays())


def entered(text, kind, ground="Решение на Министерския съвет"):
    CalendarDay.objects.create(day=day(text), kind=kind, ground=ground)


CASES = [
    # Good Friday 10 April 2026 to Easter Monday 13 April: four days off.
    ("easter", "return_of_act", "2026-04-03", "2026-04-14"),
    # Easter 2025 is on 20 April: the seventh day is Good Friday the 18th.
    ("easter_2025", "return_of_act", "2025-04-11", "2025-04-22"),
    # Sunday 24 May 2026 is a holiday, so Monday 25 is off instead (Кодекс на труда чл. 154).
    ("substitute_holiday", "return_of_act", "2026-05-17", "2026-05-26"),
    # Christmas 2027: 25 and 26 December are Saturday and Sunday, so Monday and Tuesday are off.
    ("substitute_days", "return_of_act", "2027-12-18", "2027-12-29"),
    # The last day is Wednesday 6 May.
    ("last_day_on_a_holiday", "dispatch_of_act", "2026-04-29", "2026-05-07"),
    # A holiday on the way does not count against a term in calendar days.
    ("holiday_on_the_way", "dispatch_of_act", "2026-05-05", "2026-05-12"),
    # 31 January and a month: 28 February 2026 is a Saturday.
    ("month_end", "appeal_of_general_act", "2026-01-31", "2026-03-02"),
    # The same in a leap year: 29 February 2028 is a Tuesday.
    ("leap_day", "appeal_of_general_act", "2028-01-31", "2028-02-29"),
    # From a leap day two years on there is no 29 February: the strategy ends on the 28th.
    ("from_a_leap_day", "municipal_strategy", "2028-02-29", "2030-02-28"),
    # 31 December and two months, over the end of a year: 28 February 2027 is a Sunday.
    ("over_the_year", "complaint_decision", "2026-12-31", "2027-03-01"),
    # 30 April and a month is 30 May, not the 31st; 30 May 2026 is a Saturday.
    ("month_of_thirty", "complaint_carried_out", "2026-04-30", "2026-06-01"),
    # The superior's extension: 15 April and three months; 15 July 2026 is a Wednesday.
    ("extended", "complaint_decision_extended", "2026-04-15", "2026-07-15"),
    # Working days: Thursday 9, then over Easter Tuesday 14 and Wednesday 15 April.
    ("working_days", "change_of_data", "2026-04-08", "2026-04-15"),
    # Ten days before Tuesday 15 September 2026: Saturday the 5th, so Friday the 4th.
    ("before_an_event", "self_organised_papers", "2026-09-15", "2026-09-04"),
    # A day that the law names stays: 30 April 2023 is a Sunday.
    ("named_day_stays", "adoption_of_plan", "2023-01-01", "2023-04-30"),
    # The same day of the year is asked after the day of the event, or on it.
    ("named_day_itself", "adoption_of_plan", "2026-04-30", "2026-04-30"),
    ("named_day_over", "adoption_of_plan", "2026-05-01", "2027-04-30"),
    # Before the school year that begins on 15 September 2025, and in the year of its end.
    ("ten_september", "submission_to_ministry", "2025-09-15", "2025-09-10"),
    ("ten_september_report", "report_to_ministry", "2025-09-15", "2026-09-10"),
    # чл. 101, ал. 3 says itself that the day moves: 15 September 2024 is a Sunday.
    ("law_moves_the_day", "school_year", "2024-09-01", "2024-09-16"),
    # The mayor had it on a Wednesday, the governor on the Friday after.
    ("receipt_by_mayor", "return_of_act", "2026-06-03", "2026-06-10"),
    ("receipt_by_governor", "return_of_act", "2026-06-05", "2026-06-12"),
    # The council silent: fourteen days, then seven from their end.
    ("rediscussion", "rediscussion", "2026-06-10", "2026-06-24"),
    ("council_silent", "contest_after_silence", "2026-06-24", "2026-07-01"),
]


@pytest.mark.parametrize(("rule", "event", "due"), [one[1:] for one in CASES],
                         ids=[one[0] for one in CASES])  # fmt: skip
def test_a_term_ends_on_the_day_found_by_hand(rule, event, due):
    assert counted(rule, event).due == day(due)


def test_a_saturday_that_was_made_a_working_day_is_a_last_day():
    assert counted("return_of_act", "2026-03-28").due == day("2026-04-06")
    entered("2026-04-04", DayKind.WORKING)
    assert counted("return_of_act", "2026-03-28").due == day("2026-04-04")


def test_a_swapped_saturday_counts_among_working_days_and_the_day_given_for_it_does_not():
    entered("2026-03-14", DayKind.WORKING)
    entered("2026-03-16", DayKind.HOLIDAY)
    # Friday 13, Saturday 14, then Tuesday 17: Monday was swapped.
    assert counted("change_of_data", "2026-03-12").due == day("2026-03-17")


def test_closed_days_of_a_school_move_no_term_of_an_office():
    entered("2026-06-08", DayKind.VACATION)
    assert counted("return_of_act", "2026-06-01").due == day("2026-06-08")


def test_a_pause_over_a_holiday_moves_the_day_by_all_its_days():
    """1 April and 14 days is the 15th; four days still, so the 19th, a Sunday: Monday the 20th."""
    found = counted("rediscussion", "2026-04-01", ("2026-04-10", "2026-04-13"))
    assert (found.counted, found.due) == (day("2026-04-19"), day("2026-04-20"))
    assert any("stood still from 10.04.2026 to 13.04.2026" in line for line in found.lines())


def test_a_pause_that_only_the_moved_day_reaches_counts_too():
    """8 June and 7 days is the 15th; 10–12 still: the 18th; 17–18 still: the 20th, a Saturday."""
    found = counted(
        "return_of_act", "2026-06-08", ("2026-06-10", "2026-06-12"), ("2026-06-17", "2026-06-18")
    )
    assert found.due == day("2026-06-22")


def test_a_pause_before_the_event_or_after_the_term_changes_nothing():
    before, after = ("2026-05-01", "2026-06-01"), ("2026-07-01", "2026-07-31")
    found = counted("return_of_act", "2026-06-01", before, after)
    assert (found.due, found.pauses) == (day("2026-06-08"), ())


def test_days_that_an_order_sets_are_counted_from_the_visit():
    assert counted("protocol_of_visit", "2026-04-03", days=7).due == day("2026-04-14")


@pytest.mark.parametrize(
    ("event", "due", "words"),
    [("2022-09-15", "2026-09-15", "four years"), ("2023-09-15", "2028-09-15", "five years")],
)
def test_an_old_case_keeps_the_wording_of_its_day(event, due, words):
    found = counted("school_strategy", event)
    assert found.due == day(due)
    assert words in found.lines()[-1]


def test_the_file_goes_to_court_on_paper_until_july_2026_and_electronically_since():
    before, since = (counted("file_to_court", text) for text in ("2026-06-30", "2026-07-01"))
    assert (before.article, since.article) == ("чл. 152, ал. 2 АПК", "чл. 152, ал. 2–4 АПК")


def test_a_day_before_all_wordings_that_were_read_says_so():
    assert not counted("protocol_of_visit", "2020-12-22", days=7).unread
    found = counted("protocol_of_visit", "2020-12-21", days=7)
    assert "was not read" in found.lines()[-1]


def test_a_date_explains_itself_day_by_day_in_both_languages():
    found = counted("return_of_act", "2026-04-03")
    lines = found.lines()
    assert lines[0] == "7 days from 03.04.2026, which is not counted: 10.04.2026."
    assert [line[:10] for line in lines[1:5]] == [
        "10.04.2026", "11.04.2026", "12.04.2026", "13.04.2026",
    ]  # fmt: skip
    assert "Good Friday" in lines[1]
    assert lines[5] == "The last day moves to the next working one: 14.04.2026."
    assert lines[6].startswith("чл. 45, ал. 6 ЗМСМА: The act is returned")
    with translation.override("bg"):
        said = found.lines()
    assert "Велики петък" in said[1]
    assert said[6].startswith("чл. 45, ал. 6 ЗМСМА: Актът")


def test_a_day_that_stays_says_that_it_is_no_working_day():
    assert any(
        "the day stays" in line for line in counted("adoption_of_plan", "2023-01-01").lines()
    )


@pytest.mark.parametrize("case", CASES, ids=[one[0] for one in CASES])
def test_what_is_kept_reads_as_it_was_counted(case):
    found = counted(case[1], case[2])
    assert Explanation.of_fact(found.as_fact()) == found


def test_a_count_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        counted("return_of_act", "2026-04-03")


def test_months_end_where_the_month_does():
    assert months_after(day("2026-08-31"), 1) == day("2026-09-30")
    assert months_after(day("2026-12-31"), 2) == day("2027-02-28")
    assert months_after(day("2026-03-31"), -1) == day("2026-02-28")


def test_the_wordings_of_a_rule_follow_each_other_without_a_gap():
    for term in declared():
        for one, following in zip(term.wordings, term.wordings[1:], strict=False):
            assert one.valid_to
            assert one.valid_to + datetime.timedelta(days=1) == following.valid_from
        assert term.wordings[-1].valid_to is None
        assert all("чл. " in one.article and str(one.text).endswith(".") for one in term.wordings)


def test_every_term_that_follows_another_is_declared():
    assert all(term_of(name) for term in declared() for name in term.then)
