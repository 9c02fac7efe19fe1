"""Measures on a visit: written by the experts, replied to by the director."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inspections import answering, evidence
from inspections.models import ChecklistAnswer, Measure
from inspections.queries.visits import Trouble
from inspections.views.answers import changed, not_taken
from inspections.views.fetching_visits import measure_for, refused, visit_for
from inspections.views.visits import show
from inspections.visit_forms import MeasureInput, ReplyInput
from workflows import records
from workflows.http import signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import UNPROCESSABLE

MEASURES = "inspections/_visit_measures.html"


@require_POST
def add(request: HttpRequest, pk: UUID, position: int) -> HttpResponse:
    """Write a recommendation or propose a prescription at a question."""
    visit = visit_for(request, pk)
    form = MeasureInput(request.POST, visit=visit, auto_id=f"m{position}_%s")
    if not form.is_valid():
        return changed(request, visit, position, MEASURES, Trouble(form=form))
    try:
        answering.add_measure(visit, position, form.written(), actor=signed_in(request))
    except ChecklistAnswer.DoesNotExist as unknown:
        raise Http404("question") from unknown
    except Refused as reason:
        return not_taken(request, visit, position, MEASURES, reason)
    return changed(request, visit, position, MEASURES)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a measure before the protocol is drawn up."""
    measure = measure_for(request, pk)
    if reason := _closed_to(request, measure):
        return refused(request, measure.visit, reason)
    form = MeasureInput(request.POST or None, visit=measure.visit, measure=measure)
    if request.method != "POST" or not form.is_valid():
        return _page(request, measure, form)
    seen = form.cleaned_data["seen"]
    try:
        answering.edit_measure(measure, form.written(), actor=signed_in(request), seen=seen)
    except Refused as reason:
        return refused(request, measure.visit, reason)
    messages.success(request, _("The measure is saved."))
    return redirect(_place(measure))


def _page(request: HttpRequest, measure: Measure, form: MeasureInput) -> HttpResponse:
    context = {
        "measure": measure,
        "visit": measure.visit,
        "form": form,
        "close_url": _place(measure),
        "mark": answering.mark_of_measure(measure),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "inspections/visit_measure.html", context, status=status)


def _closed_to(request: HttpRequest, measure: Measure) -> Refused | None:
    """Why the person may not change the measure now; None when they may."""
    if not measure.visit.editable:
        return Stale(records.of(measure.visit).last())
    if answering.writer(measure.visit, signed_in(request)) is None:
        return NotYours([one.name for one in measure.visit.inspection.team])
    return None


def _place(measure: Measure) -> str:
    anchor = f"#{measure.answer.anchor}" if measure.answer else ""
    return f"{measure.visit.get_absolute_url()}{anchor}"


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a measure back before the protocol is drawn up."""
    measure = measure_for(request, pk)
    place, seen = _place(measure), request.POST.get("seen", "")
    try:
        answering.delete_measure(measure, actor=signed_in(request), seen=seen)
    except Refused as reason:
        return refused(request, measure.visit, reason)
    messages.success(request, _("The measure is deleted."))
    return redirect(place)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The director says what was done about a measure."""
    measure = measure_for(request, pk)
    form = ReplyInput(request.POST, auto_id=f"r{pk}_%s")
    if not form.is_valid():
        return show(request, measure.visit, {pk: Trouble(form=form)}, UNPROCESSABLE)
    given = form.cleaned_data
    try:
        evidence.reply(measure, given["reply"], actor=signed_in(request), seen=given["seen"])
    except Refused as reason:
        return refused(request, measure.visit, reason)
    messages.success(request, _("The reply is saved."))
    return redirect(f"{measure.visit.get_absolute_url()}#measure{pk}")
