"""Each constraint of inspections and visits, and the protocol that stays, broken once."""

import datetime

import pytest
from django.db.models import ProtectedError

from inspections.models import Booking, Inspection, Photo
from tests import making
from tests.breaking import refused_by, set_to, sql, twice
from tests.reaching import brought

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)

# constraint, route, place, the wrong cells
STAMPS = [
    ("inspection_state_known", "inspection", "ordered", {"state": "begun"}),
    ("inspection_ordered_names_order_day_and_head", "inspection", "ordered", {"order_number": ""}),
    ("inspection_ordered_names_order_day_and_head", "inspection", "ordered", {"ordered_by": None}),
    ("inspection_closed_is_dated", "inspection", "closed", {"closed_on": None}),
    ("visit_state_known", "visit", "registered", {"state": "begun"}),
    ("visit_ends_after_it_starts", "visit", "scheduled", {"ends_at": datetime.time(9)}),
    ("visit_dated_names_day_and_hours", "visit", "scheduled", {"on_date": None}),
    ("visit_dated_names_day_and_hours", "visit", "drawn", {"starts_at": None}),
    ("visit_protocol_is_dated_signed_and_fingerprinted", "visit", "visited", {"state": "drawn"}),
    ("visit_registered_has_both_numbers", "visit", "drawn", {"state": "registered"}),
    ("visit_prescribed_names_order_head_and_term", "visit", "prescribed", {"answer_due_on": None}),
    ("visit_prescribed_names_order_head_and_term", "visit", "prescribed", {"prescribed_by": None}),
    ("visit_reported_is_dated_and_signed", "visit", "reported", {"reported_by": None}),
    ("visit_answered_is_dated_and_says_something", "visit", "answered", {"answer": ""}),
    ("visit_follow_up_says_how_and_when", "visit", "follow_up", {"follow_up_mode": ""}),
    ("inspection_withdrawn_is_dated", "inspection", "withdrawn", {"withdrawn_on": None}),
    ("visit_cancelled_is_dated", "visit", "cancelled", {"cancelled_on": None}),
    ("visit_closed_is_dated", "visit", "closed", {"closed_on": None}),
    ("visit_escalated_says_how", "visit", "escalated", {"escalation": ""}),
]


@pytest.mark.parametrize(
    ("name", "route", "place", "cells"),
    STAMPS,
    ids=[f"{row[0]}-{place}" for place, row in enumerate(STAMPS)],
)
def test_a_state_without_its_stamps_is_refused(name, route, place, cells, people, places):
    document = brought(route, place, people, places)
    with refused_by(name):
        set_to(document, **cells)


@pytest.fixture
def inspection(people, places):
    return brought("inspection", "ordered", people, places)


def test_a_row_of_a_plan_becomes_one_inspection(inspection):
    with refused_by("inspection_once_per_row"):
        twice(inspection, order_number="РД-2")


def test_an_inspection_has_its_row_or_the_visit_it_follows(inspection, people, places):
    with refused_by("inspection_has_its_row_or_the_visit_it_follows"):
        set_to(inspection, plan=None)
    with refused_by("inspection_has_its_row_or_the_visit_it_follows"):
        set_to(inspection, follows=inspection.visits.all()[0])


def test_a_visit_has_one_open_follow_up(people, places):
    visit = brought("visit", "follow_up_by_visit", people, places)
    with refused_by("inspection_one_follow_up_at_a_time"):
        twice(Inspection.objects.get(follows=visit))


def test_an_order_number_is_used_once_a_day(inspection):
    other = Inspection.objects.exclude(pk=inspection.pk)[0]
    with refused_by("inspection_order_number_once"):
        set_to(other, order_number=inspection.order_number, ordered_on=inspection.ordered_on)


def test_a_person_is_in_a_team_once(inspection):
    with refused_by("member_once"):
        twice(inspection.members.get())


def test_a_place_among_the_schools_is_taken_once(inspection):
    with refused_by("target_position_once"):
        twice(inspection.targets.first(), institution=None)


