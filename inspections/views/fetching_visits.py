"""To fetch is to check: visits come from what is open to the person."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections.models import Measure, Visit
from inspections.shown import is_inside, reads_protocol
from workflows.http import not_yours, opened_by, signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import UNPROCESSABLE, stale


def visit_for(request: HttpRequest, pk: UUID) -> Visit:
    """The visit, when it exists for the person who asks; else 404."""
    rows = Visit.objects.select_related(
        "inspection__ordered_by", "institution", "authority", "drawn_by", "reported_by"
    )
    visit: Visit = opened_by(request, rows, pk)
    return visit


def protocol_for(request: HttpRequest, pk: UUID) -> Visit:
    """The visit, when what is written on it is open to the person as well; else 404."""
    visit = visit_for(request, pk)
    if not reads_protocol(visit, inside=is_inside(visit, signed_in(request))):
        raise Http404("protocol")
    return visit


def measure_for(request: HttpRequest, pk: int) -> Measure:
    """The measure of a visit that is open to the person."""
    measure = get_object_or_404(Measure.objects.select_related("answer"), pk=pk)
    measure.visit = protocol_for(request, measure.visit_id)
    return measure


def refused(request: HttpRequest, visit: Visit, reason: Refused) -> HttpResponse:
    """The page of a refusal: somebody was faster, it is another's to do, it cannot be taken."""
    if isinstance(reason, Stale):
        return stale(request, visit, reason)
    if isinstance(reason, NotYours):
        return not_yours(request, reason.sentence)
    context = {"document": visit, "reason": reason.sentence}
    return render(request, "inspections/visit_refused.html", context, status=UNPROCESSABLE)
