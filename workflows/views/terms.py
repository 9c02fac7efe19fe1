"""„Срокове“: count a term from a day, and read all rules with their dates of force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflows.http import UNPROCESSABLE
from workflows.queries.terms import laws
from workflows.terms.forms import TermForm


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The calculator and the list; nothing is kept."""
    form = TermForm(request.GET if "rule" in request.GET else None)
    counted = form.counted() if form.is_bound and form.is_valid() else None
    context = {"form": form, "counted": counted, "laws": laws()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "workflows/terms.html", context, status=status)
