"""Receivers that answer with anything: the call fails in words, the others are not held up."""

import datetime
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from socket import create_server

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tests import making
from tests.hooking import hooked, receiver
from workflows import access
from workflows.hooks import delivering, reaching, registering, sending
from workflows.hooks.reaching import Place
from workflows.models import WebhookCall

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(settings, monkeypatch, tmp_path):
    with receiver(tmp_path) as made:
        settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
        yield made


@contextmanager
def saying(certificate, said):
    """A server that answers each call with these bytes, again and again until it is hung up on."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    ended = threading.Event()

    def serve():
        while not ended.is_set():
            with suppress(OSError):
                plain, _peer = listening.accept()
                with context.wrap_socket(plain, server_side=True) as line:
                    line.recv(1)
                    while not ended.is_set():
                        line.sendall(said)

    with create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            ended.set()
            thread.join(5)


def test_an_answer_that_floods_ends_in_time(monkeypatch, system):
    """„100 Continue“ without end: there is always something to read, and never an answer."""
    monkeypatch.setattr(sending, "ANSWER_WITHIN", 1.0)
    with saying(system.certificate, b"HTTP/1.1 100 Continue\r\n\r\n" * 100) as port:
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            sending.post(Place("127.0.0.1", port, "/"), ["127.0.0.1"], {}, b"{}")
    assert time.monotonic() - began < 3


def test_an_answer_that_is_no_text_is_an_error_and_the_others_are_marked(
    system, people, places, municipal_plan
):
    with saying(system.certificate, b"\x00\x01 nonsense \x00\r\n\r\n") as port:
        hooked(places.authority, people.administrator, f"https://127.0.0.1:{port}/")
        good, _secret = hooked(places.authority, people.administrator, system.url)
        making.submitted(municipal_plan, people)
        assert delivering.deliver() == 1
    assert good.calls.get().delivered_at is not None
    failed = WebhookCall.objects.exclude(webhook=good).get()
    assert failed.delivered_at is None
    assert "nonsense" in failed.error
    assert len(system.got) == 1


def test_an_error_is_kept_as_far_as_there_is_room(system, people, places, municipal_plan):
    hooked(places.authority, people.administrator, system.url)
    making.submitted(municipal_plan, people)
    why = "a" * 240 + " leads to fd00:1111:2222:3333:4444:5555:6666:7777, not a public address"

    def leads_inside(_place):
        raise reaching.NotCalled(why)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reaching, "checked", leads_inside)
        assert delivering.deliver() == 0
    assert WebhookCall.objects.get().error == why[:300]


def test_to_send_again_does_not_send_what_is_being_sent(system, people, places, municipal_plan):
    hook, _secret = hooked(places.authority, people.administrator, system.url)
    making.submitted(municipal_plan, people)
    WebhookCall.objects.update(attempts=1, error="Отговорът е 500.")
    (under_way,) = delivering.claim()
    registering.send_again(hook, hook.calls.all())
    assert delivering.claim() == [], "another worker is at it"
    assert delivering._mark(delivering.tried(under_way))
    assert delivering.deliver() == 0
    assert system.ids == [str(under_way.pk)]


def test_to_send_again_wakes_a_webhook_that_rests(system, people, places, municipal_plan):
    hook, _secret = hooked(places.authority, people.administrator, system.url)
    system.answers = [500]
    making.submitted(municipal_plan, people)
    assert delivering.deliver() == 0
    assert delivering.deliver() == 0
    registering.send_again(hook, hook.calls.all())
    assert delivering.deliver() == 1


def test_a_call_written_while_its_webhook_ended_is_deleted_with_the_others(
    system, people, places, municipal_plan, monkeypatch
):
    hook, _secret = hooked(places.authority, people.administrator, system.url)
    reading = access.reading_institutions

    def while_it_ends(document, among):
        found = reading(document, list(among))
        registering.revoke(hook, people.administrator)
        return found

    monkeypatch.setattr(access, "reading_institutions", while_it_ends)
    making.submitted(municipal_plan, people)
    assert delivering.deliver() == 0
    assert system.got == []
    long_ago = timezone.now() - datetime.timedelta(days=31)
    WebhookCall.objects.update(created_at=long_ago)
    delivering.delete_old()
    assert WebhookCall.objects.count() == 0


def test_receivers_that_do_not_answer_keep_one_worker_and_no_more(
    system, people, places, municipal_plan
):
    """The other workers send letters meanwhile."""
    hooked(places.authority, people.administrator, system.url)
    making.submitted(municipal_plan, people)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [delivering.CALLING])
        assert delivering.deliver() == 0
        assert WebhookCall.objects.get().attempts == 0
        other.execute("SELECT pg_advisory_unlock(%s)", [delivering.CALLING])
    assert delivering.deliver() == 1
