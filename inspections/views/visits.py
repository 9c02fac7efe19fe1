"""The page of a visit: the checklist in the field, the protocol, what follows from it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.models import Visit
from inspections.queries import visits as reading
from inspections.queries.following import followed, followed_by
from inspections.queries.orders import order_under, prescription_of
from inspections.queries.outcomes import outcome_of
from inspections.queries.page import waiting_for
from inspections.queries.visits import Trouble
from inspections.views.fetching_visits import visit_for
from institutions.models import Person
from institutions.rights import Right
from workflows import steps
from workflows.http import signed_in
from workflows.queries.course import course_of
from workflows.queries.holders import holders_by_name


@require_safe
def visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The visit, as far as it is open to the person, with what they may do."""
    return show(request, visit_for(request, pk))


def show(
    request: HttpRequest, found: Visit, trouble: dict[int, Trouble] | None = None, status: int = 200
) -> HttpResponse:
    """The whole page; ``trouble`` stands at its question or measure."""
    person = signed_in(request)
    page = reading.page_of_visit(found, person, trouble)
    context = {"page": page, "visit": found, "offers": page.offers} | _around(found, person)
    return render(request, "inspections/visit.html", context, status=status)


def _around(found: Visit, person: Person) -> dict[str, Any]:
    """What stands beside the checklist."""
    waiting = waiting_for(found)
    course = course_of(found, person, reading.LINES, without=reading.WRITTEN)
    return {
        "inspection": found.inspection,
        "followed": followed(found.inspection, person),
        "followed_by": followed_by(found, person),
        "outcome": outcome_of(found),
        "order_record": order_under(found, course.moves),
        "prescription_record": prescription_of(found, course.moves),
        "route": steps.route(found, course.moves),
        "waiting": waiting.names if waiting else "",
        "lines": reading.lines_of(found, course.lines),
        "earlier": reading.earlier_visits(found, person),
        "directors": holders_by_name(Right.ANSWER_INSPECTION, found.institution),
        "team": found.team_names,
    }
