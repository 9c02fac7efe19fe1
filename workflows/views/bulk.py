"""One step for several documents, and the report of what became of each."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from workflows.acting import MOST, take_all
from workflows.http import UNPROCESSABLE, as_csv, signed_in
from workflows.models import BulkReport


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Take the chosen steps and go to their report."""
    chosen = request.POST.getlist("pick")
    if not chosen:
        return render(request, "workflows/bulk.html", {"most": MOST}, status=UNPROCESSABLE)
    return redirect("bulk_report", pk=take_all(signed_in(request), chosen).pk)


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became of each, for the person who did it; the refused first."""
    found = get_object_or_404(BulkReport, pk=pk, person=signed_in(request))
    return render(request, "workflows/bulk.html", {"report": found, "most": MOST})


@require_safe
def report_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as a table."""
    found = get_object_or_404(BulkReport, pk=pk, person=signed_in(request))
    head = [_("Document"), _("Step"), pgettext("of a row", "Result"), _("Reason")]
    rows = [
        [
            line["subject"] or "–",
            line["step"] or "–",
            _("recorded") if line["is_done"] else _("not recorded"),
            line["reason"],
        ]
        for line in found.lines
    ]
    return as_csv(f"{found.begun_at:%Y-%m-%d-%H%M}.csv", [head, *rows])
