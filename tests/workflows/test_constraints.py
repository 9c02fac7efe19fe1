"""Each constraint of records, desks, clocks and followed documents, broken once."""

import datetime

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from tests import emptying, making
from tests.breaking import refused_by, set_to, sql, sql_at_once, twice
from tests.hooking import hooked
from tests.making import TODAY
from tests.reaching import brought
from tests.standing import post_of
from workflows import records
from workflows.models import (
    Answered,
    Clock,
    Comment,
    Desk,
    Following,
    Notice,
    OpinionRequest,
    OpinionRound,
    Record,
    Reminder,
    SavedFilter,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def record(municipal_plan, people):
    making.submitted(municipal_plan, people)
    return records.of(municipal_plan).last()


@pytest.fixture
def clock(people, places):
    plan = brought("municipal", "adopted", people, places)
    return Clock.objects.filter(document_id=plan.pk, rule="dispatch_of_act")[0]


def test_a_clock_does_not_end_before_it_starts(clock):
    with refused_by("clock_ends_after_it_starts"):
        set_to(clock, due_on=clock.started_on - DAY)


def test_a_clock_runs_once_for_each_rule_and_addressee(clock):
    with refused_by("clock_runs_once"):
        twice(clock)


def test_a_clock_that_was_replaced_is_stopped_and_says_why(clock):
    with refused_by("clock_replaced_is_stopped_dated_and_explained"):
        set_to(clock, replaced_by=clock)


def test_a_desk_is_of_a_post_or_of_a_person(record):
    desk = Desk.objects.filter(closed_at=None)[0]
    with refused_by("desk_is_of_a_post_or_of_a_person"):
        set_to(desk, post=None)


def test_a_desk_is_open_once_for_a_post(record):
    with refused_by("desk_open_once_per_post"):
        twice(Desk.objects.filter(closed_at=None, post__isnull=False)[0])


def test_a_desk_is_open_once_for_a_person(people, places):
    brought("visit", "scheduled", people, places)
    with refused_by("desk_open_once_per_person"):
        twice(Desk.objects.filter(closed_at=None, person=people.expert)[0])


def test_a_document_is_followed_once_by_a_person(municipal_plan, people):
    followed = Following.objects.create(
        person=people.observer, document_kind="plans", document_id=municipal_plan.pk
    )
    with refused_by("following_once"):
        twice(followed)


def test_a_filter_is_kept_once_under_its_name(people):
    kept = SavedFilter.objects.create(person=people.observer, name="Late", due="late")
    with refused_by("saved_filter_name_once"):
        twice(kept)


@pytest.fixture
def hook(people, places):
    return hooked(places.authority, people.administrator)[0]


def test_a_webhook_is_called_over_tls(hook):
    with refused_by("webhook_is_called_over_tls"):
        set_to(hook, url="http://system.example/")


def test_a_webhook_is_called_once_about_a_record(hook, record):
    with refused_by("call_once_for_a_record"):
        twice(hook.calls.get())


def test_a_call_is_delivered_or_given_up(hook, record):
    with refused_by("call_is_delivered_or_given_up"):
        set_to(hook.calls.get(), delivered_at=timezone.now(), given_up_at=timezone.now())


def test_a_comment_is_resolved_by_somebody(municipal_plan, people):
    said = Comment.objects.create(
        document_kind="plans", document_id=municipal_plan.pk, author=people.mayor, text="x"
    )
    with refused_by("comment_is_resolved_by_somebody"):
        set_to(said, resolved_by=people.mayor)


def test_a_place_in_the_history_is_taken_once(record):
    with refused_by("record_sequence_once"):
        twice(record, hash="0" * 64)


def test_a_hash_names_one_record(record):
    with refused_by("record_hash_once"):
        twice(record, sequence=record.sequence + 1)


def test_a_letter_is_written_once(record):
    with refused_by("notice_key_once"):
        twice(Notice.objects.all()[0])


def test_a_record_of_a_return_has_a_note(record):
    with refused_by("record_of_a_return_has_a_note"):
        twice(record, step="return_for_rework", note="", sequence=9, hash="0" * 64)


def test_a_record_for_somebody_names_the_order(record, people):
    with refused_by("record_for_somebody_names_the_order"):
        twice(record, acting_for=people.ruo_head, sequence=9, hash="0" * 64)


def test_a_record_after_the_first_is_chained(record):
    with refused_by("record_is_chained"):
        twice(record, previous="", sequence=9, hash="0" * 64)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_record SET note = 'друго' WHERE id = %s",
        "UPDATE workflows_record SET actor_id = NULL WHERE id = %s",
        "DELETE FROM workflows_record WHERE id = %s",
    ],
)
def test_a_record_is_neither_changed_nor_deleted_by_sql(record, statement):
    with refused_by("record_is_appended"):
        sql(statement, record.pk)


