"""Numbers and dates as the design, section 9, writes them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from workflows import wording

UTC = dt.UTC


@pytest.mark.parametrize(
    ("value", "places", "bulgarian", "english"),
    [
        (18400, None, "18 400", "18,400"),
        (1234567, None, "1 234 567", "1,234,567"),
        (Decimal("11.40"), None, "11,4", "11.4"),
        (Decimal("8.00"), None, "8", "8"),
        (Decimal("1200"), None, "1 200", "1,200"),
        (100, None, "100", "100"),
        (Decimal("1E+3"), None, "1 000", "1,000"),
        (Decimal("0.5"), 2, "0,50", "0.50"),
        (-7, None, "-7", "-7"),
        (None, None, "", ""),
    ],
)
def test_number(value, places, bulgarian, english):
    with translation.override("bg"):
        assert wording.number(value, places) == bulgarian.replace(" ", wording.NBSP)
    with translation.override("en"):
        assert wording.number(value, places) == english


def test_dates_of_documents_tables_and_the_running_period():
    day = dt.date(2026, 4, 1)
    with translation.override("bg"):
        assert wording.document_date(day) == f"01.04.2026{wording.NBSP}г."
    with translation.override("en"):
        assert wording.document_date(day) == "01.04.2026"
    assert wording.table_date(day) == "01.04.2026"
    assert wording.short_date(day) == "01.04"


def test_moment_near_midnight_is_told_in_the_office_time():
    late = dt.datetime(2026, 3, 31, 21, 5, tzinfo=UTC)
    assert wording.moment(late) == "01.04.2026, 0:05"
    assert wording.table_date(late) == "01.04.2026"


def test_time_has_no_leading_zero_in_the_hours():
    assert wording.clock_time(dt.time(9, 5)) == "9:05"
    assert wording.clock_time(dt.time(15, 20)) == "15:20"


@pytest.mark.parametrize(
    "write",
    [
        wording.document_date,
        wording.table_date,
        wording.short_date,
        wording.clock_time,
        wording.moment,
    ],
)
def test_nothing_is_written_for_no_date(write):
    assert write(None) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Невена Радулова", "НР"), ("Невена Петрова Радулова", "НР"), ("невена", "Н"), ("", "")],
)
def test_initials(name, expected):
    assert wording.initials(name) == expected
