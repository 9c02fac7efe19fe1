"""What was done by a plan: the list of facts, one entered, one withdrawn, its file."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plans import recording
from plans.fact_forms import FactForm, WithdrawForm
from plans.models import Activity, Fact, Plan
from plans.queries.facts import fact_list
from plans.shown import sees_drafts
from plans.views.fetching import plan_for, refused
from workflows import access, records, serving
from workflows.http import signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.typed import typed_in
from workflows.views import UNPROCESSABLE

TO_REPORT = "report"
"""What ``?to=`` says where facts are entered row after row from the report."""
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All facts of a plan, filtered by kind or by row."""
    plan = plan_for(request, pk)
    person = signed_in(request)
    recorder = recording.recorder_of(plan, person)
    context = {
        "plan": plan,
        "list": fact_list(plan, recorder, request.GET),
        "opens_files": sees_drafts(plan, person),
    }
    return render(request, "plans/facts.html", context)


@get_or_post
def add(request: HttpRequest, pk: UUID, identity: UUID) -> HttpResponse:
    """Enter what was done for a row."""
    plan = plan_for(request, pk)
    row = recording.row_of(plan, identity)
    if row is None:
        raise Http404(str(identity))
    kind = {"kind": request.GET.get("kind", "")}
    form = FactForm(request.POST or None, request.FILES or None, row=row, initial=kind)
    if reason := _refusal(plan, row, request):
        return refused(request, plan, reason, typed_in(form))
    if request.method != "POST" or not form.is_valid():
        return _page(request, plan, row, form)
    try:
        fact = recording.record(
            plan,
            identity,
            form.told(),
            actor=signed_in(request),
            file=form.cleaned_data["file"],
        )
    except (Stale, NotYours) as reason:
        return refused(request, plan, reason, typed_in(form))
    except Refused as reason:
        form.add_error(None, reason.sentence)
        return _page(request, plan, row, form)
    messages.success(request, _("The fact is entered."))
    if request.GET.get("to") == TO_REPORT:
        return redirect(_rows_without_record(plan))
    return redirect(f"{_back(plan, row)}#{fact.anchor}")


def _rows_without_record(plan: Plan) -> str:
    """The rows of the report of which nothing is reported yet."""
    return f"{reverse('plan_report', args=[plan.pk])}?silent=1"


def _refusal(plan: Plan, row: Activity, request: HttpRequest) -> Refused | None:
    """Why the person may not enter facts at the row now; None when they may."""
    if recording.recorder_of(plan, signed_in(request)).at(row) is None:
        right = recording.OF_THE_PLAN[-1]
        return NotYours([one.name for one in access.holders(right, plan.institution)])
    return None if recording.is_carried_out(plan) else Stale(records.of(plan).last())


def _back(plan: Plan, row: Activity) -> str:
    return f"{plan.get_absolute_url()}facts/?row={row.identity}"


def _page(request: HttpRequest, plan: Plan, row: Activity, form: FactForm) -> HttpResponse:
    from_report = request.GET.get("to") == TO_REPORT
    back = _rows_without_record(plan) if from_report else _back(plan, row)
    context = {"plan": plan, "row": row, "form": form, "back": back}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "plans/fact.html", context, status=status)


def _fact(plan: Plan, number: int) -> Fact:
    return get_object_or_404(plan.facts.select_related("record__actor"), pk=number)


@get_or_post
def withdraw(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Take a fact back with a reason; it stays to be seen."""
    plan = plan_for(request, pk)
    fact, form = _fact(plan, number), WithdrawForm(request.POST or None)
    row = recording.row_of(plan, fact.identity)
    if row is None or not fact.is_by_hand or fact.is_withdrawn:
        return refused(request, plan, Stale(records.of(plan).last()), typed_in(form))
    if reason := _refusal(plan, row, request):
        return refused(request, plan, reason, typed_in(form))
    if request.method != "POST" or not form.is_valid():
        context = {"plan": plan, "row": row, "fact": fact, "form": form, "back": _back(plan, row)}
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "plans/fact_withdraw.html", context, status=status)
    try:
        recording.withdraw(fact, form.cleaned_data["reason"], actor=signed_in(request))
    except Refused as reason:
        return refused(request, plan, reason, typed_in(form))
    messages.success(request, _("The fact is withdrawn: it counts no longer."))
    return redirect(f"{_back(plan, row)}#{fact.anchor}")


@require_safe
def file(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
    """The file of a fact, as a download, for the house: it may name people."""
    plan = plan_for(request, pk)
    fact = _fact(plan, number)
    if not fact.file or not sees_drafts(plan, signed_in(request)):
        raise Http404("file")
    return serving.as_download(fact.file, fact.file_name)
