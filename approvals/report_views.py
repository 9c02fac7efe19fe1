"""What everybody reads of a report once the council adopted it."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from approvals.adopting import for_the_public
from plans.models import Report
from plans.reporting.layout import paper
from plans.reporting.text import ReportText


@login_not_required
@require_safe
def public_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An adopted report, for everybody: the table without names of people."""
    adopted = Report.objects.exclude(adopted_on=None).filter(rejected_on=None)
    report = get_object_or_404(adopted.select_related("plan__institution"), plan=pk)
    text = ReportText.from_content(report.content or {})
    official = for_the_public(paper(report.plan.plan_kind, text))
    context = {"report": report, "plan": report.plan, "official": official}
    return render(request, "approvals/public_report.html", context)
