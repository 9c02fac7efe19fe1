"""Each rule of what follows a visit by its name: met, unmet, and when it was not in force."""

import datetime

import pytest

from inspections import rules_of_measures as measures
from inspections.rules import REWRITTEN
from tests import making
from tests.asking import sentence
from tests.making import TODAY
from tests.reaching import brought

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def visit(people, places):
    return brought("visit", "scheduled", people, places)


def _propose(visit, people, kind, due_on=None):
    return visit.measures.create(
        kind=kind, text="Да се попълнят", due_on=due_on, proposed_by=people.expert
    )


def test_nothing_was_proposed(visit, people):
    assert sentence(measures.nothing_was_proposed, visit) == ""
    _propose(visit, people, "recommendation")
    assert "tracked first" in sentence(measures.nothing_was_proposed, visit)


def test_only_recommendations(visit, people):
    assert sentence(measures.only_recommendations, visit) == "There are no recommendations."
    _propose(visit, people, "recommendation")
    assert sentence(measures.only_recommendations, visit) == ""
    _propose(visit, people, "prescription")
    assert "the head decides" in sentence(measures.only_recommendations, visit)


def test_prescription_is_proposed(visit, people):
    _propose(visit, people, "recommendation")
    assert "No prescription" in sentence(measures.prescription_is_proposed, visit)
    _propose(visit, people, "prescription")
    assert sentence(measures.prescription_is_proposed, visit) == ""


def test_prescriptions_have_terms(visit, people):
    measure = _propose(visit, people, "prescription")
    assert "a term" in sentence(measures.prescriptions_have_terms, visit)
    measure.due_on = TODAY() + DAY
    measure.save()
    assert sentence(measures.prescriptions_have_terms, visit) == ""


def test_every_measure_is_answered(visit, people):
    measure = _propose(visit, people, "recommendation")
    assert "what was done" in sentence(measures.every_measure_is_answered, visit)
    measure.reply = "Попълнени са."
    measure.save()
    assert sentence(measures.every_measure_is_answered, visit) == ""


def test_prescriptions_have_evidence(visit, people):
    _propose(visit, people, "recommendation")
    assert sentence(measures.prescriptions_have_evidence, visit) == ""
    measure = _propose(visit, people, "prescription")
    assert "Attach evidence" in sentence(measures.prescriptions_have_evidence, visit)
    measure.evidence.create(
        name="a.pdf", file="evidence/a.pdf", fingerprint="0" * 64, added_by=people.director
    )
    assert sentence(measures.prescriptions_have_evidence, visit) == ""


def test_answered_or_overdue(people, places):
    visit = brought("visit", "prescribed", people, places)
    due = visit.answer_due_on
    assert "has until" in sentence(measures.answered_or_overdue, visit, on=due)
    assert sentence(measures.answered_or_overdue, visit, on=due + DAY) == ""
    visit.state = "answered"
    assert sentence(measures.answered_or_overdue, visit) == ""


def test_prescriptions_are_followed_up(visit, people):
    visit.state = "answered"
    _propose(visit, people, "recommendation")
    assert sentence(measures.prescriptions_are_followed_up, visit) == ""
    _propose(visit, people, "prescription")
    assert "follow-up first" in sentence(measures.prescriptions_are_followed_up, visit)
    visit.state = "follow_up"
    assert sentence(measures.prescriptions_are_followed_up, visit) == ""


def test_answer_is_due_ahead(visit):
    asked = measures.answer_is_due_ahead
    late = sentence(asked, visit, on=TODAY(), answer_due_on=TODAY() - DAY)
    assert f"{TODAY() - DAY:%d.%m.%Y} lies before the day of the order" in late
    assert sentence(asked, visit, on=TODAY(), answer_due_on=TODAY()) == ""
    assert sentence(asked, visit, on=TODAY() - DAY, answer_due_on=TODAY() - DAY) == ""


def test_follow_up_is_ahead(visit):
    asked = measures.follow_up_is_ahead
    assert "lies before" in sentence(asked, visit, on=TODAY(), follow_up_on=TODAY() - DAY)
    assert sentence(asked, visit, on=TODAY(), follow_up_on=TODAY()) == ""


@pytest.fixture
def followed(people, places):
    """A visit whose follow-up by visit the head has ordered."""
    return brought("visit", "follow_up_by_visit", people, places)


def test_one_follow_up_at_a_time(followed):
    asked = measures.one_follow_up_at_a_time
    assert "under way" in sentence(asked, followed)
    assert sentence(asked, followed, on=REWRITTEN - DAY) == ""
    followed.follow_ups.all().delete()
    assert sentence(asked, followed) == ""


def test_one_follow_up_at_a_time_on_documents_runs_to_its_term(people, places):
    visit, asked = brought("visit", "follow_up", people, places), measures.one_follow_up_at_a_time
    assert f"runs until {visit.follow_up_on:%d.%m.%Y}" in sentence(asked, visit)
    assert sentence(asked, visit, on=visit.follow_up_on + DAY) == ""


def test_follow_up_visit_is_reported(followed, people):
    asked = measures.follow_up_visit_is_reported
    assert "reported to the head first" in sentence(asked, followed)
    assert sentence(asked, followed, on=REWRITTEN - DAY) == ""
    making.followed_up(followed, people)
    assert sentence(asked, followed) == ""


def test_follow_up_visit_is_reported_is_not_asked_of_a_follow_up_on_documents(people, places):
    visit = brought("visit", "follow_up", people, places)
    assert sentence(measures.follow_up_visit_is_reported, visit) == ""


def test_nothing_was_found_undone(followed):
    asked = measures.nothing_was_found_undone
    assert sentence(asked, followed) == ""
    followed.measures.update(executed=False)
    assert "„Да се попълнят дневниците“" in sentence(asked, followed)
    followed.measures.update(executed=True)
    assert sentence(asked, followed) == ""
