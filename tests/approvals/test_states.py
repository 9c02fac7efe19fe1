"""The closed world of plan states: what may start where is written here by hand."""

import pytest

from approvals.flow import ROUTES
from plans.states import PlanState
from tests.closed_world import dead_ends, steps_that_start, unreached
from tests.reaching import brought

pytestmark = pytest.mark.django_db

MUNICIPAL = {
    "draft": {"submit"},
    "at_ruo": {"register", "agree", "return_for_rework", "return_to_records"},
    "registered": {"register", "agree", "return_for_rework", "return_to_records"},
    "agreed": {"reopen", "put_to_council"},
    "at_council": {"schedule", "adopt", "reject"},
    "adopted": {
        "dispatch",
        "receive",
        "correct_receipt",
        "announce",
        "return_by_mayor",
        "return_by_governor",
        "enter_force",
    },
    "rejected": {"bring_again"},
    "returned": {"readopt", "amend", "repeal", "no_ruling"},
    "in_force": {"start_execution"},
    "in_execution": {"report"},
    "reported": {"schedule", "adopt_report", "reject_report"},
    "report_adopted": {
        "dispatch",
        "receive",
        "correct_receipt",
        "announce",
        "return_by_mayor",
        "return_by_governor",
        "close",
    },
    "report_returned": {"readopt_report", "repeal_report", "no_ruling"},
    "report_rejected": {"report"},
    "closed": set(),
}
RUO = {
    "draft": {"submit"},
    "at_ministry": {"return_for_rework", "approve"},
    "approved": {"publish"},
    "in_execution": {"propose_change", "report"},
    "amending": {"submit_change", "withdraw_change"},
    "change_at_ministry": {"approve_change", "return_change", "withdraw_change"},
    "reported": {"archive"},
    "archived": set(),
}
SCHOOL = {
    "draft": {"submit"},
    "on_agenda": {"return_by_council", "adopt"},
    "adopted": {"confirm"},
    "in_force": {"publish"},
    "in_execution": {"change", "report"},
    "reported": set(),
}
STATE_OF = {"registered": "at_ruo", "report_rejected": "in_execution"}
"""Places of the way that are no state of their own."""

CASES = [
    *(("municipal", place, steps) for place, steps in MUNICIPAL.items()),
    *(("ruo", place, steps) for place, steps in RUO.items()),
    *(("school", place, steps) for place, steps in SCHOOL.items()),
]
KINDS = {
    "municipal": "municipal_support_plan",
    "ruo": "ruo_annual_plan",
    "school": "school_annual_plan",
}


@pytest.mark.parametrize(("route", "place", "steps"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_in_each_state_the_steps_written_here_start_and_no_others(
    route, place, steps, people, places
):
    plan = brought(route, place, people, places)
    assert plan.state == STATE_OF.get(place, place)
    assert steps_that_start(plan, people.administrator) == steps


@pytest.mark.parametrize("route", ["municipal", "ruo", "school"])
def test_every_state_but_the_last_has_a_way_out(route):
    ended = {"municipal": {"closed"}, "ruo": {"archived"}, "school": {"reported"}}
    assert dead_ends(ROUTES[KINDS[route]]) == ended[route]


@pytest.mark.parametrize(
    ("route", "table"), [("municipal", MUNICIPAL), ("ruo", RUO), ("school", SCHOOL)]
)
def test_every_state_of_the_table_is_reached_and_the_table_names_every_state(route, table):
    flow = ROUTES[KINDS[route]]
    assert unreached(flow, set(table) - set(STATE_OF)) == set()
    named = {state for told in flow.steps.values() for state in (*told.sources, *told.targets)}
    assert {str(state) for state in named} | {"draft"} == set(table) - set(STATE_OF)


def test_every_state_of_plans_belongs_to_a_route():
    assert {*MUNICIPAL, *RUO, *SCHOOL} - set(STATE_OF) == set(PlanState.values)


def test_nobody_can_take_a_step_that_its_route_does_not_have(municipal_plan, people):
    from workflows import gate

    with pytest.raises(KeyError):
        gate.perform(municipal_plan, "approve", actor=people.minister)
