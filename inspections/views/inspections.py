"""The list of inspections and the page of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inspections.models import Inspection
from inspections.queries import page as reads
from inspections.queries.following import followed
from inspections.queries.lists import inspection_list as inspections_listed
from inspections.queries.lists import visits_of_own
from inspections.queries.orders import orders_of
from inspections.queries.outcomes import outcome_of
from inspections.queries.schedule import authorities_of
from inspections.queries.schools import search
from inspections.views.fetching import inspection_for
from institutions.models import Person
from workflows import steps
from workflows.http import signed_in
from workflows.queries.course import course_of


@require_safe
def inspection_list(request: HttpRequest) -> HttpResponse:
    """All inspections open to the person; to an institution the visits to it."""
    person = signed_in(request)
    found = inspections_listed(person, request.GET)
    is_theirs = not found.states[0].count and not found.filters.any
    context = {
        "list": found,
        "visits": visits_of_own(person, request.GET) if is_theirs else None,
        "has_calendar": authorities_of(person).exists(),
    }
    return render(request, "inspections/list.html", context)


@require_safe
def inspection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An inspection: order, schools, visits, what is to be done."""
    return render_inspection(request, inspection_for(request, pk))


def render_inspection(
    request: HttpRequest, found: Inspection, problem: str = "", status: int = 200
) -> HttpResponse:
    """The page; ``problem`` says why a school could not be chosen."""
    person = signed_in(request)
    context = _page(found, person) | _choosing(request, found, person) | {"problem": problem}
    return render(request, "inspections/inspection.html", context, status=status)


def _page(found: Inspection, person: Person) -> dict[str, Any]:
    visits, row = reads.visits_of(found, person), reads.row_of(found)
    offers = reads.offers_of(found, person)
    orders, course = orders_of(found), course_of(found, person, reads.LINES)
    return {
        "inspection": found,
        "team": found.team,
        "visits": reads.Visits(visits),
        "outcome": outcome_of(found),
        "orders": orders,
        "order_record": orders[-1].record if orders else None,
        "schools": reads.schools_of(found, visits),
        "row": row,
        "followed": followed(found, person),
        "progress": reads.progress(found, row),
        "offers": offers,
        "main": reads.main_of(found, offers),
        "missing": reads.missing_for_order(found, person),
        "route": steps.route(found, course.moves),
        "waiting": reads.waiting_for(found),
        "lines": reads.lines_of(found, course.lines),
    }


def _choosing(request: HttpRequest, found: Inspection, person: Person) -> dict[str, Any]:
    """The search in the register, for those who choose and only when it was asked for."""
    may_choose = reads.may_choose(found, person)
    asked = request.GET.get("find")
    wanted = may_choose and asked is not None
    text, target = (asked or "").strip()[:80], request.GET.get("target", "")
    return {"may_choose": may_choose, "search": search(found, text, target) if wanted else None}
