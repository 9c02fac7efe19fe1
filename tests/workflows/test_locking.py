"""What is read with a document's lock is what stands when the lock is held."""

import datetime

import pytest
from django.utils import timezone

from institutions.models import Appointment
from tests import making, racing
from tests.reaching import brought
from tests.standing import post_of
from workflows import gate, opinions, records, storing
from workflows.models import Record
from workflows.refusals import NotReady, NotYours

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_waited_follows_the_record_of_who_was_faster(municipal_plan, people):
    def edits():
        gate.note_change(municipal_plan, actor=people.mayor, step="edit_row")

    before = Record.objects.filter(document_id=municipal_plan.pk).count()
    assert racing.meanwhile(edits, edits) is None
    assert Record.objects.filter(document_id=municipal_plan.pk).count() == before + 2
    assert records.verify(municipal_plan) == []


def test_who_waited_for_one_that_took_it_back_follows_the_record_before(municipal_plan, people):
    def locks():
        storing.locked(type(municipal_plan), municipal_plan.pk)

    def edits():
        gate.note_change(municipal_plan, actor=people.mayor, step="edit_row")

    assert racing.meanwhile(locks, edits) is None
    assert records.verify(municipal_plan) == []


def test_a_right_that_ends_while_the_lock_is_waited_for_is_gone(municipal_plan, people):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    def leaves():
        storing.locked(type(municipal_plan), municipal_plan.pk)
        Appointment.objects.filter(person=people.mayor).update(until=yesterday)

    def submits():
        making.submitted(municipal_plan, people)

    answer = racing.meanwhile(leaves, submits, rest=0.1)
    assert isinstance(answer, NotYours)
    municipal_plan.refresh_from_db()
    assert municipal_plan.state == "draft"


def test_opinions_asked_for_while_the_lock_is_waited_for_are_waited_for(people, places):
    plan = brought("municipal", "registered", people, places)
    question = opinions.Question("?", "all", None, making.TODAY())
    post = post_of(people.expert)
    whom = [opinions.Asked(post.title, places.authority, post=post)]

    def asks():
        opinions.ask(plan, question, whom, actor=people.ruo_head, seen_version=plan.version)

    def agrees():
        gate.perform(plan, "agree", actor=people.ruo_head)

    answer = racing.meanwhile(asks, agrees)
    assert isinstance(answer, NotReady)
    assert [one.name for one in answer.unmet] == ["opinions_are_in"]
