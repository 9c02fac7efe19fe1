"""What the overview expects by today: approved, dated, not withdrawn, the same in every count."""

import datetime

import pytest
from django.http import QueryDict

from config.pages.figures import execution_of
from config.pages.scope import Scope
from config.pages.visits_by_month import visits_of
from inspections.models import Inspection
from inspections.queries.schedule import schedule
from tests import making
from tests.frame.finding import select
from tests.making import TODAY
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
REASON = {"note": "Отпаднало основание"}


def terms(monkeypatch, start, end):
    """The rows of plans that are read from now on have this term."""
    plain = making.row

    def row(*args, **cells):
        return plain(*args, **cells) | {"deadline_start": start, "deadline_end": end}

    monkeypatch.setattr(making, "row", row)


@pytest.fixture
def past(monkeypatch):
    """The rows of the plan end before today, whatever day it is, and within its period."""
    period = making.ruo_reading()["period"]
    end = min(TODAY() - DAY, datetime.date.fromisoformat(period["end"]))
    terms(monkeypatch, str(end - 8 * DAY), str(end))


@pytest.fixture
def undated(monkeypatch):
    """The rows name no day („постоянен“)."""
    terms(monkeypatch, None, None)


def execution(plan):
    found = execution_of(Scope(plan), TODAY())
    return found.total, found.expected, found.late


def visits(plan, person):
    found = visits_of(Scope(plan), person, TODAY())
    return found.planned, found.planned_by_now, found.undated


def test_a_text_that_is_not_approved_expects_nothing(past, ruo_plan, people):
    making.taken(ruo_plan, "submit", people.ruo_head)
    assert execution(ruo_plan) == (3, 0, 0)
    making.taken(ruo_plan, "approve", people.minister, approval_order="РД09-1")
    assert execution(ruo_plan) == (3, 3, 3)


def test_rows_and_visits_without_a_day_are_planned_and_not_expected(undated, ruo_plan, people):
    making.approved(ruo_plan, people)
    assert execution(ruo_plan) == (3, 0, 0)
    assert visits(ruo_plan, people.ruo_head) == (3, 0, 3)


def test_a_withdrawn_inspection_is_expected_nowhere(past, ruo_plan, people):
    making.approved(ruo_plan, people)
    assert visits(ruo_plan, people.ruo_head) == (3, 3, 0)
    inspection = Inspection.objects.get(plan=ruo_plan, number="18.1.1")
    making.taken(inspection, "withdraw", people.department_head, **REASON)
    assert visits(ruo_plan, people.ruo_head) == (1, 1, 0)
    assert execution(ruo_plan) == (3, 2, 2)


def test_the_row_of_a_withdrawn_inspection_is_late_nowhere(past, ruo_plan, people, client):
    making.approved(ruo_plan, people)
    inspection = Inspection.objects.get(plan=ruo_plan, number="18.1.1")
    client.force_login(people.ruo_head)
    before = client.get(ruo_plan.get_absolute_url()).content.decode()
    making.taken(inspection, "withdraw", people.department_head, **REASON)
    page = client.get(ruo_plan.get_absolute_url()).content.decode()
    pill = "</svg>просрочена</span>"
    assert (before.count(pill), page.count(pill)) == (3, 2)
    assert "оттеглена" in page
    assert inspection.get_absolute_url() in page


def test_visits_of_a_withdrawn_order_are_in_no_count(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people)
    making.scheduled(making.visit_of(inspection, places.school), people)
    assert visits(ruo_plan, people.ruo_head) == (3, 1, 0)
    making.taken(inspection, "withdraw_order", people.ruo_head, **REASON)
    assert visits(ruo_plan, people.ruo_head) == (1, 0, 0)
    shown = schedule(people.ruo_head, QueryDict())
    assert (shown.entries, list(shown.undated)) == ([], [])
    page = at(people.ruo_head).open("/overview/", plan=str(ruo_plan.pk))
    assert words(select(page, "ul.r-kpi > li")[1]).startswith("Проведени посещения 0 от 1")
