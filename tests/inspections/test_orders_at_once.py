"""An order changes or goes while somebody works under it: what stands afterwards fits together."""

import datetime

import pytest

from approvals.signing import PREFIX
from plans.lint import grave_findings
from tests import making
from tests.making import TODAY
from tests.racing import presses, together
from tests.reaching import brought, walked

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.timedelta(days=1)


def codes(answers):
    return [getattr(answer, "status_code", answer) for answer in answers]


def dates(visit, people, day):
    return presses(
        people.department_head,
        visit,
        "schedule",
        on_date=day.isoformat(),
        starts_at="09:00",
        ends_at="12:00",
    )


def amends(inspection, people, until):
    return presses(
        people.ruo_head,
        inspection,
        "amend_order",
        order_number="РД-06-99",
        team=[people.expert.pk],
        aim="Същата цел",
        criteria="Критерий",
        visits_until=until.isoformat(),
        protocol_days=7,
        report_days=14,
        documents_only="on",
    )


def test_a_visit_is_not_dated_outside_an_order_that_is_being_shortened(people, places):
    visit = brought("visit", "planned", people, places)
    inspection = visit.inspection
    answers = together(
        [inspection],
        amends(inspection, people, TODAY() + DAY),
        dates(visit, people, TODAY() + 9 * DAY),
    )
    assert sorted(codes(answers)) == [302, 422]
    inspection.refresh_from_db()
    visit.refresh_from_db()
    assert visit.on_date is None or visit.on_date <= inspection.visits_until


def test_an_order_that_is_changed_while_a_visit_is_dated_books_the_new_team(people, places):
    visit = brought("visit", "planned", people, places)
    inspection = visit.inspection
    answers = together(
        [inspection],
        amends(inspection, people, TODAY() + 60 * DAY),
        dates(visit, people, TODAY()),
    )
    assert codes(answers) == [302, 302], "they follow each other, nobody is sent away"


def test_an_order_is_withdrawn_or_its_protocol_drawn_up_never_both(people, places):
    visit = brought("visit", "visited", people, places)
    inspection = visit.inspection
    answers = together(
        [inspection],
        presses(people.ruo_head, inspection, "withdraw_order", note="Отпада."),
        presses(people.expert, visit, "draw_protocol", summary="Спазва се."),
    )
    assert codes(answers).count(302) == 1
    inspection.refresh_from_db()
    visit.refresh_from_db()
    assert (inspection.state, visit.state) in {("withdrawn", "cancelled"), ("ordered", "drawn")}


def in_execution(people, places):
    plan = making.ruo_plan(people, places)
    return walked(plan, "ruo", "submit approve publish", people, places)


def dropping(plan, people, places):
    """The minister is about to approve a change without the row 18.1.1."""
    walked(plan, "ruo", "propose_change", people, places)
    making.changed_text(plan, people, lambda rows: rows.filter(number="18.1.1").delete())
    walked(plan, "ruo", "submit_change", people, places, over="Отпада.")
    given = {f"{PREFIX}{one.rule.name}": "Отпада." for one in grave_findings(plan)}
    return presses(people.minister, plan, "approve_change", approval_order="РД09-2", **given)


def test_an_inspection_is_ordered_or_goes_with_its_row_never_both(people, places):
    plan = in_execution(people, places)
    inspection = plan.inspections.get(number="18.1.1")
    approves = dropping(plan, people, places)
    orders = presses(
        people.ruo_head,
        inspection,
        "order",
        order_number="РД-06-44",
        team=[people.expert.pk],
        aim="Цел",
        criteria="Критерий",
        visits_until=(TODAY() + 60 * DAY).isoformat(),
        protocol_days=7,
        report_days=14,
        documents_only="on",
    )
    answers = together([inspection], approves, orders)
    assert codes(answers)[0] == 302
    inspection.refresh_from_db()
    assert inspection.left_plan_on == TODAY()
    assert (inspection.state, codes(answers)[1]) in {("ordered", 302), ("withdrawn", 409)}


def test_a_visit_is_closed_while_a_change_of_its_plan_is_approved(people, places):
    plan = in_execution(people, places)
    inspection = plan.inspections.get(number="18.1.1")
    making.taken(inspection, "order", people.ruo_head, **making.order_facts(people))
    visit = walked(
        making.visit_of(inspection, places.school),
        "visit",
        "schedule !answers draw_protocol register_protocol report",
        people,
        places,
    )
    approves = dropping(plan, people, places)
    answers = together([plan], approves, presses(people.ruo_head, visit, "close"))
    assert codes(answers) == [302, 302], "neither waits for what the other holds"
    inspection.refresh_from_db()
    assert inspection.left_plan_on == TODAY()
