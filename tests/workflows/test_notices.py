"""Letters as rows: written with the step, in the reader's language, to the right people."""

import datetime

import pytest

from tests import making
from tests.making import TODAY
from tests.reaching import brought, walked
from workflows import gate, records, ticking
from workflows.models import Clock, Notice
from workflows.refusals import NotReady
from workflows.signals import step_taken

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("person__username", flat=True))


def test_a_step_writes_its_letters_and_the_actor_gets_none(municipal_plan, people):
    making.submitted(municipal_plan, people)
    assert told("plan_submitted") == {people.records.username, people.ruo_head.username}
    assert not Notice.objects.filter(kind="plan_submitted", person=people.mayor).exists()


def test_a_letter_is_in_the_language_of_its_reader(municipal_plan, people):
    people.ruo_head.language = "en"
    people.ruo_head.save()
    making.submitted(municipal_plan, people)
    letters = {one.person_id: one for one in Notice.objects.filter(kind="plan_submitted")}
    english, bulgarian = letters[people.ruo_head.pk], letters[people.records.pk]
    assert english.subject.isascii() is False, "the plan's name stays Bulgarian"
    assert english.body != bulgarian.body


def test_a_step_that_is_undone_tells_nobody(municipal_plan, people):
    def breaks(**_told):
        raise RuntimeError("the last thing of the step fails")

    before, letters = records.of(municipal_plan).count(), Notice.objects.count()
    step_taken.connect(breaks)
    try:
        with pytest.raises(RuntimeError):
            making.submitted(municipal_plan, people)
    finally:
        step_taken.disconnect(breaks)
    municipal_plan.refresh_from_db()
    assert municipal_plan.state == "draft"
    assert Notice.objects.count() == letters
    assert records.of(municipal_plan).count() == before


def test_a_refused_step_tells_nobody(people, places):
    plan = brought("municipal", "at_ruo", people, places)
    before = Notice.objects.count()
    with pytest.raises(NotReady):
        gate.perform(plan, "agree", actor=people.ruo_head)
    assert Notice.objects.count() == before


def test_a_person_is_told_of_a_step_once(people, places):
    """The clerk may record decisions and put plans on the agenda: two letters, one person."""
    brought("municipal", "at_council", people, places)
    clerk = Notice.objects.filter(kind="plan_at_council", person=people.council_clerk)
    assert clerk.count() == 1
    assert told("plan_at_council") == {people.council_clerk.username, people.council_chair.username}


WAYS = [
    ("municipal", "reported"),
    ("municipal", "returned"),
    ("ruo", "reported"),
    ("visit", "follow_up"),
    ("visit", "escalated"),
    ("visit", "closed"),
]


@pytest.mark.parametrize(("route", "place"), WAYS)
def test_every_letter_reads_whole(route, place, people, places):
    for person in (people.ruo_head, people.mayor, people.director):
        person.language = "en"
        person.save()
    document = brought(route, place, people, places)
    assert Notice.objects.exists()
    for letter in Notice.objects.all():
        text = f"{letter.subject}\n{letter.body}"
        assert "{{" not in text
        assert "{%" not in text
        assert "None" not in text
        assert letter.subject.strip() == letter.subject != ""
        assert letter.url.startswith("/")
    assert document.pk


@pytest.fixture
def clock(people, places):
    """The term for a return by the mayor runs; the plan lies at the clerk's desk."""
    brought("municipal", "sent", people, places)
    running = Clock.objects.get(rule="dispatch_of_act", stopped_on=None)
    assert running.party == "governor", "what was sent is not waited for any longer"
    Clock.objects.exclude(pk=running.pk).delete()
    Notice.objects.all().delete()
    return running


def test_a_term_that_comes_is_told_three_days_before_and_once(clock, people):
    Clock.objects.filter(pk=clock.pk).update(due_on=TODAY() + 4 * DAY, started_on=TODAY())
    assert ticking.tick() == 0
    Clock.objects.filter(pk=clock.pk).update(due_on=TODAY() + 3 * DAY)
    assert [ticking.tick(), ticking.tick()] == [1, 0]
    assert told("term_near") == {people.council_clerk.username}
    assert told("term_passed") == set()


def test_a_term_that_has_passed_is_told_once(clock, people):
    Clock.objects.filter(pk=clock.pk).update(due_on=TODAY(), started_on=TODAY() - 7 * DAY)
    assert [ticking.tick(), ticking.tick()] == [1, 0]
    assert told("term_passed") == set(), "the last day itself has not passed"
    Clock.objects.filter(pk=clock.pk).update(due_on=TODAY() - DAY)
    assert [ticking.tick(), ticking.tick()] == [1, 0]
    # Who is told besides those whose turn it is stands with the term.
    assert told("term_passed") == {people.council_clerk.username, people.council_chair.username}


def test_a_term_that_was_kept_is_not_told(clock, people):
    Clock.objects.filter(pk=clock.pk).update(due_on=TODAY() - DAY, stopped_on=TODAY() - 2 * DAY)
    assert ticking.tick() == 0


def test_a_visit_that_was_prescribed_is_told_to_the_director_when_the_term_comes(people, places):
    visit = brought("visit", "prescribed", people, places)
    clock = Clock.objects.get(document_id=visit.pk, rule="answer_to_prescriptions")
    assert clock.due_on == visit.answer_due_on
    Clock.objects.filter(pk=clock.pk).update(due_on=TODAY() + DAY)
    assert ticking.tick() == 1
    assert people.director.username in told("term_near")
    walked(visit, "visit", "!replies answer", people, places)
    clock.refresh_from_db()
    assert clock.stopped_on == TODAY()
