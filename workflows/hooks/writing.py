"""Calls as rows: written in the transaction of the step that they tell.

The statement that writes the record also says which webhooks listen to such steps, so a step
without webhooks asks nothing more. Where some do, those are told whose institution reads the
document as it stands after the step. No names of people are told.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from workflows import access, prepared
from workflows.flow import flow_of
from workflows.models import Record, Webhook, WebhookCall
from workflows.waking import Bell

LISTENING = """
ARRAY(SELECT hook.id FROM workflows_webhook hook
    WHERE hook.revoked_at IS NULL AND %(told_flow)s = ANY(hook.flows))
"""
"""Which webhooks listen to the steps of a flow, as a column."""


def flow_told(document: Any, step: str) -> str:
    """The name of the flow when a record is of one of its steps; empty for what is no step."""
    flow = flow_of(document)
    return flow.slug if step in flow.steps else ""


def write(listening: Sequence[UUID], document: Any, record: Record) -> None:
    """Write a call for each listening webhook whose institution reads the document."""
    hooks = Webhook.objects.filter(pk__in=listening, revoked_at=None)
    places = access.reading_institutions(document, [hook.institution_id for hook in hooks])
    if places:
        told = _told(document, record)
        WebhookCall.objects.bulk_create(
            _call(hook, record, told) for hook in hooks if hook.institution_id in places
        )
        bell.ring_after_commit()


def _wake() -> None:
    from workflows.tasks import call_webhooks

    call_webhooks.delay()


bell = Bell(_wake)


def _call(hook: Webhook, record: Record, told: dict[str, Any]) -> WebhookCall:
    call = WebhookCall(webhook=hook, record=record, event=told["event"])
    call.body = prepared.encoder.encode({"id": call.pk} | told)
    return call


def _told(document: Any, record: Record) -> dict[str, Any]:
    """What is told; the document in the words of its line in an inbox."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = document.subject
    return {
        "event": f"{flow_of(document).slug}.{record.step}",
        "kind": document.slug,
        "document": document.pk,
        "subject": subject,
        "institution": document.institution.code,
        "url": f"{settings.SITE_URL}{document.get_absolute_url()}",
        "step": record.step,
        "state_before": record.source,
        "state": record.target,
        "on": record.on,
        "at": record.at,
        "sequence": record.sequence,
        "hash": record.hash,
    }
