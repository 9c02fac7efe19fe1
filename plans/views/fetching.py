"""To fetch is to check: plans come from what is open to the person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.models import Plan
from workflows.http import opened_by
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import stale


def plan_for(request: HttpRequest, pk: UUID) -> Plan:
    """The plan, when it exists for the person who asks; else 404."""
    plans = Plan.objects.select_related("institution", "authority", "council")
    plan: Plan = opened_by(request, plans, pk)
    return plan


def refused(request: HttpRequest, plan: Plan, reason: Refused) -> HttpResponse:
    """The page of a refusal: somebody was faster, or it is another's to do."""
    if isinstance(reason, Stale):
        return stale(request, plan, reason)
    if isinstance(reason, NotYours):
        return render(request, "403.html", {"reason": reason.sentence}, status=403)
    raise reason
