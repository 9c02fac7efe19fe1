"""To fetch is to check: inspections come from what is open to the person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from inspections.models import Inspection
from workflows.http import not_yours, opened_by
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import stale


def inspection_for(request: HttpRequest, pk: UUID) -> Inspection:
    """The inspection, when it exists for the person who asks; else 404."""
    rows = Inspection.objects.select_related(
        "plan__institution", "institution", "authority", "ordered_by"
    )
    found: Inspection = opened_by(request, rows, pk)
    return found


def refused(request: HttpRequest, inspection: Inspection, reason: Refused) -> HttpResponse:
    """The page of a refusal: somebody was faster, or it is another's to do."""
    if isinstance(reason, Stale):
        return stale(request, inspection, reason)
    if isinstance(reason, NotYours):
        return not_yours(request, reason.sentence)
    raise reason
