"""Pages of the council about a report: its adoption recorded, and what the public reads then."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from approvals.adopting import (
    Adoption,
    adopt,
    adopter,
    awaits_adoption,
    for_the_public,
    not_yours,
)
from plans.models import Report
from plans.reporting.layout import paper
from plans.reporting.text import ReportText
from plans.views.fetching import plan_for, refused
from workflows import records
from workflows.http import signed_in
from workflows.refusals import Refused, Stale
from workflows.typed import typed_in
from workflows.views import UNPROCESSABLE
from workflows.widgets import DAYS, DayInput


class AdoptionForm(forms.Form):
    """The decision on a report, its protocol and the day of the session."""

    decision_number = forms.CharField(label=gettext_lazy("Decision №"), max_length=20)
    protocol_number = forms.CharField(label=gettext_lazy("Protocol №"), max_length=60)
    on = forms.DateField(label=gettext_lazy("Session of"), widget=DayInput(), validators=DAYS)

    def clean_on(self) -> Any:
        """What has not happened is not recorded."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("The day cannot be in the future."))
        return self.cleaned_data["on"]


@require_http_methods(["GET", "HEAD", "POST"])
def report_adoption(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record by which decision the council adopted the report."""
    plan, form = plan_for(request, pk), AdoptionForm(request.POST or None)
    if adopter(plan, signed_in(request)) is None:
        return refused(request, plan, not_yours(plan), typed_in(form))
    if awaits_adoption(plan) is None:
        return refused(request, plan, Stale(records.of(plan).last()), typed_in(form))
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        context = {"plan": plan, "form": form}
        return render(request, "approvals/report_adoption.html", context, status=status)
    try:
        adopt(plan, Adoption(**form.cleaned_data), actor=signed_in(request))
    except Refused as reason:
        return refused(request, plan, reason, typed_in(form))
    messages.success(request, _("The adoption of the report is recorded: the public reads it now."))
    return redirect("plan_report", plan.pk)


@login_not_required
@require_safe
def public_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An adopted report, for everybody: the table without names of people."""
    adopted = Report.objects.exclude(adopted_on=None).select_related("plan__institution")
    report = get_object_or_404(adopted, plan=pk)
    text = ReportText.from_content(report.content or {})
    official = for_the_public(paper(report.plan.plan_kind, text))
    context = {"report": report, "plan": report.plan, "official": official}
    return render(request, "approvals/public_report.html", context)
