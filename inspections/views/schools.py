"""Which schools an inspection goes to: matched, chosen, removed, entered in the register."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inspections import choosing
from inspections.choosing import ChoiceRefused
from inspections.entry_forms import ChosenForm, RegisterForm, SeenForm
from inspections.models import Inspection, Target
from inspections.queries.page import may_choose
from inspections.states import InspectionState
from inspections.views.fetching import inspection_for, refused
from inspections.views.inspections import render_inspection
from institutions.rights import Right
from workflows import access, records
from workflows.http import UNPROCESSABLE, signed_in
from workflows.refusals import NotYours, Refused, Stale


def _target(inspection: Inspection, number: int) -> Target:
    found: Target = get_object_or_404(inspection.targets, pk=number)
    # The page's own row: the service reads it again under the lock.
    found.inspection = inspection
    return found


def _done(
    request: HttpRequest, inspection: Inspection, change: Callable[[], object], said: str
) -> HttpResponse:
    """Do a change of the schools and come back to them, or say why not."""
    try:
        change()
    except ChoiceRefused as reason:
        return render_inspection(request, inspection, reason.sentence, UNPROCESSABLE)
    except Refused as reason:
        return refused(request, inspection, reason)
    messages.success(request, said)
    return redirect(f"{inspection.get_absolute_url()}#schools")


def _unreadable(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """A form that no page of ours sends; who may not choose learns that and nothing else."""
    if reason := refusal(request, inspection):
        return refused(request, inspection, reason)
    sentence = _("Choose an institution of the register.")
    return render_inspection(request, inspection, sentence, UNPROCESSABLE)


def refusal(request: HttpRequest, inspection: Inspection) -> Refused | None:
    """Why the person may not choose schools now; None when they may."""
    if may_choose(inspection, signed_in(request)):
        return None
    if inspection.state != InspectionState.PROPOSED:
        return Stale(records.of(inspection).last())
    holders = access.holders(Right.PLAN_INSPECTIONS, inspection.authority)
    return NotYours([person.name for person in holders])


@require_POST
def match(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Say which institution a listed name means."""
    inspection = inspection_for(request, pk)
    target = _target(inspection, number)
    form = ChosenForm(request.POST, inspection=inspection)
    if not form.is_valid():
        return _unreadable(request, inspection)
    meant, seen = form.cleaned_data["institution"], form.cleaned_data["seen_version"]
    return _done(
        request,
        inspection,
        lambda: choosing.match(target, meant, actor=signed_in(request), seen_version=seen),
        _("„%(name)s“ is %(school)s.") % {"name": target.printed, "school": meant.full_name},
    )


@require_POST
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a school of the register."""
    inspection = inspection_for(request, pk)
    form = ChosenForm(request.POST, inspection=inspection)
    if not form.is_valid():
        return _unreadable(request, inspection)
    chosen, seen = form.cleaned_data["institution"], form.cleaned_data["seen_version"]
    return _done(
        request,
        inspection,
        lambda: choosing.choose(inspection, chosen, actor=signed_in(request), seen_version=seen),
        _("%(school)s is added.") % {"school": chosen.full_name},
    )


@require_POST
def remove(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Take a school out."""
    inspection = inspection_for(request, pk)
    target = _target(inspection, number)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _unreadable(request, inspection)
    seen = form.cleaned_data["seen_version"]
    return _done(
        request,
        inspection,
        lambda: choosing.remove(target, actor=signed_in(request), seen_version=seen),
        _("„%(name)s“ is removed.") % {"name": target.printed},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Enter in the register an institution that it lacks."""
    inspection = inspection_for(request, pk)
    target = _target(inspection, number)
    if reason := refusal(request, inspection):
        return refused(request, inspection, reason)
    form = RegisterForm(request.POST or None, inspection=inspection, target=target)
    if request.method == "POST" and form.is_valid():
        return _register(request, inspection, target, form)
    return _register_page(request, inspection, target, form)


def _register(
    request: HttpRequest, inspection: Inspection, target: Target, form: RegisterForm
) -> HttpResponse:
    try:
        entered = choosing.register_new(
            target,
            above=form.cleaned_data["above"],
            actor=signed_in(request),
            entry=form.entry(),
            seen_version=form.cleaned_data["seen_version"],
        )
    except ChoiceRefused as reason:
        form.add_error(None, reason.sentence)
        return _register_page(request, inspection, target, form)
    except Refused as reason:
        return refused(request, inspection, reason)
    messages.success(request, _("%(school)s is in the register.") % {"school": entered.full_name})
    return redirect(f"{inspection.get_absolute_url()}#schools")


def _register_page(
    request: HttpRequest, inspection: Inspection, target: Target, form: RegisterForm
) -> HttpResponse:
    context = {"inspection": inspection, "target": target, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "inspections/register.html", context, status=status)
