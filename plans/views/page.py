"""The page of a plan: its newest text, or a revision to be read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.models import Plan
from plans.printing import sheet_of
from plans.queries import surroundings
from plans.queries.answers import returned_by
from plans.queries.page import Around, Show, table_of
from plans.queries.signatures import signed_steps
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
from plans.writing import FORMATS
from plans.writing.official import content_of, official_text
from workflows import desks, steps
from workflows.http import signed_in
from workflows.queries.course import course_of

LINES = 8


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The newest text that is open to the person, with what they may do; ``?print=1``: on paper."""
    found, person = plan_for(request, pk), signed_in(request)
    context = _text(request, found, None)
    if context["print"]:
        return render(request, "plans/sheet.html", context)
    revisions, remarks, course = context["revisions"], context["remarks"], context["course"]
    # Before the steps are offered: their forms ask for the same findings.
    linted = surroundings.linted_of(context["revision"], context["table"], course.moves)
    offers, work = surroundings.offers_of(found, person), list(desks.on(found))
    context |= {
        "route": steps.route(found, course.moves),
        "waiting": surroundings.waiting_for(work),
        "due": surroundings.due_of(work),
        "offers": offers,
        "main": surroundings.main_of(found, offers),
        "checks": surroundings.checks_of(linted, context["table"], offers, remarks),
        "lines": surroundings.lines_of(found, course.lines),
        "editable": found.editable and may_prepare(found, person),
        "before": revisions[1] if len(revisions) > 1 else None,
        "returned": returned_by(person.pk, course.moves),
        "change": surroundings.change_of(found, revisions),
    }
    return render(request, "plans/plan.html", context)


@require_safe
def revision(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A revision as it was, to be read; ``?print=1``: on paper."""
    context = _text(request, plan_for(request, pk), number)
    template = "plans/sheet.html" if context["print"] else "plans/revision.html"
    return render(request, template, context)


def _text(request: HttpRequest, found: Plan, number: int | None) -> dict[str, Any]:
    """What both pages show: the header, the table, the sheet; of the newest text when no number
    is named.
    """
    person, is_print = signed_in(request), bool(request.GET.get("print"))
    revisions = revisions_open_to(found, person)
    shown = revisions[0] if number is None else revision_or_404(revisions, number)
    remarks, course = surroundings.remarks_of(found, person), course_of(found, person, LINES)
    named = revisions if number is None else [shown]
    around = Around([one for one in revisions if one.number < shown.number], remarks)
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in {one.value for one in Show} and not is_print else Show.ALL
    table = table_of(shown, around, show, timezone.localdate())
    rows = () if is_print else [view.row for view in table.views]
    return {
        "plan": found,
        "revision": shown,
        "revisions": revisions,
        "remarks": remarks,
        "course": course,
        "badge": badge(found, shown.number),
        "ground": ground(found),
        "basis": BASIS[PlanKind(found.plan_kind)],
        "table": table,
        "official": official_text(shown, content_of(shown, rows)),
        "formats": FORMATS.values(),
        "signed": [] if is_print else signed_steps(found, course.moves, named, person),
        "sheet": sheet_of(shown, course.moves, person),
        "show": show,
        "print": is_print,
    }
