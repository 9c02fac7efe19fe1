"""The grammar of deadlines: by example, and by what must hold for all of them."""

import calendar
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.reading.days import Frame
from plans.reading.deadline import DeadlineDoubt, DeadlineKind
from plans.reading.deadlines import read_deadline

SCHOOL = Frame(dt.date(2025, 9, 15), dt.date(2026, 9, 14))
CALENDAR = Frame(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
MONTHS = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
]


@pytest.mark.parametrize(
    ("raw", "kind", "start", "end", "basis"),
    [
        ("септември 2025 г. – юни 2026 г.", "month_range", "2025-09-01", "2026-06-30", "stated"),
        ("октомври 2025 – май 2026 г.", "month_range", "2025-10-01", "2026-05-31", "stated"),
        ("октомври, 2025 г. - април, 2026 г.", "month_range", "2025-10-01", "2026-04-30", "stated"),
        ("м. юли – август 2026 г.", "month_range", "2026-07-01", "2026-08-31", "stated"),
        ("м. октомври – май 2026 г.", "month_range", "2025-10-01", "2026-05-31", "stated"),
        ("октомври 2025 г. май 2026 г.", "month_range", "2025-10-01", "2026-05-31", "stated"),
        ("м. ноември – м. май", "month_range", "2025-11-01", "2026-05-31", "period"),
        ("IX – VI", "month_range", "2025-09-01", "2026-06-30", "period"),
        ("ІХ – VІ", "month_range", "2025-09-01", "2026-06-30", "period"),
        ("09.2025 г. – 06.2026 г.", "month_range", "2025-09-01", "2026-06-30", "stated"),
        ("от октомври до декември 2025 г.", "month_range", "2025-10-01", "2025-12-31", "stated"),
        ("октомври и ноември 2025 г.", "month_range", "2025-10-01", "2025-11-30", "stated"),
        ("МАЙ 2026 Г.", "month", "2026-05-01", "2026-05-31", "stated"),
        ("месец юли 2026 г.", "month", "2026-07-01", "2026-07-31", "stated"),
        ("м. февруари", "month", "2026-02-01", "2026-02-28", "period"),
        ("02.06.2026 г.", "date", "2026-06-02", "2026-06-02", "stated"),
        ("2 юни 2026 г.", "date", "2026-06-02", "2026-06-02", "stated"),
        ("01.03.2026 г. – 31.03.2026 г.", "month_range", "2026-03-01", "2026-03-31", "stated"),
        ("до 30.09.2025 г.", "until_date", None, "2025-09-30", "stated"),
        ("до 15 май 2026 г.", "until_date", None, "2026-05-15", "stated"),
        ("до края на м. май", "until_date", None, "2026-05-31", "period"),
        ("до края на месец май 2026 г.", "until_date", None, "2026-05-31", "stated"),
        ("до края на 2026 г.", "until_date", None, "2026-12-31", "stated"),
        ("до края на учебната година", "until_date", None, "2026-09-14", "period"),
        ("учебна 2025/2026 година", "school_year", "2025-09-15", "2026-09-14", "stated"),
        (("учебната 2025/2026 г., по график на "
"МОН"), "school_year", "2025-09-15", "2026-09-14", "stated"),
        ("през учебната година", "school_year", "2025-09-15", "2026-09-14", "period"),
        ("2026 година", "calendar_year", "2026-01-01", "2026-12-31", "stated"),
        ("2026 г.", "calendar_year", "2026-01-01", "2026-12-31", "stated"),
        ("ежемесечен", "monthly", None, None, None),
        (("Ежемесечно /последна седмица/ от октомври 2025 г. до м. юни 2026 "
"г."), "monthly", "2025-10-01", "2026-06-30", "stated"),
        ("съгласно график на МОН", "per_external_schedule", None, None, None),
        ("съгласно сроковете по чл. 21, ал. 4", "per_external_schedule", None, None, None),
        ("Съгл. ПМС № 100/08.06.2018 г.", "per_external_schedule", None, None, None),
        ("постоянен", "ongoing", None, None, None),
        ("целогодишно", "ongoing", None, None, None),
        ("при подаден сигнал", "event", None, None, None),
        ("в зависимост от случая", "event", None, None, None),
        ("в началото на учебната 2025/2026 година", "event", None, None, None),
        ("", "empty", None, None, None),
        (" – ", "empty", None, None, None),
        ("……", "empty", None, None, None),
    ],
)  # fmt: skip
def test_deadline_is_read(
    raw: str, kind: str, start: str | None, end: str | None, basis: str | None
) -> None:
    read = read_deadline(raw, SCHOOL).as_json()
    found = (
        read["deadline_kind"],
        read["deadline_start"],
        read["deadline_end"],
        read["date_basis"],
    )
    assert found == (kind, start, end, basis)


