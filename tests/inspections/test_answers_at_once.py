"""Two experts at the same visit at the same moment."""

import pytest

from inspections import answering
from inspections.answering import AlreadyAnswered
from tests import making
from tests.racing import together
from workflows import records

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(ruo_plan, people, places):
    team = [people.expert, people.second_expert]
    inspection = making.ordered(ruo_plan, people, team=team)
    return making.scheduled(making.visit_of(inspection, places.school), people)


def saves(visit, position, value, person):
    seen = answering.mark_of(visit.answers.get(position=position))
    return lambda: answering.save_answer(visit, position, value, "", actor=person, seen=seen)


def test_different_questions_are_both_kept(visit, people):
    version = visit.version
    together(
        [visit],
        saves(visit, 1, "yes", people.expert),
        saves(visit, 2, "na", people.second_expert),
    )
    assert list(visit.answers.values_list("answer", flat=True)) == ["yes", "na"]
    visit.refresh_from_db()
    assert visit.version == version + 2
    assert records.verify(visit) == []


def test_of_two_answers_to_one_question_the_second_is_told_of_the_first(visit, people):
    outcomes = together(
        [visit],
        saves(visit, 1, "yes", people.expert),
        saves(visit, 1, "no", people.second_expert),
    )
    told = [one for one in outcomes if isinstance(one, AlreadyAnswered)]
    assert len(told) == 1
    assert told[0].kept.answer == visit.answers.get(position=1).answer


def test_an_answer_that_meets_the_protocol_is_refused_or_stands_in_it(visit, people):
    making.answered_all(visit)
    outcomes = together(
        [visit],
        saves(visit, 1, "na", people.second_expert),
        lambda: making.taken(visit, "draw_protocol", people.expert, summary="Спазва се."),
    )
    kept = visit.answers.get(position=1).answer
    assert kept == ("yes" if isinstance(outcomes[0], Exception) else "na")
    visit.refresh_from_db()
    assert visit.state == "drawn"
