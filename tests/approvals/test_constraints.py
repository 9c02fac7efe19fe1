"""Each constraint of plans, revisions, sessions and decisions, broken once."""

import datetime
from decimal import Decimal

import pytest
from django.db.models import ProtectedError

from approvals.models import Decision, Session
from plans import recording
from plans.models import Activity, Import, ImportStatus, ListedInstitution, PlannedInspection
from plans.recording import Told
from plans.reporting import drafts
from plans.states import FactKind
from tests import making
from tests.breaking import refused_by, set_to, sql, twice
from tests.reaching import brought

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)

# constraint, route, place, what is taken away
STAMPS = [
    ("plan_submitted_is_dated_and_signed", "municipal", "at_ruo", {"submitted_on": None}),
    ("plan_submitted_is_dated_and_signed", "municipal", "agreed", {"submitted_by": None}),
    ("plan_submitted_is_dated_and_signed", "ruo", "at_ministry", {"submitted_by": None}),
    (
        "plan_agreed_is_dated_signed_and_names_the_revision",
        "municipal",
        "agreed",
        {"agreed_by": None},
    ),
    (
        "plan_agreed_is_dated_signed_and_names_the_revision",
        "municipal",
        "at_council",
        {"agreed_revision": None},
    ),
    ("plan_at_council_names_council_and_day", "municipal", "at_council", {"council": None}),
    ("plan_at_council_names_council_and_day", "municipal", "rejected", {"council_on": None}),
    ("plan_decided_is_dated", "municipal", "adopted", {"decided_on": None}),
    ("plan_decided_is_dated", "municipal", "returned", {"decided_on": None}),
    ("plan_approved_is_dated_and_signed", "ruo", "approved", {"approved_by": None}),
    ("plan_approved_is_dated_and_signed", "ruo", "amending", {"approved_on": None}),
    ("plan_in_force_is_dated", "municipal", "in_force", {"in_force_on": None}),
    ("plan_in_force_is_dated", "school", "in_force", {"in_force_on": None}),
    ("plan_in_execution_is_dated", "ruo", "in_execution", {"executed_from": None}),
    ("plan_in_execution_is_dated", "school", "in_execution", {"executed_from": None}),
    ("plan_on_agenda_names_the_session", "school", "on_agenda", {"session_on": None}),
    ("plan_reported_is_dated", "ruo", "reported", {"reported_on": None}),
    ("plan_reported_is_dated", "municipal", "closed", {"reported_on": None}),
    ("plan_state_known", "school", "draft", {"state": "signed"}),
    ("plan_period_runs_forward", "school", "draft", {"ends_on": datetime.date(2020, 1, 1)}),
]


@pytest.mark.parametrize(
    ("name", "route", "place", "cells"), STAMPS, ids=[f"{row[0]}-{row[2]}" for row in STAMPS]
)
def test_a_state_without_its_stamps_is_refused(name, route, place, cells, people, places):
    plan = brought(route, place, people, places)
    with refused_by(name):
        set_to(plan, **cells)


def test_an_institution_has_one_live_plan_for_a_period(municipal_plan):
    with refused_by("plan_one_live_per_institution_and_period"):
        twice(municipal_plan)


def test_a_rejected_plan_makes_room_for_a_new_one(people, places):
    rejected = brought("municipal", "rejected", people, places)
    assert making.municipal_plan(people, places).pk != rejected.pk


def test_a_revision_has_its_number_once(municipal_plan):
    with refused_by("revision_number_once"):
        twice(municipal_plan.latest)


def test_a_plan_has_one_working_copy(people, places):
    plan = brought("ruo", "amended", people, places)
    with refused_by("revision_one_working_copy"):
        twice(plan.latest, number=9)


def test_a_frozen_revision_has_a_fingerprint(municipal_plan):
    with refused_by("revision_frozen_has_a_fingerprint"):
        twice(municipal_plan.latest, number=9, fingerprint="")


@pytest.fixture
def copy(people, places):
    """The working copy of a plan that is being changed: its rows may be written."""
    return brought("ruo", "amended", people, places).latest


