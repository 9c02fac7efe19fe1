"""Webhooks and their calls as the pages of the administrator show them."""

from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflows.display import State, Text, Tone
from workflows.flow import routes
from workflows.models import Webhook, WebhookCall
from workflows.models.webhook import OPEN

FAILED = OPEN & ~Q(error="")
FILTERS: dict[str, tuple[Text, Q]] = {
    "": (_("All"), Q()),
    "waiting": (pgettext_lazy("several calls", "Waiting"), OPEN & Q(error="")),
    "failed": (pgettext_lazy("several calls", "Failed"), FAILED),
    "given_up": (pgettext_lazy("several calls", "Given up"), Q(given_up_at__isnull=False)),
    "delivered": (pgettext_lazy("several calls", "Delivered"), Q(delivered_at__isnull=False)),
}


def with_figures(hooks: QuerySet[Webhook]) -> QuerySet[Webhook]:
    """Webhooks with when the last call arrived and how many did not."""
    return hooks.select_related("institution", "made_by").annotate(
        last_delivered=Max("calls__delivered_at"),
        failed=Count("calls", filter=Q(calls__delivered_at=None) & ~Q(calls__error="")),
    )


def state_of(hook: Webhook) -> State:
    """The badge of a webhook."""
    if hook.revoked_at:
        return State(pgettext_lazy("a webhook", "Ended"), Tone.NONE)
    return State(pgettext_lazy("a webhook", "In force"), Tone.OK)


def titles_of(hook: Webhook) -> list[Any]:
    """What is told, by the names of the flows."""
    known = routes()
    return [known[name].title for name in hook.flows if name in known]


def choices(hook: Webhook) -> list[tuple[str, Text, int]]:
    """All filters of calls with their counts, in one query."""
    counted = hook.calls.aggregate(
        **{value or "all": Count("pk", filter=which) for value, (_label, which) in FILTERS.items()}
    )
    return [(value, label, counted[value or "all"]) for value, (label, _q) in FILTERS.items()]


def calls_of(hook: Webhook, current: str) -> QuerySet[WebhookCall]:
    """Calls of a filter, the newest first; an unknown filter is „all“."""
    _label, which = FILTERS.get(current, FILTERS[""])
    return hook.calls.filter(which).select_related("record").order_by("-created_at", "-record")


def state_of_call(call: WebhookCall) -> State:
    """The badge of a call."""
    if call.delivered_at:
        return State(pgettext_lazy("a call", "Delivered"), Tone.OK)
    if call.given_up_at:
        return State(pgettext_lazy("a call", "Given up"), Tone.BAD)
    if call.error:
        return State(pgettext_lazy("a call", "Failed"), Tone.WARN)
    return State(pgettext_lazy("a call", "Waiting"), Tone.ACTIVE)