def test_a_school_is_in_an_inspection_once(inspection):
    with refused_by("target_school_once_per_inspection"):
        twice(inspection.targets.first(), position=99)


def test_a_school_is_visited_once_under_an_order(inspection):
    with refused_by("visit_once_per_school"):
        twice(inspection.visits.first())


def test_a_number_of_the_register_is_given_once_a_day(people, places):
    visit = brought("visit", "registered", people, places)
    other = visit.inspection.visits.exclude(pk=visit.pk).get()
    with refused_by("visit_register_number_once"):
        set_to(other, authority_number=visit.authority_number, registered_on=visit.registered_on)


def test_nobody_is_in_two_places(people, places):
    visit = brought("visit", "scheduled", people, places)
    other = visit.inspection.visits.exclude(pk=visit.pk).get()
    with refused_by("booking_nobody_in_two_places"):
        twice(Booking.objects.get(visit=visit), visit=other)


def test_a_question_has_its_place_once(people, places):
    visit = brought("visit", "scheduled", people, places)
    with refused_by("answer_position_once"):
        twice(visit.answers.first())


def test_a_measure_that_was_issued_has_a_term(people, places):
    measure = brought("visit", "prescribed", people, places).measures.get()
    with refused_by("measure_issued_has_a_term"):
        set_to(measure, due_on=None)


@pytest.fixture
def drawn(people, places):
    """A protocol with a proposed prescription, drawn up and registered."""
    visit = brought("visit", "reported_with_prescription", people, places)
    assert visit.answers.exists()
    return visit


PROTOCOL = {
    "an answer": "UPDATE inspections_checklistanswer SET answer = 'no' WHERE visit_id = %s",
    "a finding": "UPDATE inspections_checklistanswer SET finding = 'x' WHERE visit_id = %s",
    "answers deleted": "DELETE FROM inspections_checklistanswer WHERE visit_id = %s",
    "a measure": "UPDATE inspections_measure SET text = 'друго' WHERE visit_id = %s",
    "its kind": "UPDATE inspections_measure SET kind = 'recommendation' WHERE visit_id = %s",
    "measures deleted": "DELETE FROM inspections_measure WHERE visit_id = %s",
    "the summary": "UPDATE inspections_visit SET summary = 'друго' WHERE id = %s",
    "the fingerprint": "UPDATE inspections_visit SET protocol_print = 'x' WHERE id = %s",
    "a register number": "UPDATE inspections_visit SET school_number = '9' WHERE id = %s",
    "the visit deleted": "DELETE FROM inspections_visit WHERE id = %s",
}


@pytest.mark.parametrize("statement", PROTOCOL.values(), ids=PROTOCOL)
def test_a_drawn_up_protocol_is_not_changed_by_sql(statement, drawn):
    with refused_by("protocol_stays"):
        sql(statement, drawn.pk)


def test_nothing_is_added_to_a_drawn_up_protocol_or_carried_out_of_it(drawn, people):
    other = drawn.inspection.visits.exclude(pk=drawn.pk).get()
    with refused_by("protocol_stays"):
        drawn.answers.create(position=99, question="Още един въпрос?")
    with refused_by("protocol_stays"):
        drawn.answers.update(visit=other)
    with refused_by("protocol_stays"):
        drawn.measures.update(visit=other)
    with refused_by("protocol_stays"):
        drawn.measures.create(kind="recommendation", text="Още една", proposed_by=people.expert)
    with refused_by("protocol_stays"):
        Photo.objects.create(
            answer=drawn.answers.first(), fingerprint="0" * 64, taken_by=people.expert
        )


def test_a_term_and_a_reply_are_written_after_the_protocol(drawn):
    drawn.measures.update(due_on=making.TODAY() + 5 * DAY, reply="Попълнени са.")
    assert drawn.measures.get().reply == "Попълнени са."


def test_whoever_drew_up_a_protocol_is_not_deleted(drawn, people):
    with pytest.raises(ProtectedError):
        people.expert.delete()
