"""The closed world of people: who may take which step of an inspection, written by hand."""

import pytest

from inspections.flow import InspectionFlow, VisitFlow
from tests.closed_world import doors, turned_to_login, who_may
from tests.reaching import brought, facts

pytestmark = pytest.mark.django_db

AUTHORITY = {"ruo_head", "department_head", "expert", "second_expert", "records"}
READERS = {"observer", "minister", "ministry_officer"}
SCHOOL = {"director"}

# route, step, where the document is, who may, who sees the document
TABLE = [
    ("inspection", "order", "proposed", {"ruo_head"}, AUTHORITY),
    ("inspection", "amend_order", "ordered", {"ruo_head"}, AUTHORITY | READERS),
    ("inspection", "withdraw", "proposed", {"ruo_head", "department_head"}, AUTHORITY),
    ("inspection", "withdraw_order", "ordered", {"ruo_head"}, AUTHORITY | READERS),
    ("inspection", "withdraw_follow_up", "follow_up", {"ruo_head"}, AUTHORITY),
    ("inspection", "carry_on", "left_plan", {"ruo_head"}, AUTHORITY | READERS),
    ("inspection", "close", "ended", {"ruo_head"}, AUTHORITY | READERS),
    ("visit", "schedule", "planned", {"ruo_head", "department_head"}, AUTHORITY),
    ("visit", "cancel", "scheduled", {"ruo_head", "department_head"}, AUTHORITY | SCHOOL),
    ("visit", "draw_protocol", "visited", {"expert"}, AUTHORITY | SCHOOL),
    ("visit", "register_protocol", "drawn", {"records"}, AUTHORITY | SCHOOL),
    ("visit", "report", "registered", {"expert"}, AUTHORITY | SCHOOL),
    ("visit", "close", "reported", {"ruo_head"}, AUTHORITY | SCHOOL),
    ("visit", "recommend", "reported_with_recommendation", {"expert"}, AUTHORITY | SCHOOL),
    ("visit", "prescribe", "reported_with_prescription", {"ruo_head"}, AUTHORITY | SCHOOL),
    ("visit", "decline", "reported_with_prescription", {"ruo_head"}, AUTHORITY | SCHOOL),
    ("visit", "answer", "prescribed_and_replied", {"director"}, AUTHORITY | SCHOOL),
    ("visit", "follow_up", "answered", {"ruo_head"}, AUTHORITY | SCHOOL),
    ("visit", "confirm", "follow_up", {"expert"}, AUTHORITY | SCHOOL),
    ("visit", "escalate", "follow_up", {"ruo_head"}, AUTHORITY | SCHOOL),
]
NAMES = [f"{row[0]}-{row[1]}" for row in TABLE]
REFUSED_EVERYWHERE = {
    "administrator",
    "head_of_another_region",
    "mayor",
    "mayor_of_another_town",
    "municipal_expert",
    "other_director",
    "council_chair",
    "council_clerk",
}


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_each_step_is_taken_by_those_written_here_and_refused_to_everybody_else(
    row, people, places, client
):
    route, step, place, may, see = row
    document = brought(route, place, people, places)
    assert who_may(document, step, people, facts(route, step, people, places)) == may
    everybody = {name for name, _person in people}
    asked = doors(document, step, people)
    assert asked.open_to == may
    assert asked.refused == see - may
    assert asked.hidden_from == everybody - see
    assert turned_to_login(client, document, step)


def test_the_table_names_every_step_of_both_flows():
    written = {(route, step) for route, step, *_rest in TABLE}
    declared = {("inspection", step) for step in InspectionFlow.steps}
    assert written == declared | {("visit", step) for step in VisitFlow.steps}


def test_strangers_and_the_administrator_are_in_no_row():
    assert all(not REFUSED_EVERYWHERE & (row[3] | row[4]) for row in TABLE)


def test_an_expert_whom_the_order_does_not_name_may_not_draw_up_the_protocol(people, places):
    visit = brought("visit", "visited", people, places)
    assert "second_expert" not in who_may(visit, "draw_protocol", people, {"summary": "Спазва се."})
