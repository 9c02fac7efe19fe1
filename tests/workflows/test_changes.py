"""What changed is told after the commit: once, in turn, and never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.utils import timezone

from plans import lint
from plans.models import Plan
from search.models import Entry
from tests import making
from workflows import changes, gate
from workflows.models import Change
from workflows.signals import changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The plans that were told, as they stood then."""
    heard = []

    def hears(document, **_signal):
        heard.append((document.pk, document.state))

    changed.connect(hears, sender=Plan)
    yield heard
    changed.disconnect(hears, sender=Plan)


def test_each_change_leaves_a_row_and_a_document_is_told_once_as_it_stands(
    municipal_plan, people, told
):
    making.registered(municipal_plan, people)
    assert Change.objects.filter(document_id=municipal_plan.pk).count() >= 3
    assert changes.attend() == 1
    municipal_plan.refresh_from_db()
    assert told == [(municipal_plan.pk, municipal_plan.state)]
    assert not Change.objects.exists()
    assert changes.attend() == 0


def test_what_is_undone_is_not_told(municipal_plan, people, told):
    changes.attend()
    told.clear()
    with transaction.atomic():
        gate.note_change(municipal_plan, actor=people.mayor, step="edit_row")
        assert Change.objects.exists()
        transaction.set_rollback(True)
    assert changes.attend() == 0
    assert told == []


def test_a_listener_that_fails_is_asked_again_later_and_stops_nobody(
    municipal_plan, people, places, told, caplog
):
    other = making.imported(
        people.municipal_expert, places.municipality, making.municipal_reading(2027)
    )

    def breaks(document, **_signal):
        if document.pk == municipal_plan.pk:
            raise ValueError("broken")

    changed.connect(breaks, sender=Plan)
    try:
        assert changes.attend() == 2
        assert "Not all could be told" in caplog.text
        assert (other.pk, other.state) in told
        (left,) = Change.objects.all()
        assert (left.document_id, left.failed_at is None) == (municipal_plan.pk, False)
        assert changes.attend() == 0
    finally:
        changed.disconnect(breaks, sender=Plan)
    Change.objects.update(failed_at=timezone.now() - timedelta(minutes=2))
    assert changes.attend() == 1
    assert not Change.objects.exists()


def test_a_listener_that_fails_takes_nothing_from_the_others(municipal_plan, told, monkeypatch):
    def fails(*_given):
        Entry.objects.raw("no statement")[0]

    changes.attend()
    told.clear()
    Plan.objects.update(clean_as="")
    changes.note(municipal_plan)
    monkeypatch.setattr("search.receivers.keep", fails)
    assert changes.attend() == 1
    municipal_plan.refresh_from_db()
    assert lint.is_known_clean(municipal_plan)
    assert [key for key, _ in told] == [municipal_plan.pk]
    assert Change.objects.get().attempts == 1


def test_a_listener_that_leaves_the_transaction_broken_loses_no_row(municipal_plan, caplog):
    def breaks(document, **_signal):
        Plan.objects.raw("no statement")[0]

    changed.connect(breaks, sender=Plan)
    try:
        assert changes.attend() == 1
    finally:
        changed.disconnect(breaks, sender=Plan)
    assert "left the transaction broken" in caplog.text
    assert Change.objects.get().attempts == 1


def test_what_fails_again_and_again_waits_longer_each_time(municipal_plan, caplog):
    def breaks(document, **_signal):
        raise ValueError("broken")

    changed.connect(breaks, sender=Plan)
    try:
        for attempts, minutes in ((1, 1), (2, 2), (3, 4), (10, 360), (11, 360)):
            Change.objects.update(failed_at=None, attempts=attempts - 1)
            assert changes.attend() == 1
            assert Change.objects.get().attempts == attempts
            for waited, tried in ((minutes - 0.5, 0), (minutes + 0.5, 1)):
                moment = timezone.now() - timedelta(minutes=waited)
                Change.objects.update(failed_at=moment)
                assert changes.attend() == tried
    finally:
        changed.disconnect(breaks, sender=Plan)
    gate.note_change(municipal_plan, actor=None, step="edit_row")
    assert changes.attend() == 1, "a new change is told at once"
    assert not Change.objects.exists()


def test_a_kind_that_is_registered_no_more_stops_nobody(municipal_plan, told, caplog):
    Change.objects.all().delete()
    Change.objects.create(document_kind="gone", document_id=uuid4())
    changes.note(municipal_plan)
    assert changes.attend() == 2
    assert "gone is no kind of document here" in caplog.text
    assert [key for key, _ in told] == [municipal_plan.pk]
    assert not Change.objects.exists()


def test_one_task_ends_in_time_and_the_next_goes_on(municipal_plan, told, monkeypatch):
    monkeypatch.setattr(changes, "LONGEST", -1.0)
    assert changes.attend() == 0
    monkeypatch.undo()
    assert changes.attend() == 1


def test_rows_are_taken_by_a_plan_of_the_moment(municipal_plan):
    """A plan kept from when the table was empty would read all of a long one for each row."""
    changes.attend()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [statement for (statement,) in cursor.fetchall()]
    assert not [one for one in kept if "DELETE FROM workflows_change" in one]


@pytest.mark.django_db(transaction=True)
def test_one_worker_tells_at_a_time(municipal_plan, told):
    second = connections["default"].copy("second")
    second.alias = "default"
    try:
        with second.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(changes.TURN)
            assert cursor.fetchone() == (True,)
            assert changes.attend() == 0
            cursor.execute("ROLLBACK")
    finally:
        second.close()
    assert changes.attend() == 1
    assert [key for key, _ in told] == [municipal_plan.pk]


def test_a_text_that_is_read_before_its_step_is_not_read_within_it(
    municipal_plan, people, monkeypatch
):
    changes.attend()
    municipal_plan.refresh_from_db()
    assert lint.is_known_clean(municipal_plan)
    read = []
    monkeypatch.setattr("plans.lint.asking.text_of", lambda *of: read.append(of))
    making.submitted(municipal_plan, people)
    municipal_plan.refresh_from_db()
    assert lint.is_known_clean(municipal_plan)
    assert read == []


def test_a_text_that_changed_meanwhile_is_not_taken_for_the_one_that_was_read(municipal_plan):
    stale = Plan.objects.get(pk=municipal_plan.pk)
    Plan.objects.filter(pk=stale.pk).update(version=stale.version + 1)
    lint.remember_clean(stale)
    municipal_plan.refresh_from_db()
    assert municipal_plan.clean_as == ""
