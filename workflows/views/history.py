"""The whole history of a document, with the check of its chain."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflows import records
from workflows.http import page_of, signed_in
from workflows.queries import history as queries
from workflows.views.steps import document_for


@require_safe
def history(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """All records, the oldest first; ``?print=1`` gives them on one sheet."""
    document = document_for(request, kind, pk)
    found = queries.records_of(document, signed_in(request))
    printed = bool(request.GET.get("print"))
    page = page_of(request, found, max(found.count(), 1)) if printed else page_of(request, found)
    total = records.of(document).count()
    context: dict[str, Any] = {
        "document": document,
        "page": page,
        "lines": queries.lines(document, page.object_list),
        "total": total,
        "proof": reverse("proof", args=[kind, pk]) if found.count() == total else "",
        "faults": records.verify(document),
        "printed": printed,
        "now": timezone.now(),
    }
    return render(request, "workflows/history.html", context)
