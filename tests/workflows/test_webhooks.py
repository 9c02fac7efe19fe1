"""Webhooks over real HTTPS: signed, tried again, given up; nothing for what did not happen."""

import datetime
import json
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from plans.models import Plan
from tests import making
from tests.hooking import hooked, receiver
from workflows import gate, storing
from workflows.hooks import delivering, registering, secret
from workflows.models import Webhook, WebhookCall
from workflows.refusals import NotReady
from workflows.signals import step_taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(settings, monkeypatch, tmp_path):
    with receiver(tmp_path) as made:
        settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
        yield made


@pytest.fixture
def hook(system, people, places):
    """The webhook of the authority, and its secret."""
    return hooked(places.authority, people.administrator, system.url)


def due_now():
    """As if every wait had passed."""
    WebhookCall.objects.update(due_at=timezone.now() - datetime.timedelta(minutes=1))
    Webhook.objects.update(rests_until=timezone.now() - datetime.timedelta(minutes=1))


def documented():
    """The snippet of the documentation, as a receiver would copy it."""
    page = (Path(django_settings.BASE_DIR) / "docs" / "webhooks.md").read_text()
    found: dict = {}
    exec(page.split("```python\n")[1].split("```")[0], found)
    return found["is_genuine"]


def test_a_step_is_told_with_a_signature_that_the_documented_lines_verify(
    system, hook, municipal_plan, people, places
):
    making.submitted(municipal_plan, people)
    assert delivering.deliver() == 1
    ((headers, body),) = system.got
    genuine = documented()
    assert genuine(hook[1], headers, body)
    assert not genuine(hook[1], headers, body.replace(b"submit", b"commit"))
    assert not genuine(secret.text_of("another"), headers, body)
    late = headers | {"webhook-timestamp": str(int(time.time()) - 900)}
    assert not genuine(hook[1], late, body)
    told = json.loads(body)
    assert told["event"] == "municipal-plan.submit"
    assert (told["state_before"], told["state"]) == ("draft", "at_ruo")
    assert told["document"] == str(municipal_plan.pk)
    assert told["institution"] == places.municipality.code
    assert told["id"] == headers["webhook-id"]


def test_no_names_and_no_notes_are_told(system, hook, municipal_plan, people):
    making.registered(municipal_plan, people)
    note = "Липсва срок за тримата ученици."
    making.taken(
        municipal_plan, "return_for_rework", people.ruo_head, reason="term", note=note, remarks=[]
    )
    assert delivering.deliver() == 3
    sent = "".join(body.decode() for _headers, body in system.got)
    assert note not in sent
    assert [person.name for _post, person in people if person.name in sent] == []
    assert "РД-318" not in sent


def test_a_failed_call_is_tried_again_later_under_the_same_key(
    system, hook, municipal_plan, people
):
    system.answers = [500, 503]
    making.submitted(municipal_plan, people)
    assert delivering.deliver() == 0
    call = WebhookCall.objects.get()
    assert (call.attempts, call.answer, call.delivered_at) == (1, 500, None)
    wait = call.due_at - timezone.now()
    assert datetime.timedelta(seconds=50) < wait < datetime.timedelta(seconds=70)
    assert delivering.deliver() == 0, "it waits"
    assert len(system.got) == 1
    due_now()
    assert delivering.deliver() == 0
    due_now()
    assert delivering.deliver() == 1
    assert system.ids == [str(call.pk)] * 3
    assert len({body for _headers, body in system.got}) == 1
    call.refresh_from_db()
    assert (call.attempts, call.answer, call.error) == (3, 204, "")


def test_a_call_that_fails_for_days_is_given_up_and_sent_again_when_asked(
    system, hook, municipal_plan, people
):
    tries = len(delivering.WAITS) + 1
    system.answers = [500] * tries
    making.submitted(municipal_plan, people)
    for _attempt in range(tries):
        due_now()
        assert delivering.deliver() == 0
    call = WebhookCall.objects.get()
    assert call.given_up_at is not None
    due_now()
    assert delivering.deliver() == 0
    assert len(system.got) == tries
    assert registering.send_again(hook[0], hook[0].calls.all()) == 1
    assert delivering.deliver() == 1
    assert set(system.ids) == {str(call.pk)}


def test_waits_grow_from_a_minute_to_a_day():
    assert delivering.WAITS[0] == datetime.timedelta(minutes=1)
    assert delivering.WAITS[-1] == datetime.timedelta(days=1)
    assert list(delivering.WAITS) == sorted(set(delivering.WAITS))


def test_a_server_that_fails_is_left_alone_for_a_minute_whatever_waits(
    system, hook, municipal_plan, people
):
    system.answers = [500]
    making.registered(municipal_plan, people)
    assert WebhookCall.objects.count() == 2
    assert delivering.deliver() == 0
    assert delivering.deliver() == 0
    assert len(system.got) == 1
    due_now()
    assert delivering.deliver() == 2


def test_a_redirect_is_not_followed(system, hook, municipal_plan, people):
    system.answers = [302]
    making.submitted(municipal_plan, people)
    assert delivering.deliver() == 0
    assert len(system.got) == 1
    assert "пренасочване" in WebhookCall.objects.get().error


