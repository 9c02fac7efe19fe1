"""Rows of a draft edited, added and deleted; remarks answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from institutions.rights import Right
from plans import editing
from plans.editing import Change
from plans.forms import AnswerForm, DeleteForm, RowForm, SeenForm
from plans.models import Activity, Plan, Remark
from plans.shown import may_prepare
from plans.views.fetching import plan_for, refused
from workflows import access, records
from workflows.http import signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import UNPROCESSABLE

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _refusal(request: HttpRequest, plan: Plan) -> Refused | None:
    """Why the person may not change the text now; None when they may."""
    if not may_prepare(plan, signed_in(request)):
        return NotYours([one.name for one in access.holders(Right.PREPARE_PLAN, plan.institution)])
    return None if plan.editable else Stale(records.of(plan).last())


def _change(request: HttpRequest, plan: Plan, form: SeenForm) -> Change:
    return Change(plan, signed_in(request), form.cleaned_data["seen_version"])


def _row(plan: Plan, identity: UUID) -> Activity:
    rows = plan.latest.activities.select_related("section", "inspection")
    row: Activity = get_object_or_404(rows, identity=identity)
    return row


@get_or_post
def edit(request: HttpRequest, pk: UUID, identity: UUID) -> HttpResponse:
    """Change the cells of a row."""
    plan = plan_for(request, pk)
    if reason := _refusal(request, plan):
        return refused(request, plan, reason)
    row = _row(plan, identity)
    form = RowForm(request.POST or None, plan=plan, row=row)
    if request.method != "POST" or not form.is_valid():
        return _row_page(request, form)
    try:
        editing.edit_row(
            _change(request, plan, form), identity, form.row_text(), form.cleaned_data["reason"]
        )
    except Refused as reason:
        return refused(request, plan, reason)
    messages.success(request, _("The row is saved."))
    return redirect(f"{plan.get_absolute_url()}#{row.anchor}")


@get_or_post
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a row."""
    plan = plan_for(request, pk)
    if reason := _refusal(request, plan):
        return refused(request, plan, reason)
    form = RowForm(request.POST or None, plan=plan)
    if request.method != "POST" or not form.is_valid():
        return _row_page(request, form)
    try:
        identity = editing.add_row(
            _change(request, plan, form), form.row_text(), form.cleaned_data["reason"]
        )
    except Refused as reason:
        return refused(request, plan, reason)
    messages.success(request, _("The row is added."))
    return redirect(f"{plan.get_absolute_url()}#{Activity(identity=identity).anchor}")


def _row_page(request: HttpRequest, form: RowForm) -> HttpResponse:
    plan, row = form.plan, form.row
    remarks = plan.remarks.filter(identity=row.identity).select_related("author") if row else ()
    context = {
        "plan": plan,
        "row": row,
        "form": form,
        "remarks": remarks,
        "deleting": DeleteForm(plan=plan, auto_id="delete_%s") if row else None,
    }
    return render(request, "plans/row.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def delete(request: HttpRequest, pk: UUID, identity: UUID) -> HttpResponse:
    """Take a row out of the text."""
    plan = plan_for(request, pk)
    if reason := _refusal(request, plan):
        return refused(request, plan, reason)
    row = _row(plan, identity)
    form = DeleteForm(request.POST, plan=plan, auto_id="delete_%s")
    if not form.is_valid():
        context = {"plan": plan, "row": row, "form": RowForm(plan=plan, row=row), "deleting": form}
        return render(request, "plans/row.html", context, status=UNPROCESSABLE)
    try:
        editing.delete_row(_change(request, plan, form), identity, form.cleaned_data["reason"])
    except Refused as reason:
        return refused(request, plan, reason)
    messages.success(request, _("The row is deleted; earlier versions keep it."))
    return redirect(plan)


@get_or_post
def answer(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Say what was done about a remark."""
    plan = plan_for(request, pk)
    remark: Remark = get_object_or_404(plan.remarks.select_related("author"), pk=number)
    reason = _refusal(request, plan) or (None if remark.is_open else Stale(records.of(plan).last()))
    if reason:
        return refused(request, plan, reason)
    form = AnswerForm(request.POST or None, plan=plan, remark=remark)
    if request.method != "POST" or not form.is_valid():
        return _answer_page(request, form, remark)
    try:
        editing.answer_remark(_change(request, plan, form), remark, form.cleaned_data["answer"])
    except Refused as refusal:
        return refused(request, plan, refusal)
    messages.success(request, _("The answer is saved."))
    return redirect(f"{plan.get_absolute_url()}#remark-{remark.pk}")


def _answer_page(request: HttpRequest, form: AnswerForm, remark: Remark) -> HttpResponse:
    plan = form.plan
    judged = plan.revisions.filter(number=remark.revision).first()
    context = {
        "plan": plan,
        "remark": remark,
        "form": form,
        "judged": remark.row_in(judged) if judged else None,
        "present": remark.row_in(plan.latest),
    }
    return render(
        request, "plans/answer.html", context, status=UNPROCESSABLE if form.errors else 200
    )
