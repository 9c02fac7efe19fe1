"""Following a document, and having opened it: small posts beside the pages of documents."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from workflows import desks
from workflows.http import signed_in
from workflows.queries.following import set_following
from workflows.views.steps import document_for

NO_CONTENT = 204


@require_POST
def follow(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Follow the document, or no longer (``wanted=no``)."""
    document = document_for(request, kind, pk)
    set_following(signed_in(request), document, wanted=request.POST.get("wanted") != "no")
    return redirect("inbox" if request.POST.get("back") == "inbox" else document)


@require_POST
def seen(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """The person has the document open: its blue dot goes."""
    desks.mark_seen(document_for(request, kind, pk), signed_in(request), timezone.now())
    return HttpResponse(status=NO_CONTENT)
