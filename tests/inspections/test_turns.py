"""Whoever's turn it becomes is told by letter and finds it at the desk."""

import datetime

import pytest

from inspections import choosing
from inspections.models import Inspection
from tests import making
from tests.making import TODAY
from tests.reaching import brought
from workflows import desks, ticking
from workflows.models import Clock, Notice

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("person", flat=True))


def waits(person, step):
    return desks.waiting_for(person).filter(step=step).exists()


def test_the_order_tells_the_department_head_that_dates_are_to_be_set(people, places):
    brought("inspection", "ordered", people, places)
    assert people.department_head.pk in told("visits_to_date")
    assert waits(people.department_head, "schedule")


def test_the_last_school_that_is_said_makes_it_the_heads_turn(ruo_plan, people, places):
    making.approved(ruo_plan, people)
    inspection = Inspection.objects.get(number="18.2.1")
    assert waits(people.department_head, "choose_schools")
    assert not desks.waiting_for(people.ruo_head).filter(document_id=inspection.pk, step="order")
    choosing.match(inspection.targets.get(), places.school, actor=people.department_head)
    assert desks.waiting_for(people.ruo_head).filter(document_id=inspection.pk, step="order")
    assert told("work_waits") == {people.ruo_head.pk}


def test_a_term_of_prescriptions_that_has_passed_comes_to_the_head(people, places):
    visit = brought("visit", "prescribed", people, places)
    late = TODAY() - DAY
    type(visit).objects.filter(pk=visit.pk).update(answer_due_on=late)
    Clock.objects.filter(document_id=visit.pk).update(started_on=late, due_on=late)
    assert not waits(people.ruo_head, "follow_up")
    assert ticking.tick() == 1
    assert waits(people.ruo_head, "follow_up")
    assert {people.director.pk, people.ruo_head.pk} <= told("term_passed")
    assert ticking.tick() == 0