def test_a_record_is_neither_saved_again_nor_deleted(record):
    with pytest.raises(TypeError, match="never changed"):
        record.save()
    with pytest.raises(TypeError, match="never deleted"):
        record.delete()
    with refused_by("record_is_appended"):
        Record.objects.filter(pk=record.pk).delete()


def test_a_table_whose_rows_are_protected_is_not_emptied_either():
    protected = emptying.tables(emptying.ROWS)
    assert {"workflows_record", "workflows_seal", "plans_revision", "inspections_visit"} < protected
    emptying.refuse()
    for table in protected:
        with refused_by("table_is_not_emptied"):
            sql(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_seal SET key = '' WHERE number = %s",
        "DELETE FROM workflows_seal WHERE number = %s",
    ],
)
def test_a_seal_is_neither_changed_nor_deleted_by_sql(record, statement):
    seal = making.sealed()
    with refused_by("seal_is_appended"):
        sql(statement, seal.number)


def test_a_seal_is_neither_saved_again_nor_deleted(record):
    seal = making.sealed()
    with pytest.raises(TypeError, match="never changed"):
        seal.save()
    with pytest.raises(TypeError, match="never deleted"):
        seal.delete()


def test_somebody_who_decided_is_not_deleted(record, people):
    with pytest.raises(ProtectedError):
        people.mayor.delete()
    with refused_by("foreign key"):
        sql("DELETE FROM institutions_appointment WHERE person_id = %s", people.mayor.pk)
        sql("DELETE FROM workflows_notice WHERE person_id = %s", people.mayor.pk)
        sql_at_once("DELETE FROM institutions_person WHERE id = %s", people.mayor.pk)


def test_of_a_piece_of_work_one_is_reminded_once_a_day(municipal_plan, people):
    reminder = Reminder.objects.create(
        document_kind="plans",
        document_id=municipal_plan.pk,
        step="agree",
        on=making.TODAY(),
        sent_by=people.ruo_head,
    )
    with refused_by("reminder_once_a_day"):
        twice(reminder)


def test_a_key_of_a_program_is_answered_once(people):
    kept = Answered.objects.create(
        person=people.mayor, key="a", request="0" * 64, asked_at=timezone.now()
    )
    with refused_by("answered_once_per_key"):
        twice(kept)


@pytest.fixture
def opened(municipal_plan, people):
    return OpinionRound.objects.create(
        document_kind="plans",
        document_id=municipal_plan.pk,
        question="?",
        rule="all",
        due_on=TODAY(),
        opened_by=people.ruo_head,
        opened_at=timezone.now(),
    )


@pytest.fixture
def request_inside(opened, people, places):
    post = post_of(people.expert)
    return OpinionRequest.objects.create(round=opened, place=places.authority, post=post, name="A")


def test_a_document_has_one_open_round(opened):
    with refused_by("opinion_round_one_open_per_document"):
        twice(opened)


@pytest.mark.parametrize("changes", [{"rule": "at_least"}, {"needed": 2}])
def test_only_a_round_of_so_many_says_how_many(changes, opened):
    with refused_by("opinion_round_says_how_many"):
        set_to(opened, **changes)


def test_a_round_that_ended_is_dated(opened):
    with refused_by("opinion_round_that_ended_is_dated"):
        set_to(opened, state="carried")


def test_who_is_asked_is_inside_or_outside(request_inside):
    with refused_by("opinion_is_asked_inside_or_outside"):
        set_to(request_inside, email="a@example.org")


def test_an_opinion_that_is_given_is_dated(request_inside, people):
    with refused_by("opinion_given_is_dated_and_stands"):
        set_to(request_inside, answer="for", answered_by=people.expert)


def test_who_is_against_says_why(request_inside, people):
    now = timezone.now()
    with refused_by("opinion_against_has_reasons"):
        set_to(request_inside, answer="against", answered_at=now, answered_by=people.expert)


def test_an_opinion_inside_names_who_gave_it(request_inside):
    with refused_by("opinion_inside_names_who_gave_it"):
        set_to(request_inside, answer="for", answered_at=timezone.now())


def test_whoever_is_asked_has_a_seat(request_inside):
    with refused_by("opinion_has_a_seat"):
        set_to(request_inside, seats=0)