def test_year_is_lent_by_the_period_and_never_invented() -> None:
    assert read_deadline("м. октомври", CALENDAR).start == dt.date(2026, 10, 1)
    without = read_deadline("м. октомври")
    assert (without.kind, without.start, without.end) == (DeadlineKind.MONTH, None, None)


def test_two_months_in_the_wrong_order_are_no_range() -> None:
    read = read_deadline("месец декември 2026 г. месец април 2026 г.", CALENDAR)
    assert (read.kind, read.start, read.end, read.doubt) == (
        DeadlineKind.MONTH,
        None,
        None,
        DeadlineDoubt.ORDER,
    )
    assert [part.start for part in read.parts] == [dt.date(2026, 12, 1), dt.date(2026, 4, 1)]


def test_range_without_dash_is_doubted() -> None:
    assert read_deadline("октомври 2025 г. май 2026 г.").doubt is DeadlineDoubt.NO_DASH


@pytest.mark.parametrize("raw", ["31.02.2026 г.", "директорът", "00.00.0000", "99.99.9999 г."])
def test_what_is_no_deadline_is_doubted(raw: str) -> None:
    read = read_deadline(raw, SCHOOL)
    assert (read.start, read.end, read.doubt) == (None, None, DeadlineDoubt.UNKNOWN)


months = st.tuples(st.integers(2015, 2035), st.integers(1, 12))
dashes = st.sampled_from([" – ", " - ", "-", " — ", "– "])
prefixes = st.sampled_from(["", "м. ", "месец ", "мес. "])
years = st.sampled_from([" г.", " година", "", "г."])


def last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@given(months, prefixes, years)
def test_every_month_is_its_first_to_its_last_day(
    month: tuple[int, int], prefix: str, ending: str
) -> None:
    year, number = month
    read = read_deadline(f"{prefix}{MONTHS[number - 1]} {year}{ending}")
    assert (read.kind, read.start, read.end) == (
        DeadlineKind.MONTH,
        dt.date(year, number, 1),
        last_day(year, number),
    )


@given(months, months, dashes, prefixes)
def test_every_range_runs_forward_or_is_doubted(
    first: tuple[int, int], second: tuple[int, int], dash: str, prefix: str
) -> None:
    texts = [f"{prefix}{MONTHS[month - 1]} {year} г." for year, month in (first, second)]
    read = read_deadline(dash.join(texts))
    assert read.kind is DeadlineKind.MONTH_RANGE
    if first <= second:
        assert (read.start, read.end) == (dt.date(*first, 1), last_day(*second))
    else:
        assert (read.start, read.end, read.doubt) == (None, None, DeadlineDoubt.ORDER)


@given(st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)))
def test_every_day_is_read(day: dt.date) -> None:
    read = read_deadline(f"{day:%d.%m.%Y} г.")
    assert (read.kind, read.start, read.end) == (DeadlineKind.DATE, day, day)
    until = read_deadline(f"до {day.day}.{day:%m.%Y} г.")
    assert (until.kind, until.start, until.end) == (DeadlineKind.UNTIL_DATE, None, day)


@given(
    st.integers(2010, 2040),
    st.sampled_from(["учебна {}/{} година", "учебната {}/{} г.", "уч. {}/{} г."]),
)
def test_every_school_year_is_15_september_to_14_september(year: int, words: str) -> None:
    read = read_deadline(words.format(year, year + 1))
    assert (read.kind, read.start, read.end) == (
        DeadlineKind.SCHOOL_YEAR, dt.date(year, 9, 15), dt.date(year + 1, 9, 14),
    )  # fmt: skip


@given(st.text(max_size=200), st.sampled_from([None, SCHOOL, CALENDAR]))
def test_no_text_breaks_the_grammar_and_dates_keep_their_order(
    text: str, frame: Frame | None
) -> None:
    read = read_deadline(text, frame)
    assert read.start is None or read.end is None or read.start <= read.end
    assert (read.basis is None) or read.start or read.end or read.parts


words = st.sampled_from(
    [
        *MONTHS,
        "до",
        "от",
        "края",
        "на",
        "–",
        "2026",
        "г.",
        "м.",
        "30.09.2026",
        "учебна",
        "2025/2026",
        ",",
        "и",
        "I",
        "XII",
        "15",
        "5.10",
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(words, max_size=8).map(" ".join))
def test_any_mixture_of_its_words_is_read(text: str) -> None:
    read = read_deadline(text, SCHOOL)
    assert read.start is None or read.end is None or read.start <= read.end
