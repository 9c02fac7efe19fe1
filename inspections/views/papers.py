"""Orders and protocols as files, in the language of the office."""

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.utils import translation
from django.views.decorators.http import require_safe

from inspections import papers
from inspections.views.fetching import inspection_for
from inspections.views.fetching_visits import protocol_for, visit_for
from plans.writing import Paper
from plans.writing.formats import as_file


@require_safe
def order(request: HttpRequest, pk: UUID, suffix: str) -> FileResponse:
    """The order of an inspection; 404 before it is issued."""
    found = inspection_for(request, pk)
    if not found.order_number:
        raise Http404("order")
    with translation.override(settings.LANGUAGE_CODE):
        return _written(papers.order_of(found), f"zapoved-{found.order_number}", suffix)


@require_safe
def protocol(request: HttpRequest, pk: UUID, suffix: str) -> FileResponse:
    """The protocol of a visit; 404 before it is drawn."""
    visit = protocol_for(request, pk)
    if not visit.protocol:
        raise Http404("protocol")
    with translation.override(settings.LANGUAGE_CODE):
        return _written(papers.protocol_of(visit), f"protokol-{visit.authority_number}", suffix)


@require_safe
def prescriptions(request: HttpRequest, pk: UUID, suffix: str) -> FileResponse:
    """The order of prescriptions of a visit; 404 before it is issued."""
    visit = visit_for(request, pk)
    if not visit.prescribed_on:
        raise Http404("prescriptions")
    with translation.override(settings.LANGUAGE_CODE):
        paper = papers.prescriptions_of(visit)
        return _written(paper, f"zapoved-{visit.prescription_order}", suffix)


def _written(paper: Paper, name: str, suffix: str) -> FileResponse:
    return as_file(paper, name.replace("/", "-").strip("-"), suffix)
