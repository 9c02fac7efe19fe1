"""The report of a plan: on any day as the facts say it, on the screen and on paper."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from institutions.models import Person
from institutions.rights import Right
from plans import recording
from plans.models import Plan
from plans.reporting.building import live_report
from plans.reporting.layout import paper
from plans.reporting.text import ReportText
from plans.revising import text_in_force
from plans.views.fetching import plan_for
from workflows import access
from workflows.display import row_plot
from workflows.http import signed_in


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was done by the text in force until a day; ``?print=1``: on paper."""
    plan, person = plan_for(request, pk), signed_in(request)
    text = text_in_force(plan)
    if text is None:
        return render(request, "plans/report_none.html", {"plan": plan})
    until = day_of(request.GET.get("on", ""), plan)
    context = _page(plan, live_report(plan, text, until), person)
    template = "plans/report_sheet.html" if request.GET.get("print") else "plans/report.html"
    return render(request, template, context)


def day_of(asked: str, plan: Plan) -> datetime.date:
    """The day that an address names, within the days of the plan and not in the future."""
    today = timezone.localdate()
    try:
        day = parse_date(asked) or today
    except ValueError:
        day = today
    return min(max(day, plan.starts_on), max(today, plan.starts_on))


def _page(plan: Plan, text: ReportText, person: Person) -> dict[str, Any]:
    execution, recorder = text.execution, recording.recorder_of(plan, person)
    lines = text.lines if recording.is_carried_out(plan) else ()
    return {
        "plan": plan,
        "report": text,
        "official": paper(plan.plan_kind, text),
        "execution": execution,
        "plot": row_plot(_("Execution by section"), execution.rows, _("Section")),
        "mine": {line.identity for line in lines if recorder.at(line.cells)},
        "signer": access.first_holder(Right.CARRY_OUT_PLAN, plan.institution),
        "now": timezone.now(),
    }
