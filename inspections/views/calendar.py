"""The schedule of visits: experts by weeks; on a phone a list by weeks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.queries.schedule import schedule
from workflows.http import signed_in


@require_safe
def inspection_calendar(request: HttpRequest) -> HttpResponse:
    """Nine weeks of an authority's visits, its conflicts and what has no date."""
    found = schedule(signed_in(request), request.GET)
    return render(request, "inspections/calendar.html", {"schedule": found})
