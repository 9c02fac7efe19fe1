"""Recommendations and prescriptions that are open to a person, by their terms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.queries.measures import measure_list
from workflows.http import signed_in


@require_safe
def prescription_list(request: HttpRequest) -> HttpResponse:
    """What institutions are to carry out, the nearest term first."""
    found = measure_list(signed_in(request), request.GET)
    return render(request, "inspections/prescriptions.html", {"list": found})
