"""The list of plans and originals."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from institutions.rights import Right
from plans.queries.lists import plan_list as plans_listed
from plans.queries.standing import revision_or_404, revisions_open_to
from plans.views.fetching import plan_for
from plans.writing import FORMATS
from plans.writing.issuing import file_of
from workflows import access
from workflows.http import signed_in
from workflows.queries.course import moves_of
from workflows.serving import as_written


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans open to the person."""
    person = signed_in(request)
    context = {
        "list": plans_listed(person, request.GET),
        "may_import": access.holds_anywhere(person, Right.PREPARE_PLAN),
    }
    return render(request, "plans/list.html", context)


@require_safe
def original(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
    """The file of which a revision was made, as it was brought."""
    plan, person = plan_for(request, pk), signed_in(request)
    revision = revision_or_404(revisions_open_to(plan, person), number)
    if not revision.source:
        raise Http404("source")
    try:
        file = revision.source.open("rb")
    except FileNotFoundError as lost:
        raise Http404("source") from lost
    response = FileResponse(file, as_attachment=True, filename=revision.source_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def paper(request: HttpRequest, pk: UUID, number: int, suffix: str) -> FileResponse:
    """A revision as a file in the official layout of its kind."""
    plan, person = plan_for(request, pk), signed_in(request)
    revision = revision_or_404(revisions_open_to(plan, person), number)
    if suffix not in FORMATS:
        raise Http404(suffix)
    written = file_of(revision, moves_of(plan), suffix)
    return as_written(written.data, written.name, written.media_type)
