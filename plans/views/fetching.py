"""To fetch is to check: plans come from what is open to the person."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from plans.models import Plan
from workflows.http import not_yours, opened_by
from workflows.refusals import NotYours, Refused, Stale
from workflows.typed import Typed
from workflows.views import stale


def plan_for(request: HttpRequest, pk: UUID) -> Plan:
    """The plan, when it exists for the person who asks; else 404."""
    plans = Plan.objects.select_related("institution", "authority", "council")
    plan: Plan = opened_by(request, plans, pk)
    return plan


def refused(
    request: HttpRequest, plan: Plan, reason: Refused, typed: Sequence[Typed] = ()
) -> HttpResponse:
    """The page of a refusal: somebody was faster, or it is another's to do; what was typed."""
    if isinstance(reason, Stale):
        return stale(request, plan, reason, typed)
    if isinstance(reason, NotYours):
        return not_yours(request, reason.sentence, typed)
    raise reason
