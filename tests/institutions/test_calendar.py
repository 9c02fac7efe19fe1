"""Working days and school days, with the holidays of 2026 written by hand."""

import datetime

import pytest

from institutions import calendar
from institutions.models import CalendarDay, DayKind

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


# Кодекс на труда чл. 154; 24 May is a Sunday and 6 September too: the Monday after is off.
OFF = [
    "2026-01-01", "2026-03-03", "2026-04-10", "2026-04-11", "2026-04-12", "2026-04-13",
    "2026-05-01", "2026-05-06", "2026-05-24", "2026-05-25", "2026-09-06", "2026-09-07",
    "2026-09-22", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28", "2026-03-14",
]  # fmt: skip
WORKED = ["2026-01-05", "2026-03-02", "2026-04-14", "2026-05-07", "2026-05-26", "2026-12-29"]


@pytest.mark.parametrize("text", OFF)
def test_offices_are_closed_on_holidays_and_weekends(text):
    assert calendar.why_not_working(day(text))
    assert not calendar.is_working_day(day(text))


@pytest.mark.parametrize("text", WORKED)
def test_offices_work_on_the_other_days(text):
    assert calendar.why_not_working(day(text)) is None


def test_the_next_working_day_is_the_day_itself_or_the_first_after():
    assert calendar.next_working_day(day("2026-04-14")) == day("2026-04-14")
    assert calendar.next_working_day(day("2026-04-10")) == day("2026-04-14")


def test_an_entry_near_the_school_wins_over_one_for_everybody(places):
    wednesday = day("2026-03-11")
    for institution, kind, ground in (
        (None, DayKind.VACATION, "Ваканция"),
        (places.municipality, DayKind.CLOSED, "Празник на общината"),
        (places.school, DayKind.WORKING, "Отработване"),
    ):
        CalendarDay.objects.create(day=wednesday, kind=kind, ground=ground, institution=institution)
    assert calendar.why_no_school(wednesday, places.school) is None
    assert calendar.why_no_school(wednesday, places.other_school) == "Празник на общината"
    assert calendar.why_no_school(wednesday, places.other_authority) == "Ваканция"
    assert calendar.why_not_working(wednesday) is None, "a vacation closes no office"
