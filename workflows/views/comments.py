"""The comments of a document: read, written, resolved."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from workflows import commenting
from workflows.commenting import CommentForm
from workflows.http import UNPROCESSABLE, page_of, signed_in
from workflows.views.steps import document_for


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """What is said beside a document, and a form to say more."""
    document, person = document_for(request, kind, pk), signed_in(request)
    sent = request.POST if request.method == "POST" else None
    row = {"anchor": request.GET.get("row", "")}
    form = CommentForm(sent, document=document, person=person, initial=row)
    if form.is_valid():
        written = commenting.write(document, person, form)
        return redirect(f"{_address(document)}#c-{written.pk}")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "workflows/comments.html", _page(request, document, form), status=status)


def _page(request: HttpRequest, document: Any, form: CommentForm) -> dict[str, Any]:
    """The open ones first, each group in the order in which it was said."""
    person = signed_in(request)
    found = commenting.open_to(document, person).select_related("author", "resolved_by")
    ordered = found.prefetch_related("mentioned").order_by("resolved_at", "written_at", "pk")
    return {
        "document": document,
        "form": form,
        "page": page_of(request, ordered),
        "rows": dict(document.rows_open_to(person)),
    }


def _address(document: Any) -> str:
    return reverse("comments", kwargs={"kind": document.slug, "pk": document.pk})


@require_POST
def resolve(request: HttpRequest, kind: str, pk: UUID, comment: UUID) -> HttpResponse:
    """Mark a comment as dealt with, or open it again (``wanted=no``)."""
    document, person = document_for(request, kind, pk), signed_in(request)
    found = get_object_or_404(commenting.open_to(document, person), pk=comment)
    commenting.resolve(found, person, wanted=request.POST.get("wanted") != "no")
    return redirect(f"{_address(document)}#c-{found.pk}")
