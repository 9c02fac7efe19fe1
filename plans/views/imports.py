"""A document on its way to become a plan: brought, read, reviewed, confirmed."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from institutions.models import Person
from plans import answering, deciding, importing, unfinished
from plans.forms import ImportForm
from plans.importing import ImportNotYours, ImportRefused
from plans.models import Import, ImportStatus, Plan
from plans.queries.importing import Show, imports_open_to, review_of
from plans.reading import Unreadable
from plans.reading.known_headings import USUAL
from plans.shown import may_prepare
from plans.views.fetching import refused
from workflows.http import not_yours, page_of, signed_in
from workflows.refusals import Refused
from workflows.views import UNPROCESSABLE

UNDER_WAY = (ImportStatus.WAITING, ImportStatus.READING)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Bring a document: a new plan, or with ``?plan=`` a corrected file of one."""
    person, plan = signed_in(request), _plan(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, instead = ImportForm(*sent, person=person, plan=plan), None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_started(form, person, plan))
        except Unreadable as reason:
            form.add_error("file", str(reason))
        except ImportRefused as reason:
            form.add_error("file", str(reason))
            instead = reason.plan
    left = imports_open_to(person).exclude(status=ImportStatus.DONE)
    context = {"form": form, "plan": plan, "instead": instead, "page": page_of(request, left)}
    return render(
        request, "plans/import_new.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _started(form: ImportForm, person: Person, plan: Plan | None) -> Import:
    file, institution = form.cleaned_data["file"], form.cleaned_data["institution"]
    return importing.start_import(
        file.name, file.read(), institution=institution, person=person, plan=plan
    )


def _plan(request: HttpRequest) -> Plan | None:
    """The plan that gets a corrected file, when the address names one that the person prepares."""
    value = request.GET.get("plan")
    if not value:
        return None
    try:
        pk = UUID(value)
    except ValueError as fault:
        raise Http404(value) from fault
    person = signed_in(request)
    plan: Plan = get_object_or_404(Plan.objects.open_to(person), pk=pk)
    if not may_prepare(plan, person) or not plan.editable:
        raise Http404(value)
    return plan


def _import(request: HttpRequest, pk: UUID) -> Import:
    found: Import = get_object_or_404(imports_open_to(signed_in(request)), pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Progress while the file is read; then the original beside the rows; POST keeps decisions."""
    found = _import(request, pk)
    if request.method == "POST":
        try:
            return _answered(request, found)
        except ImportNotYours as reason:
            return not_yours(request, str(reason))
    if found.status in UNDER_WAY:
        return render(request, "plans/import_reading.html", {"import": found})
    if found.status != ImportStatus.READ:
        return render(request, "plans/import_over.html", {"import": found})
    show = Show.asked(request.GET.get("show"))
    context = {
        "import": found,
        "review": review_of(found, show),
        "show": show,
        "at": request.GET.get("at", ""),
        "opened": _row(request.GET.get("row")),
        "heads": [(column.value, words) for column, words in USUAL.items()],
    }
    return render(request, "plans/import.html", context)


def _row(asked: str | None) -> int | None:
    return int(asked) if asked and deciding.is_index(asked) else None


def _answered(request: HttpRequest, found: Import) -> HttpResponse:
    """Keep what was written, whatever button was pressed; then do what the button says."""
    person, sent = signed_in(request), request.POST
    deciding.keep_decisions(found, deciding.decisions_in(sent), actor=person)
    place = answering.answer(found, sent, actor=person)
    if not place.said:
        messages.success(request, _("What you decided is kept."))
    query = {name: value for name, value in place.query.items() if value}
    asked = f"?{urlencode(query)}" if query else ""
    return redirect(f"{found.get_absolute_url()}{asked}{place.fragment}")


@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the reading is; when it ends, the page is told to show the rows."""
    found = _import(request, pk)
    if found.status not in UNDER_WAY:
        return HttpResponseClientRefresh()
    return render(request, "plans/_import_progress.html", {"import": found})


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the plan, or the next revision of it. Decisions sent with the button are kept first."""
    found, person = _import(request, pk), signed_in(request)
    try:
        deciding.keep_decisions(found, deciding.decisions_in(request.POST), actor=person)
        plan = importing.confirm(found, person)
    except ImportRefused as reason:
        messages.error(request, str(reason))
        return redirect(found)
    except Refused as reason:
        if found.plan is None:
            raise
        return refused(request, found.plan, reason)
    messages.success(request, _("The plan is imported."))
    return redirect(plan)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw an import away with its file, after the question whether that is meant."""
    found, person = _import(request, pk), signed_in(request)
    try:
        if request.method == "POST":
            unfinished.discard(found, actor=person)
            messages.success(request, _("“%(name)s” is discarded.") % {"name": found.name})
            return redirect("import_new")
        importing.capacity_for(person, found.institution, found.plan)
    except ImportNotYours as reason:
        return not_yours(request, str(reason))
    except ImportRefused as reason:
        messages.error(request, str(reason))
        return redirect(found)
    return render(request, "plans/import_discard.html", {"import": found})
