"""Indicators, routes, checks and charts, against numbers worked out by hand."""

from decimal import Decimal

import pytest
from django.utils import translation

from workflows.display import (
    Check,
    Checks,
    Column,
    Route,
    RouteStep,
    Row,
    StepStatus,
    Tone,
    column_plot,
    indicator,
    row_plot,
    share_covered,
    text_indicator,
)

D = Decimal


@pytest.mark.parametrize(
    ("baseline", "target", "now", "share"),
    [
        ("5", "9", "6", "0.25"),
        ("5", "9", "9", "1"),
        ("5", "9", "11", "1.5"),
        ("5", "9", "3", "-0.5"),
        ("12", "8", "11", "0.25"),  # less is better
        ("12", "8", "14", "-0.5"),
        ("12", "8", "6", "1.5"),
        ("100", "100", "100", "1"),  # to be kept
        ("100", "100", "99", "0"),
        ("0", "0", "0", "1"),
        ("0", "0", "2", "0"),
    ],
)
def test_share_of_the_way(baseline, target, now, share):
    assert share_covered(D(baseline), D(target), D(now)) == D(share)


@pytest.mark.parametrize(
    ("now", "expected", "is_over", "status"),
    [
        ("0", "0", False, Tone.NONE),
        ("0", "0.1", False, Tone.WARN),
        ("25", "0.25", False, Tone.OK),
        ("24.9", "0.25", False, Tone.WARN),
        ("99", "1", True, Tone.BAD),
        ("100", "1", True, Tone.OK),
        ("130", "0.5", False, Tone.OK),
    ],
)
def test_status_is_green_at_or_past_the_line(now, expected, is_over, status):
    drawn = indicator(
        "x", baseline=D(0), target=D(100), now=D(now), expected=D(expected), is_over=is_over
    )
    assert drawn.status is status


def test_more_than_the_target_fills_the_bar_and_the_number_tells():
    drawn = indicator("x", baseline=D(0), target=D(100), now=D(130))
    assert (drawn.bar, drawn.percent) == (100, 130)


def test_fall_below_the_baseline_is_an_empty_bar():
    drawn = indicator("x", baseline=D(50), target=D(100), now=D(40))
    assert (drawn.bar, drawn.percent) == (0, -20)


def test_almost_the_target_is_not_written_as_all_of_it():
    assert indicator("x", baseline=D(0), target=D(1000), now=D(999)).percent == 99


def test_not_reported_yet_stands_at_the_baseline():
    drawn = indicator("x", baseline=D(5), target=D(9), expected=D("0.5"))
    assert (drawn.now, drawn.percent, drawn.bar, drawn.status) == ("–", None, 0, Tone.WARN)
    assert "%" in drawn.words


def test_decreasing_target_is_written_with_decimal_commas():
    with translation.override("bg"):
        drawn = indicator(
            "x", baseline=D("11.40"), target=D("8.00"), now=D("10.1"), expected=D("0.35")
        )
    assert (drawn.baseline, drawn.target, drawn.now) == ("11,4", "8", "10,1")
    assert (drawn.percent, drawn.status) == (38, Tone.OK)


def test_text_target_has_neither_bar_nor_status():
    drawn = text_indicator("класирани", "според класирането")
    assert (drawn.text, drawn.status, drawn.bar) == ("според класирането", Tone.NONE, 0)


def test_finished_route_stands_at_its_last_step():
    done = Route([RouteStep("a", status=StepStatus.DONE), RouteStep("b", status=StepStatus.DONE)])
    assert (done.position, done.current.label) == (2, "b")


def test_checks_show_the_worst_first_and_fold_what_is_in_order():
    checks = Checks(
        [Check(f"ok{n}") for n in range(5)] + [Check("warn", Tone.WARN), Check("bad", Tone.BAD)]
    )
    assert [check.text for check in checks.first] == ["bad", "warn", "ok0", "ok1", "ok2"]
    assert [check.text for check in checks.more] == ["ok3", "ok4"]


def test_columns_stand_on_the_axis_and_reach_their_number():
    plot = column_plot("x", [Column("IX", 20, 10), Column("X", 0, 0)])
    first, empty = plot.bars
    assert (first.plan_y, first.plan_height) == (24, 260)
    assert (first.done_y, first.done_height) == (154, 130)
    assert (empty.plan_y, empty.plan_height, empty.column.words) == (284, 0, "0")
    assert [tick.value for tick in plot.ticks] == [0, 5, 10, 15, 20]


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (4, 4), (7, 8), (17, 20), (26, 30), (120, 150)]
)
def test_lines_are_round_numbers_and_at_most_five(highest, top):
    ticks = column_plot("x", [Column("a", highest, 0)]).ticks
    assert ticks[-1].value == top
    assert len(ticks) <= 6


@pytest.mark.parametrize("count", [0, 1, 9, 12, 40])
def test_columns_stay_inside_the_plot(count):
    plot = column_plot("x", [Column(str(n), 3, 2) for n in range(count)])
    assert all(bar.x >= 34 and bar.x + 32 <= plot.right for bar in plot.bars)


def test_row_of_a_bar_is_cut_in_percent():
    bar = row_plot("x", [Row("1", 9, 4, 1, 14, expected=10)]).rows[0]
    assert [(piece.css, piece.x, piece.width) for piece in bar.segments] == [
        ("done", "0.0%", "64.3%"),
        ("run", "64.3%", "28.6%"),
        ("late", "92.9%", "7.1%"),
    ]
    assert bar.expected_x == "71.4%"


def test_row_of_nothing_divides_by_nothing():
    bar = row_plot("x", [Row("1", 0, 0, 0, 0, expected=0)]).rows[0]
    assert (list(bar.segments), bar.expected_x) == ([], "0%")


def test_day_of_a_chart_may_lie_beyond_its_end():
    assert row_plot("x", [Row("1", 1, 0, 0, 4, expected=9)]).rows[0].expected_x == "100.0%"
