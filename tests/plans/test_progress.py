"""When a row of a plan is late: its text is in force, its term is a day that has passed."""

import datetime

import pytest

from plans.queries.progress import progress_of
from tests.making import TODAY
from workflows.display import Tone

pytestmark = pytest.mark.django_db
PASSED = {"deadline_end": TODAY() - datetime.timedelta(days=1)}
NO_DATE = {"deadline_end": None, "deadline_start": None, "deadline_kind": "ongoing"}


def tone(plan, key, in_force, **terms):
    row = plan.latest.activities.get(key=key)
    for name, value in terms.items():
        setattr(row, name, value)
    plan.in_force_revision = in_force
    return progress_of(plan, row, [], TODAY(), has_targets=True).age.tone


@pytest.mark.parametrize("key", ["1.1", "18.1.1"])
def test_a_row_is_late_only_in_a_text_in_force_with_a_day_that_has_passed(key, ruo_plan):
    assert tone(ruo_plan, key, 1, **PASSED) is Tone.BAD
    assert tone(ruo_plan, key, None, **PASSED) is Tone.NONE
    assert tone(ruo_plan, key, 1, **NO_DATE) is not Tone.BAD


def test_a_row_without_a_number_is_late_by_the_same_measure(municipal_plan):
    assert tone(municipal_plan, "1.1", 1, **PASSED) is Tone.BAD
    assert tone(municipal_plan, "1.1", None, **PASSED) is Tone.NONE
    assert tone(municipal_plan, "1.1", 1, **NO_DATE) is not Tone.BAD
