"""The closed world of people: who may take which step of a plan is written here by hand."""

import pytest

from approvals.flow import ROUTES
from tests.approvals.test_states import KINDS
from tests.closed_world import doors, turned_to_login, who_may
from tests.reaching import brought, facts

pytestmark = pytest.mark.django_db

MUNICIPALITY = {"mayor", "municipal_expert"}
AUTHORITY = {"ruo_head", "department_head", "expert", "second_expert", "records"}
READERS = {"observer", "minister", "ministry_officer"}
COUNCIL = {"council_chair", "council_clerk"}
NOBODY_ELSE: set[str] = set()

SUBMITTED = MUNICIPALITY | AUTHORITY | READERS
BEFORE_COUNCIL = SUBMITTED | COUNCIL
RUO_OWN = AUTHORITY
RUO_SUBMITTED = AUTHORITY | READERS

# route, step, where the document is, who may, who sees the document
TABLE = [
    ("municipal", "submit", "draft", {"mayor"}, MUNICIPALITY),
    ("municipal", "register", "at_ruo", {"records"}, SUBMITTED),
    ("municipal", "agree", "registered", {"ruo_head"}, SUBMITTED),
    ("municipal", "return_for_rework", "at_ruo", {"ruo_head"}, SUBMITTED),
    ("municipal", "return_to_records", "registered", {"ruo_head"}, SUBMITTED),
    ("municipal", "reopen", "agreed", {"mayor", "municipal_expert"}, SUBMITTED),
    ("municipal", "put_to_council", "agreed", {"mayor"}, SUBMITTED),
    ("municipal", "schedule", "at_council", COUNCIL, BEFORE_COUNCIL),
    ("municipal", "adopt", "at_council", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "reject", "at_council", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "dispatch", "adopted", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "receive", "sent", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "correct_receipt", "received", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "announce", "adopted", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "return_by_mayor", "received", {"mayor"}, BEFORE_COUNCIL),
    ("municipal", "return_by_governor", "received", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "readopt", "returned", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "amend", "rewritten", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "bring_again", "rejected", {"mayor", "municipal_expert"}, BEFORE_COUNCIL),
    ("municipal", "repeal", "returned", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "no_ruling", "returned", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "enter_force", "received", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "start_execution", "in_force", {"mayor"}, BEFORE_COUNCIL),
    ("municipal", "report", "told", {"mayor"}, BEFORE_COUNCIL),
    ("municipal", "schedule", "reported", COUNCIL, BEFORE_COUNCIL),
    ("municipal", "adopt_report", "reported", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "reject_report", "reported", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "dispatch", "report_adopted", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "receive", "report_sent", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "correct_receipt", "report_received", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "announce", "report_adopted", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "return_by_mayor", "report_received", {"mayor"}, BEFORE_COUNCIL),
    ("municipal", "return_by_governor", "report_received", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "readopt_report", "report_returned", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "repeal_report", "report_returned", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "no_ruling", "report_returned", {"council_clerk"}, BEFORE_COUNCIL),
    ("municipal", "close", "report_received", {"council_clerk"}, BEFORE_COUNCIL),
    ("ruo", "submit", "draft", {"ruo_head"}, RUO_OWN),
    ("ruo", "return_for_rework", "at_ministry", {"minister", "ministry_officer"}, RUO_SUBMITTED),
    ("ruo", "approve", "at_ministry", {"minister"}, RUO_SUBMITTED),
    ("ruo", "publish", "approved", {"ruo_head"}, RUO_SUBMITTED),
    ("ruo", "propose_change", "in_execution", {"ruo_head"}, RUO_SUBMITTED),
    ("ruo", "submit_change", "amended", {"ruo_head"}, RUO_SUBMITTED),
    (
        "ruo",
        "return_change",
        "change_at_ministry",
        {"minister", "ministry_officer"},
        RUO_SUBMITTED,
    ),
    ("ruo", "approve_change", "change_at_ministry", {"minister"}, RUO_SUBMITTED),
    ("ruo", "withdraw_change", "amending", {"ruo_head"}, RUO_SUBMITTED),
    ("ruo", "report", "in_execution", {"ruo_head"}, RUO_SUBMITTED),
    ("ruo", "archive", "reported", {"records"}, RUO_SUBMITTED),
    ("school", "submit", "draft", {"director"}, {"director"}),
    ("school", "return_by_council", "on_agenda", {"director"}, {"director"}),
    ("school", "adopt", "on_agenda", {"director"}, {"director"}),
    ("school", "confirm", "adopted", {"director"}, {"director"}),
    ("school", "publish", "in_force", {"director"}, {"director"}),
    ("school", "change", "in_execution", {"director"}, {"director"} | AUTHORITY | READERS),
    ("school", "report", "in_execution", {"director"}, {"director"} | AUTHORITY | READERS),
]
NAMES = [f"{row[0]}-{row[1]}-{row[2]}" for row in TABLE]
REFUSED_EVERYWHERE = {
    "administrator",
    "head_of_another_region",
    "mayor_of_another_town",
    "other_director",
}


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_each_step_is_taken_by_those_written_here_and_refused_to_everybody_else(
    row, people, places, client
):
    route, step, place, may, see = row
    plan = brought(route, place, people, places)
    assert who_may(plan, step, people, facts(route, step, people, places)) == may
    everybody = {name for name, _person in people}
    asked = doors(plan, step, people)
    assert asked.open_to == may
    assert asked.refused == see - may
    assert asked.hidden_from == everybody - see
    assert turned_to_login(client, plan, step)


def test_the_table_names_every_step_of_the_three_routes():
    written = {(route, step) for route, step, *_rest in TABLE}
    declared = {(route, step) for route, kind in KINDS.items() for step in ROUTES[kind].steps}
    assert written == declared


def test_strangers_and_the_administrator_are_in_no_row():
    assert all(not REFUSED_EVERYWHERE & (row[3] | row[4]) for row in TABLE)
