"""The list of plans, comparison and originals."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from institutions.rights import Right
from plans import compare as comparing
from plans.models import Revision
from plans.queries.differences import differences_of
from plans.queries.lists import plan_list as plans_listed
from plans.queries.standing import revision_or_404, revisions_open_to
from plans.views.fetching import plan_for
from workflows import access
from workflows.http import signed_in


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
def compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changed between two revisions: the last two, when the address names none."""
    plan, person = plan_for(request, pk), signed_in(request)
    revisions = revisions_open_to(plan, person)
    after = _asked(request, "to", revisions, revisions[0].number)
    earlier = [one.number for one in revisions if one.number < after.number]
    before = _asked(request, "from", revisions, max(earlier, default=after.number))
    comparison = comparing.compare(before, after)
    context = {
        "plan": plan,
        "before": before,
        "after": after,
        "revisions": revisions,
        "differences": differences_of(plan, before, after, comparison, request.GET.get("show", "")),
    }
    return render(request, "plans/compare.html", context)


def _asked(request: HttpRequest, name: str, revisions: list[Revision], otherwise: int) -> Revision:
    value = request.GET.get(name, "")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise
    return revision_or_404(revisions, number)


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