def test_a_step_that_is_refused_or_rolled_back_sends_nothing(system, hook, municipal_plan, people):
    with pytest.raises(NotReady):
        gate.perform(municipal_plan, "submit", actor=people.mayor)
    seen = []

    def fails(**_sent):
        seen.append(WebhookCall.objects.count())
        raise ZeroDivisionError

    step_taken.connect(fails, weak=False)
    try:
        with pytest.raises(ZeroDivisionError):
            making.submitted(municipal_plan, people)
    finally:
        step_taken.disconnect(fails)
    assert seen == [1]
    assert WebhookCall.objects.count() == 0
    assert delivering.deliver() == 0
    assert system.got == []


def test_an_edit_is_no_step_and_another_flow_is_not_heard(system, people, places):
    hooked(places.municipality, people.administrator, system.url, ["school-plan"])
    hook, _secret = hooked(places.municipality, people.administrator, system.url)
    plan = making.municipal_plan(people, places)
    gate.note_change(plan, actor=people.municipal_expert, step="edit_row")
    assert WebhookCall.objects.count() == 0
    making.submitted(plan, people)
    assert [call.webhook_id for call in WebhookCall.objects.all()] == [hook.pk]


def test_an_institution_hears_of_documents_that_it_reads_and_of_no_other(
    system, people, places, school_plan, ruo_plan, municipal_plan
):
    flows = ["municipal-plan", "authority-plan", "school-plan", "inspection", "visit"]
    near = ("ministry", "authority", "municipality", "council", "other_authority")
    for name in near:
        hooked(getattr(places, name), people.administrator, system.url, flows)
    making.at_council(municipal_plan, people, places)
    making.approved(ruo_plan, people)
    heard = {
        name: set(
            WebhookCall.objects.filter(webhook__institution=getattr(places, name)).values_list(
                "event", flat=True
            )
        )
        for name in near
    }
    municipal = {
        f"municipal-plan.{step}" for step in ("submit", "register", "agree", "put_to_council")
    }
    ruo = {"authority-plan.submit", "authority-plan.approve"}
    assert heard == {
        "ministry": municipal | ruo,
        "authority": municipal | ruo,
        "municipality": municipal,
        "council": {"municipal-plan.put_to_council"},
        "other_authority": set(),
    }


def test_a_revoked_webhook_hears_nothing_more(system, hook, municipal_plan, people):
    making.submitted(municipal_plan, people)
    registering.revoke(hook[0], people.administrator)
    making.taken(municipal_plan, "register", people.records, incoming_number="РД-318")
    assert delivering.deliver() == 0
    assert system.got == []
    assert WebhookCall.objects.get().given_up_at is not None
    ended = Webhook.objects.get()
    assert registering.send_again(ended, ended.calls.all()) == 0


def test_a_certificate_for_another_name_gets_nothing(
    settings, monkeypatch, tmp_path, people, places, municipal_plan
):
    settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
    with receiver(tmp_path, "receiver.example") as system:
        monkeypatch.setenv("SSL_CERT_FILE", str(system.certificate))
        hooked(places.authority, people.administrator, system.url)
        making.submitted(municipal_plan, people)
        assert delivering.deliver() == 0
        assert system.got == []
    assert "certificate" in WebhookCall.objects.get().error.lower()


def test_with_another_key_of_the_installation_nothing_is_sent(
    system, hook, municipal_plan, people, settings
):
    making.submitted(municipal_plan, people)
    settings.SECRET_KEY = "another key of another installation, long enough"
    assert delivering.deliver() == 0
    assert system.got == []
    text = registering.renew(hook[0], people.administrator)
    due_now()
    assert delivering.deliver() == 1
    headers, body = system.got[0]
    assert documented()(text, headers, body)


def test_the_secret_stands_nowhere_in_the_database(hook):
    kept = " ".join(str(value) for value in Webhook.objects.values_list()[0])
    assert hook[1].removeprefix("whsec_") not in kept
    assert hook[0].nonce in kept


def test_a_step_without_webhooks_asks_nothing_more(municipal_plan, people):
    """Only the statement that writes the record knows of webhooks: it finds none."""
    making.submitted(municipal_plan, people)
    assert "workflows_webhook" in storing._statement(Plan, ())
    with connection.execute_wrapper(_none_of_webhooks):
        making.taken(municipal_plan, "register", people.records, incoming_number="РД-318")


def _none_of_webhooks(execute, statement, params, many, context):
    assert "webhook" not in statement
    return execute(statement, params, many, context)


def test_old_calls_are_deleted_when_they_have_ended(system, hook, municipal_plan, people):
    making.registered(municipal_plan, people)
    WebhookCall.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
    ended = WebhookCall.objects.order_by("record")[0]
    WebhookCall.objects.filter(pk=ended.pk).update(delivered_at=timezone.now())
    assert delivering.delete_old() == 1
    assert WebhookCall.objects.count() == 1


def test_an_institution_registers_so_many_and_no_more(people, places, system, monkeypatch):
    monkeypatch.setattr(registering, "MOST", 1)
    hooked(places.authority, people.administrator, system.url)
    with pytest.raises(registering.TooMany):
        hooked(places.authority, people.administrator, system.url)
