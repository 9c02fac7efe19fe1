"""The page of a plan: its newest text, or a revision to be read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from institutions.models import Person
from plans.models import Plan, Revision
from plans.printing import sheet_of
from plans.queries import surroundings
from plans.queries.page import Show, table_of
from plans.queries.sheet import official_text
from plans.queries.standing import (
    BASIS,
    badge,
    ground,
    revision_or_404,
    revisions_open_to,
)
from plans.shown import may_prepare
from plans.states import PlanKind
from plans.views.fetching import plan_for
from workflows import steps
from workflows.http import signed_in

LINES = 8


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The newest text that is open to the person, with what they may do; ``?print=1``: on paper."""
    found, person = plan_for(request, pk), signed_in(request)
    revisions = revisions_open_to(found, person)
    context = _text(request, found, revisions[0], person)
    if context["print"]:
        return render(request, "plans/sheet.html", context)
    offers = surroundings.offers_of(found, person)
    remarks = surroundings.remarks_of(found, person)
    context |= {
        "route": steps.route(found),
        "waiting": surroundings.waiting_for(found),
        "due": surroundings.due_of(found),
        "offers": offers,
        "main": surroundings.main_of(found, offers),
        "remarks": remarks,
        "checks": surroundings.checks_of(found, context["table"], offers, remarks),
        "lines": surroundings.history_of(found, person, since_last=LINES),
        "editable": found.editable and may_prepare(found, person),
        "before": revisions[1] if len(revisions) > 1 else None,
        "revisions": revisions,
        "change": surroundings.change_of(found, revisions),
    }
    return render(request, "plans/plan.html", context)


@require_safe
def revision(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A revision as it was, to be read; ``?print=1``: on paper."""
    found, person = plan_for(request, pk), signed_in(request)
    revisions = revisions_open_to(found, person)
    context = _text(request, found, revision_or_404(revisions, number), person)
    if context["print"]:
        return render(request, "plans/sheet.html", context)
    return render(request, "plans/revision.html", context | {"revisions": revisions})


def _text(request: HttpRequest, found: Plan, shown: Revision, person: Person) -> dict[str, Any]:
    """What both pages show: the header, the table, the sheet."""
    is_print = bool(request.GET.get("print"))
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in {one.value for one in Show} and not is_print else Show.ALL
    table = table_of(found, shown, show, timezone.localdate())
    return {
        "plan": found,
        "revision": shown,
        "badge": badge(found, shown.number),
        "ground": ground(found),
        "basis": BASIS[PlanKind(found.plan_kind)],
        "table": table,
        "official": official_text(found, shown, table),
        "sheet": sheet_of(found, shown, person),
        "show": show,
        "print": is_print,
    }
