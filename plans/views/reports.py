"""The report of a plan: on any day as the facts say it, on the screen and on paper."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from institutions.models import Person
from institutions.rights import Right
from plans import recording
from plans.fact_forms import ClauseForm
from plans.models import Plan, Report, Revision
from plans.reporting import drafts
from plans.reporting.building import live_report
from plans.reporting.files import adoption, report_file
from plans.reporting.layout import paper
from plans.reporting.text import Clause, Line, ReportText
from plans.revising import text_in_force
from plans.views.fetching import plan_for, refused
from plans.writing import FORMATS
from workflows.display import row_plot
from workflows.http import signed_in
from workflows.queries.holders import first_holder
from workflows.refusals import Refused
from workflows.serving import as_written
from workflows.typed import typed_in
from workflows.views import UNPROCESSABLE

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was filed, or is being drafted in the house; with a day (``?on=``) as the facts say it.

    ``?print=1``: on paper; ``?silent=1``: only the rows of which nothing is reported.
    """
    plan, person = plan_for(request, pk), signed_in(request)
    text = text_in_force(plan)
    if text is None:
        return render(request, "plans/report_none.html", {"plan": plan})
    known = drafts.kept_for(plan, person)
    shown, kept = _read(request, plan, text, known), _shown_of(request, known)
    context = _page(plan, shown, person) | {"kept": kept, "has_draft": known is not None}
    context["adoption"] = adoption(plan, kept)
    if request.GET.get("silent"):
        context["parts"] = shown.only_silent
    template = "plans/report_sheet.html" if request.GET.get("print") else "plans/report.html"
    return render(request, template, context)


def _shown_of(request: HttpRequest, kept: Report | None) -> Report | None:
    """What is kept, unless the address names another day."""
    return kept if "on" not in request.GET else None


def _read(request: HttpRequest, plan: Plan, text: Revision, kept: Report | None) -> ReportText:
    """The report of the day that the address names; without one what is kept."""
    if shown := _shown_of(request, kept):
        return drafts.text_of(plan, shown)
    return live_report(plan, text, day_of(request.GET.get("on", ""), plan))


@require_safe
def file(request: HttpRequest, pk: UUID, suffix: str) -> FileResponse:
    """The report as it is read today, as a file."""
    plan, person = plan_for(request, pk), signed_in(request)
    text = text_in_force(plan)
    if text is None or suffix not in FORMATS:
        raise Http404(suffix)
    known = drafts.kept_for(plan, person)
    shown = _read(request, plan, text, known)
    written = report_file(plan, shown, suffix, _shown_of(request, known))
    return as_written(written.data, written.name, written.media_type)


@require_POST
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the draft of the report, or set its day."""
    plan = plan_for(request, pk)
    try:
        drafts.open_draft(plan, day_of(request.POST.get("on", ""), plan), actor=signed_in(request))
    except Refused as reason:
        return refused(request, plan, reason)
    return redirect("plan_report", plan.pk)


@get_or_post
def clause(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Write a clause of the draft anew; its record stays beside it."""
    plan = plan_for(request, pk)
    if drafts.writer(plan, signed_in(request)) is None:
        return refused(request, plan, drafts.not_yours(plan))
    line, found = _clause(plan, number)
    form = ClauseForm(request.POST or None, clause=found)
    if request.method != "POST" or not form.is_valid():
        return _clause_page(request, plan, line, form)
    given = form.cleaned_data
    try:
        drafts.edit_clause(
            plan, number, given["text"], actor=signed_in(request), seen=given["seen"]
        )
    except drafts.ClauseRefused as reason:
        form.add_error("text", reason.sentence)
        return _clause_page(request, plan, line, form)
    except Refused as reason:
        return refused(request, plan, reason, typed_in(form))
    messages.success(request, _("The clause is saved; its record stays beside it."))
    return redirect(f"{reverse('plan_report', args=[plan.pk])}#{found.anchor}")


def _clause(plan: Plan, number: int) -> tuple[Line, Clause]:
    kept = drafts.draft_of(plan)
    lines = drafts.text_of(plan, kept).lines if kept and not kept.is_frozen else ()
    for line in lines:
        for one in line.clauses:
            if one.fact == number:
                return line, one
    raise Http404(str(number))


def _clause_page(request: HttpRequest, plan: Plan, line: Line, form: ClauseForm) -> HttpResponse:
    context = {"plan": plan, "line": line, "form": form, "clause": form.clause}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "plans/clause.html", context, status=status)


@require_POST
def keep(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Take a proposed clause into the report, or leave one out of it."""
    plan = plan_for(request, pk)
    _line, found = _clause(plan, number)
    try:
        drafts.keep_clause(
            plan, number, actor=signed_in(request), is_in=request.POST.get("do") == "take"
        )
    except Refused as reason:
        return refused(request, plan, reason)
    return redirect(f"{reverse('plan_report', args=[plan.pk])}#{found.anchor}")


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
        "parts": text.parts,
        "official": paper(plan.plan_kind, text),
        "execution": execution,
        "plot": row_plot(_("Execution by section"), execution.rows, _("Section")),
        "may_write": recorder.whole is not None and recording.is_carried_out(plan),
        "mine": {line.identity for line in lines if recorder.at(line.cells)},
        "signer": first_holder(Right.CARRY_OUT_PLAN, plan.institution),
        "formats": FORMATS.values(),
        "now": timezone.now(),
    }
