"""What a person reads after a step, and what somebody reads who came second."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from tests import making
from workflows.telling import outcome

pytestmark = pytest.mark.django_db


def take(client, person, plan, step, **facts):
    client.force_login(person)
    sent = {"seen_version": plan.version, "on": str(making.TODAY())} | facts
    return client.post(reverse("step", args=["plans", plan.pk, step]), sent)


def test_after_a_step_the_message_names_the_document_and_whose_turn_it_is(
    client, municipal_plan, people
):
    making.submitted(municipal_plan, people)
    answer = take(client, people.records, municipal_plan, "register", incoming_number="РУО-7")
    assert answer.status_code == 302
    (message,) = [str(one) for one in get_messages(answer.wsgi_request)]
    assert message.startswith(f"Вписано в деловодството: {municipal_plan.subject}. Следва: ")
    assert "„Съгласувай“ – Началник" in message


def test_who_is_next_themselves_is_told_so(municipal_plan, people):
    plan = making.registered(municipal_plan, people)
    with translation.override("bg"):
        assert "„Съгласувай“ – Вие" in outcome(plan, "register", people.ruo_head)
    with translation.override("en"):
        assert "Next: “Agree” – you" in outcome(plan, "register", people.ruo_head)


def test_nobody_is_next_where_nothing_waits(ruo_plan, people):
    plan = making.approved(ruo_plan, people)
    making.taken(plan, "publish", people.ruo_head, published_at_url="https://ruo.example/plan")
    making.taken(plan, "report", people.ruo_head)
    making.taken(plan, "archive", people.records)
    with translation.override("bg"):
        assert outcome(plan, "archive", people.records) == f"Архивирано: {plan.subject}."


def test_who_came_second_reads_who_did_what_and_when(client, municipal_plan, people):
    plan = making.registered(municipal_plan, people)
    seen = plan.version
    making.taken(plan, "agree", people.ruo_head)
    plan.version = seen
    page = take(
        client, people.ruo_head, plan, "return_for_rework", note="Поправете срока.", reason="other"
    )
    assert page.status_code == 409
    assert (
        f"{people.ruo_head.name} · Съгласувано, {making.TODAY():%d.%m.%Y}" in page.content.decode()
    )