def test_a_place_among_the_sections_is_taken_once(copy):
    with refused_by("section_position_once"):
        twice(copy.sections.first())


def test_a_place_among_the_activities_is_taken_once(copy):
    import uuid

    with refused_by("activity_position_once"):
        twice(copy.activities.first(), identity=uuid.uuid4())


def test_an_activity_stands_in_a_revision_once(copy):
    with refused_by("activity_identity_once"):
        twice(copy.activities.first(), position=99)


def test_the_term_of_an_activity_runs_forward(copy):
    row = copy.activities.filter(deadline_end__isnull=False)[0]
    with refused_by("activity_term_runs_forward"):
        set_to(row, deadline_start=row.deadline_end + DAY)


def test_an_import_that_is_done_names_its_plan(municipal_plan):
    done = Import.objects.filter(status=ImportStatus.DONE)[0]
    with refused_by("import_done_names_the_plan"):
        set_to(done, plan=None)


def test_a_remark_says_something(municipal_plan, people):
    remark = municipal_plan.remarks.create(
        revision=1,
        reason="law",
        text="Липсва срок.",
        author=people.ruo_head,
        made_on=making.TODAY(),
    )
    with refused_by("remark_says_something"):
        set_to(remark, text="")


FACTS = [
    ("fact_by_hand_gives_a_reason", {"kind": "manual"}),
    ("fact_by_hand_gives_a_reason", {"kind": "not_done", "amount": 0}),
    ("fact_of_evidence_has_its_file", {"kind": "evidence"}),
    ("fact_of_a_decision_is_numbered", {"kind": "decision"}),
    ("fact_not_done_counts_nothing", {"kind": "not_done", "reason": "Няма средства"}),
]


@pytest.mark.parametrize(("name", "cells"), FACTS, ids=[f"{row[0]}-{row[1]}" for row in FACTS])
def test_a_fact_that_lacks_what_its_kind_needs_is_refused(name, cells, people, places):
    plan = brought("municipal", "in_execution", people, places)
    told = Told(FactKind.MEETING, "Среща", making.TODAY(), Decimal(1))
    fact = recording.record(plan, plan.latest.activities.first().identity, told, actor=people.mayor)
    with refused_by(name):
        set_to(fact, **cells)


@pytest.fixture
def clause(people, places):
    """A clause of the draft of a report."""
    plan = brought("municipal", "in_execution", people, places)
    told = Told(FactKind.MEETING, "Среща", making.TODAY(), Decimal(1))
    recording.record(plan, plan.latest.activities.first().identity, told, actor=people.mayor)
    return drafts.open_draft(plan, making.TODAY(), actor=people.mayor).clauses.get()


def test_a_fact_has_one_clause_in_a_report(clause):
    with refused_by("clause_once_of_a_fact"):
        twice(clause)


def test_an_edited_clause_says_by_whom(clause):
    with refused_by("clause_edited_says_by_whom"):
        set_to(clause, text="Друго.")


def test_a_report_is_frozen_with_its_fingerprint(clause):
    with refused_by("report_frozen_has_a_fingerprint"):
        set_to(clause.report, content={})
    with refused_by("report_frozen_has_a_fingerprint"):
        set_to(clause.report, fingerprint="0" * 64)


def test_an_adopted_report_was_filed_and_names_the_decision(clause):
    with refused_by("report_adopted_was_filed_and_is_numbered"):
        set_to(clause.report, adopted_on=making.TODAY(), decision_number="1", protocol_number="2")


def test_a_report_is_rejected_once_it_was_filed(clause):
    with refused_by("report_rejected_was_filed"):
        set_to(clause.report, rejected_on=making.TODAY())


def test_a_plan_has_one_report_that_was_not_rejected(clause):
    with refused_by("report_one_of_a_plan_not_rejected"):
        twice(clause.report)


def test_a_report_that_was_filed_stays(people, places):
    brought("school", "reported", people, places)
    for statement in ("UPDATE plans_report SET fingerprint = 'x'", "DELETE FROM plans_report"):
        with refused_by("filed_report_stays"):
            sql(statement)


