"""The paper of a version says what became of that very version, not of the plan since."""

import pytest

from plans.printing import stamp_of
from plans.writing.issuing import revision_on_paper
from tests.reaching import brought, walked
from workflows import gate
from workflows.queries.course import moves_of

pytestmark = pytest.mark.django_db
BLANK = "Приет с Решение № ……… по протокол № ……… на общинския съвет."


def line(plan, number):
    """How the version was adopted, as its paper says it."""
    revision = plan.revisions.get(number=number)
    return revision_on_paper(revision, moves_of(plan)).closing[0]


def order(plan, number):
    """The number in the box of the version."""
    return stamp_of(plan.revisions.get(number=number), moves_of(plan)).number


@pytest.fixture
def returned(people, places):
    """A municipal plan, adopted with decision 112 and returned."""
    return brought("municipal", "returned", people, places)


def test_a_proposal_that_failed_adopted_nothing(returned, people, places):
    walked(returned, "municipal", "no_ruling", people, places)
    assert "№112" in line(returned, 1)


def test_what_was_adopted_again_names_the_last_decision(returned, people, places):
    walked(returned, "municipal", "readopt", people, places)
    assert "№140" in line(returned, 1)


def test_each_version_names_the_decision_that_adopted_it(returned, people, places):
    walked(returned, "municipal", "!edit amend", people, places)
    assert "№112" in line(returned, 1)
    assert "№142" in line(returned, 2)


def test_what_was_repealed_is_not_adopted_by_the_repeal(returned, people, places):
    walked(returned, "municipal", "repeal", people, places)
    assert line(returned, 1) == BLANK


def test_the_decision_on_the_report_adopts_no_plan(people, places):
    plan = brought("municipal", "report_adopted", people, places)
    assert "№112" in line(plan, 1)


def test_the_order_of_a_change_is_not_that_of_the_text_before(people, places):
    plan = brought("ruo", "amended", people, places)
    walked(plan, "ruo", "submit_change approve_change", people, places)
    assert [order(plan, number) for number in (1, 2)] == ["№ РД09-1", "№ РД09-2"]


def test_the_protocol_of_a_change_is_not_that_of_the_text_before(people, places):
    plan = brought("school", "in_execution", people, places)
    walked(plan, "school", "change !edit submit", people, places)
    assert "протокол № 3/" in line(plan, 1)
    assert "………" in line(plan, 2)
    gate.perform(plan, "adopt", actor=people.director, protocol_number="8")
    assert "протокол № 3/" in line(plan, 1)
    assert "протокол № 8/" in line(plan, 2)
    gate.perform(plan, "confirm", actor=people.director, approval_order="РД-99")
    assert [order(plan, number) for number in (1, 2)] == ["№ РД-15", "№ РД-99"]
