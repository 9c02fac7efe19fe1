"""The closed world of inspections and visits: what may start where is written here by hand."""

import pytest

from inspections.flow import InspectionFlow, VisitFlow
from inspections.states import InspectionState, VisitState
from tests.closed_world import dead_ends, steps_that_start, unreached
from tests.reaching import brought

pytestmark = pytest.mark.django_db

INSPECTION = {
    "proposed": {"order", "withdraw", "withdraw_follow_up"},
    "ordered": {"amend_order", "close", "withdraw_order", "carry_on"},
    "closed": set(),
    "withdrawn": set(),
}
VISIT = {
    "planned": {"schedule", "cancel"},
    "scheduled": {"schedule", "draw_protocol", "cancel"},
    "drawn": {"register_protocol"},
    "registered": {"report"},
    "reported": {"close", "recommend", "prescribe", "decline"},
    "recommended": {"answer", "confirm"},
    "prescribed": {"answer", "follow_up", "escalate"},
    "answered": {"follow_up", "confirm"},
    "follow_up": {"follow_up", "confirm", "escalate"},
    "closed": set(),
    "escalated": set(),
    "cancelled": set(),
}
CASES = [
    *(("inspection", place, steps) for place, steps in INSPECTION.items()),
    *(("visit", place, steps) for place, steps in VISIT.items()),
]


@pytest.mark.parametrize(("route", "place", "steps"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_in_each_state_the_steps_written_here_start_and_no_others(
    route, place, steps, people, places
):
    document = brought(route, place, people, places)
    assert document.state == place
    assert steps_that_start(document, people.administrator) == steps


def test_every_state_but_the_last_has_a_way_out():
    assert dead_ends(InspectionFlow) == {"closed", "withdrawn"}
    assert dead_ends(VisitFlow) == {"closed", "escalated", "cancelled"}


def test_every_state_is_reached():
    assert unreached(InspectionFlow, set(InspectionState.values)) == set()
    assert unreached(VisitFlow, set(VisitState.values)) == set()
    assert set(INSPECTION) == set(InspectionState.values)
    assert set(VISIT) == set(VisitState.values)
