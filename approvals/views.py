"""Pages of the council: decisions, one decision, the count before it is recorded."""

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_POST, require_safe

from approvals import queries
from approvals.models import Decision
from approvals.papers import extract_of
from approvals.proposing import on_paper, proposal_of
from approvals.protocol import protocol_of
from approvals.states import Majority
from approvals.vote_forms import DecisionForm
from plans.models import Plan
from plans.reporting import drafts
from plans.states import PlanKind
from plans.writing.formats import OF_TEXT, as_file
from workflows import access
from workflows.flow import flow_of
from workflows.http import signed_in
from workflows.steps import form_of, missing_for


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Decisions on the plans that are open to the person, and plans that wait for one."""
    listed = queries.decision_list(signed_in(request), request.GET)
    return render(request, "approvals/decision_list.html", {"list": listed})


@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision: the vote, to whom it was sent, the terms that run."""
    person = signed_in(request)
    rows = queries.decisions_open_to(person).select_related(
        "plan__agreed_by", "recorded_by", "report"
    )
    found: Decision = get_object_or_404(rows.prefetch_related("dispatches"), pk=pk)
    offered, running = queries.offers_of(found, person), queries.clocks_of_act(found)
    context = {
        "decision": found,
        "plan": found.plan,
        "badge": queries.badge(found),
        "vote": queries.vote_of(queries.count_of(found), Majority(found.majority)),
        "majority": Majority(found.majority).label,
        "clocks": running,
        "addressees": queries.addressees_of(found, running, offered),
        "offers": [offer for offer in offered if offer.step.name not in {"dispatch", "receive"}],
        "others": found.plan.decisions.exclude(pk=found.pk).select_related("session"),
    }
    return render(request, "approvals/decision.html", context)


@require_safe
def extract(request: HttpRequest, pk: int, suffix: str) -> FileResponse:
    """The extract of a decision as a file, in the language of the office."""
    found = get_object_or_404(queries.decisions_open_to(signed_in(request)), pk=pk)
    with translation.override(settings.LANGUAGE_CODE):
        return as_file(extract_of(found), f"reshenie-{found.number}-{found.year}", suffix)


@require_safe
def protocol(request: HttpRequest, pk: int, suffix: str) -> FileResponse:
    """The protocol of the session of a decision, as far as it is kept and open to the person."""
    open_to_them = queries.decisions_open_to(signed_in(request))
    session = get_object_or_404(open_to_them, pk=pk).session
    points = open_to_them.filter(session=session)
    name = f"protokol-{session.protocol_number}-{session.year}"
    with translation.override(settings.LANGUAGE_CODE):
        return as_file(protocol_of(session, list(points)), name.replace("/", "-"), suffix)


@require_safe
def report_proposal(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The mayor's доклад and the draft decision on the report; ``?file=docx``: to be edited."""
    person = signed_in(request)
    rows = Plan.objects.open_to(person).select_related("institution", "council")
    plan: Plan = get_object_or_404(rows, pk=pk, plan_kind=PlanKind.MUNICIPAL)
    report = drafts.shown_to(plan, person)
    if report is None:
        raise Http404("report")
    proposal = proposal_of(plan, report, timezone.localdate())
    if (suffix := request.GET.get("file")) in OF_TEXT:
        name = f"{plan.institution.code}-proposal-{report.until.isoformat()}"
        return as_file(on_paper(plan, proposal), name, suffix, is_draft=True)
    context = {"plan": plan, "proposal": proposal, "formats": OF_TEXT}
    return render(request, "approvals/report_proposal.html", context)


@require_POST
def count_preview(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """Show what the numbers entered come to; nothing is recorded."""
    person = signed_in(request)
    plan: Plan = get_object_or_404(Plan.objects.open_to(person), pk=pk)
    told = flow_of(plan).steps.get(step)
    if told is None or not issubclass(form_of(told), DecisionForm):
        raise Http404(step)
    if access.may(person, told, plan) is None:
        raise Http404(step)
    form = form_of(told)(request.POST, document=plan, person=person, told=told)
    if request.headers.get("HX-Request"):
        return render(request, "approvals/_count.html", {"form": form})
    context = {
        "document": plan,
        "told": told,
        "form": form,
        "missing": missing_for(told, plan, person),
        "action": f"{plan.get_absolute_url()}steps/{step}/",
        "close_url": plan.get_absolute_url(),
    }
    return render(request, "workflows/step.html", context)