@pytest.fixture
def decision(people, places):
    return brought("municipal", "received", people, places).decisions.get()


def test_a_protocol_has_its_number_once_in_a_council_and_year(decision):
    with refused_by("session_protocol_once_a_year"):
        twice(decision.session)


def test_a_decision_has_its_number_once_in_a_council_and_year(decision):
    with refused_by("decision_number_once_a_year"):
        twice(decision)


DECISIONS = [
    ("decision_present_within_members", {"present": 30}),
    ("decision_votes_within_present", {"against": 6}),
    ("decision_has_a_quorum", {"present": 14, "in_favour": 10, "against": 4}),
    ("decision_adopted_by_more_than_half_of_present", {"in_favour": 12, "against": 13}),
    ("decision_adopted_by_more_than_half_of_all", {"in_favour": 14, "majority": "absolute"}),
]


@pytest.mark.parametrize(("name", "cells"), DECISIONS, ids=[row[0] for row in DECISIONS])
def test_a_decision_with_impossible_numbers_is_refused(name, cells, decision):
    assert (decision.members, decision.present, decision.in_favour) == (29, 25, 20)
    with refused_by(name):
        set_to(decision, **cells)


DISPATCHES = [
    ("dispatch_received_after_sent", {"received_on": datetime.date(2020, 1, 1)}),
    (
        "dispatch_returned_after_receipt_with_reasons",
        {"returned_on": making.TODAY(), "reasons": ""},
    ),
    ("dispatch_governor_returns_on_legality", {"ground": "inexpedient"}),
]


@pytest.mark.parametrize(("name", "cells"), DISPATCHES, ids=[row[0] for row in DISPATCHES])
def test_a_dispatch_that_cannot_be_is_refused(name, cells, decision):
    with refused_by(name):
        set_to(decision.dispatches.get(party="governor"), **cells)


def test_a_decision_is_sent_to_an_addressee_once(decision):
    with refused_by("dispatch_once_per_party"):
        twice(decision.dispatches.get(party="mayor"))


@pytest.fixture
def frozen(ruo_plan):
    return ruo_plan.latest


FROZEN = {
    "section": "UPDATE plans_section SET title = 'друго' WHERE revision_id = %s",
    "activity": "UPDATE plans_activity SET text = 'друго' WHERE revision_id = %s",
    "activity deleted": "DELETE FROM plans_activity WHERE revision_id = %s",
    "revision": "UPDATE plans_revision SET frozen_at = NULL WHERE id = %s",
    "revision deleted": "DELETE FROM plans_revision WHERE id = %s",
    "preamble": "UPDATE plans_revision SET preamble = '{}' WHERE id = %s",
}


@pytest.mark.parametrize("statement", FROZEN.values(), ids=FROZEN)
def test_a_frozen_revision_is_not_changed_by_sql(statement, frozen):
    with refused_by("frozen_text_stays"):
        sql(statement, frozen.pk)


def test_what_hangs_on_the_rows_of_a_frozen_revision_does_not_change(frozen):
    planned = PlannedInspection.objects.filter(activity__revision=frozen)[0]
    with refused_by("frozen_text_stays"):
        set_to(planned, subject="друго")
    with refused_by("frozen_text_stays"):
        set_to(ListedInstitution.objects.filter(inspection=planned)[0], name="друго")
    with refused_by("frozen_text_stays"):
        ListedInstitution.objects.create(inspection=planned, position=9, name="СУ „Друго“")
    with refused_by("frozen_text_stays"):
        twice(frozen.activities.first(), position=99)


def test_a_row_is_not_carried_out_of_a_frozen_revision(copy):
    old = Activity.objects.filter(revision__plan=copy.plan, revision__number=1)[0]
    with refused_by("frozen_text_stays"):
        set_to(old, revision=copy, position=99)


def test_whoever_agreed_or_recorded_is_not_deleted(decision, people):
    for person in (people.ruo_head, people.council_clerk):
        with pytest.raises(ProtectedError):
            person.delete()
    assert Decision.objects.exists()
    assert Session.objects.exists()
