"""Letters over a real SMTP server: claimed once, sent once, kept when the server says no."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from tests import making
from tests.mailing import sent_over, smtp_server
from workflows import delivery
from workflows.models import Notice


@pytest.fixture
def postbox(settings):
    with smtp_server() as (box, port):
        sent_over(settings, port)
        yield box


def written(person, number, **cells):
    """Letters as a step of a minute ago would have written them."""
    told = {"kind": "plan_agreed", "subject": "Съгласуван план", "url": "/plans/", **cells}
    rows = [
        Notice(key=f"plan_agreed:{place}", person=person, body="Планът е съгласуван.\n", **told)
        for place in range(number)
    ]
    Notice.objects.bulk_create(rows)
    Notice.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=1))
    return list(Notice.objects.order_by("key"))


def long_claimed():
    """As if the lease of every claim, and every wait, had run out."""
    Notice.objects.update(due_at=timezone.now() - datetime.timedelta(minutes=5))


@pytest.mark.django_db
def test_a_letter_arrives_with_the_identity_of_its_row(postbox, people):
    row = written(people.mayor, 1)[0]
    assert delivery.deliver() == 1
    letter = postbox.letters[0]
    assert letter["Message-ID"] == f"<{row.pk}@saglas>"
    assert letter["To"] == people.mayor.email
    assert letter["Subject"] == "Съгласуван план"
    assert "Планът е съгласуван." in letter.get_content()
    row.refresh_from_db()
    assert row.sent_at is not None


@pytest.mark.django_db
def test_a_letter_is_not_sent_twice(postbox, people):
    written(people.mayor, 1)
    assert [delivery.deliver(), delivery.deliver(), delivery.deliver()] == [1, 0, 0]
    assert len(postbox.letters) == 1


@pytest.mark.django_db
def test_a_letter_that_was_refused_keeps_the_error_and_goes_later_as_the_same(postbox, people):
    row = written(people.mayor, 1)[0]
    postbox.refuses = True
    assert delivery.deliver() == 0
    row.refresh_from_db()
    assert row.sent_at is None
    assert "try again later" in row.error
    assert row.attempts == 1
    postbox.refuses = False
    assert delivery.deliver() == 0, "claimed: nobody tries again at once"
    long_claimed()
    assert delivery.deliver() == 1
    row.refresh_from_db()
    assert (row.error, row.attempts) == ("", 2)
    assert postbox.letters[0]["Message-ID"] == f"<{row.pk}@saglas>"


@pytest.mark.django_db
def test_without_a_server_the_letter_waits(settings, people):
    with smtp_server() as (_box, port):
        pass
    sent_over(settings, port)
    row = written(people.mayor, 1)[0]
    assert delivery.deliver() == 0
    row.refresh_from_db()
    assert "ConnectionRefusedError" in row.error


@pytest.mark.django_db
def test_an_address_that_no_header_can_hold_keeps_no_other_letter_back(postbox, people):
    type(people.mayor).objects.filter(pk=people.mayor.pk).update(email="a@b.example\nBcc: x@y.z")
    people.mayor.refresh_from_db()
    written(people.mayor, 1)
    Notice.objects.create(
        key="good", kind="plan_agreed", person=people.ruo_head, subject="С", body="Т"
    )
    Notice.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=1))
    assert delivery.deliver() == 1
    assert [letter["To"] for letter in postbox.letters] == [people.ruo_head.email]
    assert Notice.objects.get(person=people.mayor).error != ""


@pytest.mark.django_db
def test_a_claim_of_a_worker_that_died_is_taken_over(postbox, people):
    written(people.mayor, 1)
    assert len(delivery.claim()) == 1
    assert delivery.deliver() == 0
    long_claimed()
    assert delivery.deliver() == 1


@pytest.mark.django_db
def test_a_claim_that_ran_out_behind_slow_letters_is_not_sent_a_second_time(postbox, people):
    written(people.mayor, 1)
    slow = delivery.claim()
    long_claimed()
    fast = delivery.claim()
    assert delivery.send(fast) == 1
    assert delivery.send(slow) == 0
    assert len(postbox.letters) == 1


@pytest.mark.django_db
def test_whoever_is_awake_takes_all_that_nobody_claimed(postbox, people):
    written(people.mayor, 2)
    fresh = Notice.objects.all()[0]
    Notice.objects.filter(pk=fresh.pk).update(created_at=timezone.now())
    assert delivery.deliver() == 2
    assert delivery.deliver() == 0


@pytest.mark.django_db
def test_a_letter_that_fails_again_and_again_waits_longer_each_time(postbox, people):
    row = written(people.mayor, 1)[0]
    postbox.refuses = True
    waits = []
    for _attempt in range(11):
        long_claimed()
        assert delivery.deliver() == 0
        row.refresh_from_db()
        waits.append(round((row.due_at - timezone.now()).total_seconds()))
    assert waits == pytest.approx([2, 4, 8, 16, 32, 64, 128, 256, 512, 512, 512], abs=2)


@pytest.mark.django_db
def test_many_letters_go_over_one_connection(postbox, people):
    written(people.mayor, 30)
    assert delivery.deliver() == 30
    assert postbox.connections == 1


@pytest.mark.django_db
def test_a_connection_that_the_server_ends_is_opened_again(postbox, people):
    postbox.drops_after = 7
    written(people.mayor, 30)
    assert delivery.deliver() == 30
    assert postbox.connections == 5
    assert len({letter["Message-ID"] for letter in postbox.letters}) == 30


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "is_final", "is_of_address"),
    [
        ("550 5.1.1 no such user", True, True),
        ("550 no such user", True, True),
        ("550 5.7.1 relaying denied", True, False),
        ("552 5.2.2 mailbox full", True, False),
        ("450 4.2.1 greylisted", False, False),
    ],
)
def test_a_broken_recipient_keeps_no_other_letter_back(
    answer, is_final, is_of_address, postbox, people
):
    postbox.answers[people.mayor.email] = answer
    written(people.mayor, 3)
    Notice.objects.create(key="good", kind="plan_agreed", person=people.ruo_head, subject="С")
    assert delivery.deliver() == 1
    assert [letter["To"] for letter in postbox.letters] == [people.ruo_head.email]
    assert postbox.connections == 1
    for row in Notice.objects.filter(person=people.mayor):
        assert row.error == answer
        assert bool(row.refused_at) == is_final
    people.mayor.refresh_from_db()
    assert bool(people.mayor.email_refused_at) == is_of_address
    long_claimed()
    assert len(delivery.claim()) == (0 if is_final else 3)


@pytest.mark.django_db
def test_a_letter_refused_for_good_goes_when_the_administrator_says_so(
    postbox, people, django_capture_on_commit_callbacks
):
    postbox.answers[people.mayor.email] = "550 5.1.1 no such user"
    row = written(people.mayor, 1)[0]
    delivery.deliver()
    postbox.answers.clear()
    assert delivery.send_again(row)
    assert delivery.deliver() == 1
    assert not delivery.send_again(row), "it has gone"


@pytest.mark.django_db
def test_letters_of_one_document_are_one_conversation(postbox, municipal_plan, people):
    making.submitted(municipal_plan, people)
    delivery.deliver()
    references = {letter["References"] for letter in postbox.letters}
    assert references == {f"<{municipal_plan.pk}@saglas>"}
    assert {letter["Auto-Submitted"] for letter in postbox.letters} == {"auto-generated"}


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_claim_no_letter_twice(people):
    written(people.mayor, 360)
    ready = threading.Barrier(4)
    taken: list[object] = []

    def work():
        ready.wait(10)
        while rows := delivery.claim():
            taken.extend(row.pk for row in rows)
        connection.close()

    threads = [threading.Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(taken) == len(set(taken)) == 360
