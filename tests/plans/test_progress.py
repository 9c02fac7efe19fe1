"""When a row of a plan is late, what its numbers come from, where a target is wanted."""

import datetime
from decimal import Decimal

import pytest

from plans.models import Fact
from plans.queries.progress import progress_of
from plans.rows import amount
from tests.making import TODAY
from tests.plans.test_pages_editing import cells, row_address
from workflows.display import Shape, Tone

pytestmark = pytest.mark.django_db
DAY, YEAR = datetime.timedelta(days=1), datetime.timedelta(days=365)
PASSED = {"deadline_end": TODAY() - datetime.timedelta(days=1)}
NO_DATE = {"deadline_end": None, "deadline_start": None, "deadline_kind": "ongoing"}


def tone(plan, key, in_force, **terms):
    row = plan.latest.activities.get(key=key)
    for name, value in terms.items():
        setattr(row, name, value)
    plan.in_force_revision = in_force
    return progress_of(plan, row, [], TODAY()).age.tone


@pytest.mark.parametrize("key", ["1.1", "18.1.1"])
def test_a_row_is_late_only_in_a_text_in_force_with_a_day_that_has_passed(key, ruo_plan):
    assert tone(ruo_plan, key, 1, **PASSED) is Tone.BAD
    assert tone(ruo_plan, key, None, **PASSED) is Tone.NONE
    assert tone(ruo_plan, key, 1, **NO_DATE) is not Tone.BAD


def test_a_row_without_a_number_is_late_by_the_same_measure(municipal_plan):
    assert tone(municipal_plan, "1.1", 1, **PASSED) is Tone.BAD
    assert tone(municipal_plan, "1.1", None, **PASSED) is Tone.NONE
    assert tone(municipal_plan, "1.1", 1, **NO_DATE) is not Tone.BAD


MEASURES = ("unit", "baseline_raw", "baseline", "target_raw", "target")


def measured(plan, facts=(), key="1.1", **cells):
    """The progress of a row with these cells and no others that measure."""
    row = plan.latest.activities.get(key=key)
    plan.in_force_revision = 1
    for name in MEASURES:
        setattr(row, name, None if name in ("baseline", "target") else "")
    for name, value in cells.items():
        setattr(row, name, value)
    row.baseline, row.target = amount(row.baseline_raw), amount(row.target_raw)
    return progress_of(plan, row, facts, TODAY())


@pytest.mark.parametrize("cells", [
    {"baseline_raw": "100", "target_raw": "100"},
    {"baseline_raw": "0", "target_raw": "0"},
    {"baseline_raw": "5", "target_raw": "9"},
    {"baseline_raw": "9", "target_raw": "5"},
    {"target_raw": "9"},
])  # fmt: skip
def test_no_row_has_a_percentage_without_a_record(cells, ruo_plan):
    over = {"deadline_start": TODAY() - YEAR, "deadline_end": TODAY() - DAY}
    running = {"deadline_start": TODAY() - DAY, "deadline_end": TODAY() + DAY}
    for days in (over, running):
        found = measured(ruo_plan, **cells, **days)
        assert (found.indicator.percent, found.indicator.bar) == (None, 0)
        assert found.indicator.now == "–"
        assert found.age.shape is not Shape.TICK


def test_a_value_to_be_kept_is_kept_when_a_record_says_so(ruo_plan):
    over = {"deadline_start": TODAY() - YEAR, "deadline_end": TODAY() - DAY}
    kept = Fact(amount=Decimal(0), what="Отчет", on=TODAY())
    found = measured(ruo_plan, [kept], baseline_raw="100", target_raw="100", **over)
    assert (found.indicator.percent, found.age.shape) == (100, Shape.TICK)
    fallen = Fact(amount=Decimal(-1), what="Отчет", on=TODAY())
    found = measured(ruo_plan, [fallen], baseline_raw="100", target_raw="100", **over)
    assert (found.indicator.percent, found.age.tone) == (0, Tone.BAD)


def test_an_inspection_of_no_schools_is_not_carried_out_by_itself(ruo_plan):
    row = ruo_plan.latest.activities.get(key="18.1.1")
    row.inspection.target_count = 0
    ruo_plan.in_force_revision = 1
    found = progress_of(ruo_plan, row, [], TODAY())
    assert found.indicator is not None
    assert (found.indicator.percent, found.age.shape is Shape.TICK) == (None, False)


@pytest.mark.parametrize(
    ("cells", "lacks", "shown"),
    [
        ({}, False, None),
        ({"target_raw": "според класирането"}, False, "според класирането"),
        ({"target_raw": "12"}, False, ""),
        ({"unit": "брой", "target_raw": "12"}, False, ""),
        ({"unit": "брой"}, True, "не е посочена"),
        ({"baseline_raw": "4"}, True, "не е посочена"),
        ({"unit": "брой", "target_raw": "според класирането"}, True, "според класирането"),
    ],
)
def test_a_target_is_wanted_where_the_row_itself_is_measured(cells, lacks, shown, ruo_plan):
    indicator = measured(ruo_plan, **cells).indicator
    assert bool(indicator and indicator.is_wanting) is lacks
    assert (indicator and indicator.text) == shown


def blamed(client, plan):
    """What the checks want of targets; that one is in words is said of its own row alone."""
    wrong = client.get(plan.get_absolute_url()).context["checks"].open
    of_targets = [one.text for one in wrong if "целев" in one.text.lower()]
    return [text for text in of_targets if text != "Целеви стойности с думи: 1"]


def test_a_target_typed_in_one_row_blames_no_other(client, municipal_plan, people):
    client.force_login(people.municipal_expert)
    before = blamed(client, municipal_plan)
    for number, target in (("1.1", "12"), ("1.2", "според класирането")):
        row = municipal_plan.latest.activities.get(number=number)
        municipal_plan.refresh_from_db()
        sent = cells(municipal_plan, number=number, target_raw=target, responsible_raw="директор")
        assert client.post(row_address(municipal_plan, row=row), sent).status_code == 302
        assert blamed(client, municipal_plan) == before


@pytest.mark.parametrize("field", ["baseline_raw", "target_raw"])
def test_a_number_that_nobody_can_count_with_is_refused_in_one_sentence(
    field, client, municipal_plan, people
):
    client.force_login(people.municipal_expert)
    sent = cells(municipal_plan, **{field: "1" * 30 + " деца"})
    refused = client.post(row_address(municipal_plan), sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Числото е твърде дълго: напишете го с най-много 9 цифри." in page
    assert "1" * 30 in page
    right = cells(municipal_plan, **{field: "1" * 9 + " деца"})
    assert client.post(row_address(municipal_plan), right).status_code == 302


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"), ("12 деца", "12"), ("11,4", "11.4"), ("82 %", "82"), ("над 90%", None),
        ("1.500", None), ("0,125", None), ("1" * 30, None), ("37 училища, 19 градини", None),
        ("4.", "4"), ("до 30.09.2026", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_whole_or_not_at_all(text, number):
    assert amount(text) == (Decimal(number) if number else None)
