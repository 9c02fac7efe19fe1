"""Letters over a real SMTP server: claimed once, sent once, kept when the server says no."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

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
    Notice.objects.update(
        claimed_at=timezone.now() - delivery.LEASE - datetime.timedelta(minutes=5)
    )


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
    written(people.mayor, 1, claimed_at=timezone.now())
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
def test_a_letter_that_fails_again_and_again_waits_longer_each_time(people):
    row = written(people.mayor, 1, attempts=6, error="OSError")[0]
    row.claimed_at = timezone.now() - datetime.timedelta(seconds=30)
    row.save()
    assert delivery.claim() == []
    row.claimed_at -= datetime.timedelta(seconds=40)
    row.save()
    assert len(delivery.claim()) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_claim_no_letter_twice(people):
    written(people.mayor, 60)
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
    assert len(taken) == len(set(taken)) == 60
