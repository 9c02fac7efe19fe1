"""What changed is told after the commit: once, in turn, and never lost."""

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from plans import lint
from plans.models import Plan
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
        assert "Nobody could be told" in caplog.text
        assert (other.pk, other.state) in told
        (left,) = Change.objects.all()
        assert (left.document_id, left.failed_at is None) == (municipal_plan.pk, False)
        assert changes.attend() == 0
    finally:
        changed.disconnect(breaks, sender=Plan)
    Change.objects.update(failed_at=timezone.now() - timedelta(minutes=2))
    assert changes.attend() == 1
    assert not Change.objects.exists()


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
