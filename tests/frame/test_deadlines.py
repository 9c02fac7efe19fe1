"""The colours of deadlines, by hand from the design, 7.0. Today is Wednesday, 1 April 2026."""

import datetime as dt

import pytest
from django.utils import translation

from workflows.display import Shape, Tone, deadline_age, next_working_day

TODAY = dt.date(2026, 4, 1)
BAD, WARN, OK, LATER = (
    (Tone.BAD, Shape.SQUARE),
    (Tone.WARN, Shape.TRIANGLE),
    (Tone.OK, Shape.CIRCLE),
    (Tone.NONE, Shape.DASH),
)


@pytest.mark.parametrize(
    ("due", "look", "bulgarian", "english"),
    [
        (dt.date(2025, 4, 1), BAD, "365 дни закъснение", "365 days late"),
        (dt.date(2026, 3, 27), BAD, "5 дни закъснение", "5 days late"),
        (dt.date(2026, 3, 31), BAD, "1 ден закъснение", "1 day late"),
        (dt.date(2026, 4, 1), WARN, "днес", "today"),
        (dt.date(2026, 4, 2), WARN, "остава 1 ден", "1 day left"),
        (dt.date(2026, 4, 3), OK, "остават 2 дни", "2 days left"),
        (dt.date(2026, 4, 8), OK, "остават 7 дни", "7 days left"),
        (dt.date(2026, 4, 9), LATER, "остават 8 дни", "8 days left"),
        (dt.date(2027, 4, 1), LATER, "остават 365 дни", "365 days left"),
    ],
)
def test_deadline_has_the_colour_and_words_of_the_design(due, look, bulgarian, english):
    with translation.override("bg"):
        age = deadline_age(due, TODAY)
    assert (age.tone, age.shape) == look
    assert age.words == bulgarian
    with translation.override("en"):
        assert deadline_age(due, TODAY).words == english


def test_on_friday_monday_is_amber_and_tuesday_is_green():
    friday = dt.date(2026, 5, 15)
    assert deadline_age(dt.date(2026, 5, 16), friday).tone is Tone.WARN
    assert deadline_age(dt.date(2026, 5, 18), friday).tone is Tone.WARN
    assert deadline_age(dt.date(2026, 5, 19), friday).tone is Tone.OK


def test_before_easter_the_next_working_day_is_after_the_holidays():
    # Orthodox Easter 2026: Good Friday 10 April, Easter Monday 13 April.
    assert next_working_day(dt.date(2026, 4, 9)) == dt.date(2026, 4, 14)
    assert deadline_age(dt.date(2026, 4, 14), dt.date(2026, 4, 9)).tone is Tone.WARN


def test_the_office_calendar_wins_over_the_plain_one():
    saturday_worked = dt.date(2026, 5, 16)
    monday = dt.date(2026, 5, 18)
    age = deadline_age(monday, dt.date(2026, 5, 15), next_working=saturday_worked)
    assert age.tone is Tone.OK


def test_colour_turns_on_the_day_itself_in_a_leap_year():
    assert deadline_age(dt.date(2028, 2, 29), dt.date(2028, 3, 1)).tone is Tone.BAD
    assert deadline_age(dt.date(2028, 2, 29), dt.date(2028, 2, 29)).tone is Tone.WARN
