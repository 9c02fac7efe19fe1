"""Rows of a draft edited, added and deleted; remarks answered.

What was typed is never lost: who comes too late reads it beside what now stands and decides.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from institutions.rights import Right
from plans import editing
from plans.editing import MovedOn
from plans.forms import AnswerForm, DeleteForm, RowForm, SeenForm
from plans.models import Activity, Plan, Remark
from plans.queries import conflict
from plans.queries.conflict import Conflict
from plans.shown import may_prepare
from plans.views.fetching import plan_for, refused
from workflows import access, records
from workflows.http import signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.typed import typed_in
from workflows.views import CONFLICT, UNPROCESSABLE

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _refusal(request: HttpRequest, plan: Plan) -> Refused | None:
    """Why the person may not change the text now; None when they may."""
    if not may_prepare(plan, signed_in(request)):
        return NotYours([one.name for one in access.holders(Right.PREPARE_PLAN, plan.institution)])
    return None if plan.editable else Stale(records.of(plan).last())


def _row(plan: Plan, identity: UUID) -> Activity | None:
    rows = plan.latest.activities.select_related("section", "inspection")
    found: Activity | None = rows.filter(identity=identity).first()
    return found


def _asks_for_a_page(request: HttpRequest, form: SeenForm) -> bool:
    """Whether there is nothing to be saved yet: no form was sent, a late one or a wrong one."""
    return request.method != "POST" or form.is_behind or not form.is_valid()


def _status(form: SeenForm, met: Conflict | None) -> int:
    """After the conflict is worked out the form names what stands now: it can be sent again."""
    if met is None:
        return UNPROCESSABLE if form.errors else 200
    form.catch_up()
    return CONFLICT


@get_or_post
def edit(request: HttpRequest, pk: UUID, identity: UUID) -> HttpResponse:
    """Change the cells of a row."""
    plan = plan_for(request, pk)
    row = _row(plan, identity)
    form = RowForm(request.POST or None, plan=plan, row=row)
    if reason := _refusal(request, plan):
        return refused(request, plan, reason, typed_in(form))
    if row is None:
        return _gone(request, form, identity)
    if _asks_for_a_page(request, form):
        met = conflict.at_row(form, identity, is_gone=False) if form.is_behind else None
        return _row_page(request, form, met)
    return _edited(request, form, row)


def _edited(request: HttpRequest, form: RowForm, row: Activity) -> HttpResponse:
    change, why = form.change(signed_in(request)), form.cleaned_data["reason"]
    try:
        editing.edit_row(change, row.identity, form.row_text(), why)
    except MovedOn:
        return edit(request, form.plan.pk, row.identity)
    except Refused as reason:
        return refused(request, form.plan, reason, typed_in(form))
    messages.success(request, _("The row is saved."))
    return redirect(f"{form.plan.get_absolute_url()}#{row.anchor}")


def _gone(request: HttpRequest, form: RowForm, identity: UUID) -> HttpResponse:
    """The row was taken out while somebody wrote in it: it can be added anew."""
    if not form.is_bound:
        raise Http404(str(identity))
    return _row_page(request, form, conflict.at_row(form, identity, is_gone=True))


@get_or_post
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a row."""
    plan = plan_for(request, pk)
    form = RowForm(request.POST or None, plan=plan)
    if reason := _refusal(request, plan):
        return refused(request, plan, reason, typed_in(form))
    if _asks_for_a_page(request, form):
        return _row_page(request, form, conflict.at_plan(form) if form.is_behind else None)
    change, why = form.change(signed_in(request)), form.cleaned_data["reason"]
    try:
        identity = editing.add_row(change, form.row_text(), why)
    except MovedOn:
        return add(request, pk)
    except Refused as reason:
        return refused(request, plan, reason, typed_in(form))
    messages.success(request, _("The row is added."))
    return redirect(f"{plan.get_absolute_url()}#{Activity(identity=identity).anchor}")


def _row_page(
    request: HttpRequest,
    form: RowForm,
    met: Conflict | None = None,
    deleting: DeleteForm | None = None,
) -> HttpResponse:
    plan, row = form.plan, form.row
    remarks = plan.remarks.filter(identity=row.identity).select_related("author") if row else ()
    if row and deleting is None:
        deleting = DeleteForm(plan=plan, row=row, auto_id="delete_%s")
    sent = deleting if deleting and deleting.is_bound else form
    status = _status(sent, met)
    context = {
        "plan": plan,
        "row": row,
        "form": form,
        "met": met,
        "remarks": remarks,
        "deleting": deleting,
    }
    return render(request, "plans/row.html", context, status=status)


@require_POST
def delete(request: HttpRequest, pk: UUID, identity: UUID) -> HttpResponse:
    """Take a row out of the text."""
    plan = plan_for(request, pk)
    row = _row(plan, identity)
    form = DeleteForm(request.POST, plan=plan, row=row, auto_id="delete_%s")
    if reason := _refusal(request, plan):
        return refused(request, plan, reason, typed_in(form))
    if row is None:
        return refused(request, plan, Stale(editing.last_change_of(plan, identity)))
    if _asks_for_a_page(request, form):
        met = conflict.at_row(form, identity, is_gone=False) if form.is_behind else None
        return _row_page(request, RowForm(plan=plan, row=row), met, form)
    try:
        editing.delete_row(form.change(signed_in(request)), identity, form.cleaned_data["reason"])
    except MovedOn:
        return delete(request, pk, identity)
    except Refused as reason:
        return refused(request, plan, reason, typed_in(form))
    messages.success(request, _("The row is deleted; earlier versions keep it."))
    return redirect(plan)


@get_or_post
def answer(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Say what was done about a remark."""
    plan = plan_for(request, pk)
    remark: Remark = get_object_or_404(plan.remarks.select_related("author"), pk=number)
    form = AnswerForm(request.POST or None, plan=plan, remark=remark)
    reason = _refusal(request, plan) or (None if remark.is_open else Stale(records.of(plan).last()))
    if reason:
        return refused(request, plan, reason, typed_in(form))
    if _asks_for_a_page(request, form):
        return _answer_page(request, form, remark)
    try:
        change = form.change(signed_in(request))
        editing.answer_remark(change, remark, form.cleaned_data["answer"])
    except MovedOn:
        return answer(request, pk, number)
    except Refused as refusal:
        return refused(request, plan, refusal, typed_in(form))
    messages.success(request, _("The answer is saved."))
    return redirect(f"{plan.get_absolute_url()}#remark-{remark.pk}")


def _answer_page(request: HttpRequest, form: AnswerForm, remark: Remark) -> HttpResponse:
    plan = form.plan
    judged = plan.revisions.filter(number=remark.revision).first()
    met = conflict.at_remark(form, remark) if form.is_behind else None
    status = _status(form, met)
    context = {
        "plan": plan,
        "remark": remark,
        "form": form,
        "met": met,
        "judged": remark.row_in(judged) if judged else None,
        "present": remark.row_in(plan.latest),
    }
    return render(request, "plans/answer.html", context, status=status)
