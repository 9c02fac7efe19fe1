"""The work of a visit counts to its day; to the term of the protocol only after it."""

import datetime

import pytest
from django.utils import timezone

from inspections import tasks, turning
from tests.making import TODAY
from tests.reaching import brought
from workflows import clocks, desks

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def visit(people, places):
    return brought("visit", "scheduled", people, places)


def due(visit):
    return desks.on(visit).get(step="draw_protocol").due_on


def test_until_its_day_a_visit_is_due_on_that_day(visit):
    assert visit.on_date >= TODAY()
    assert due(visit) == visit.on_date
    assert turning.turn_days() == 0


def test_after_its_day_the_term_of_the_order_counts(visit, monkeypatch):
    later = visit.on_date + DAY
    monkeypatch.setattr(timezone, "localdate", lambda: later)
    assert tasks.turn_days() == 1
    term = clocks.due(visit, "protocol_of_visit")
    assert due(visit) == term
    assert term > later
    assert tasks.turn_days() == 0, "twice does no harm"
