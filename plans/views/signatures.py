"""A signed PDF is attached to the step that it was signed for; one that is attached is opened."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plans.forms import SignedForm
from plans.models import Plan
from plans.printing import stands
from plans.queries.standing import revision_or_404, revisions_open_to
from plans.reading import Unreadable
from plans.signing import attaching
from plans.signing.configured import trusted_roots
from plans.views.fetching import plan_for, refused
from workflows import records, serving
from workflows.http import not_yours, signed_in
from workflows.models import Record
from workflows.queries.course import moves_of
from workflows.refusals import NotYours, Refused, Stale
from workflows.telling import done
from workflows.views import UNPROCESSABLE


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, pk: UUID, sequence: int) -> HttpResponse:
    """The form for a signed PDF, and what becomes of one that is sent."""
    plan = plan_for(request, pk)
    step = _step(request, plan, sequence)
    if not stands(step, moves_of(plan)):
        return refused(request, plan, Stale(records.of(plan).last()))
    if not attaching.may_attach(step, signed_in(request)):
        return _not_yours(request, step)
    form = SignedForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method != "POST" or not form.is_valid():
        return _page(request, plan, step, form)
    return _attached(request, plan, step, form)


def _attached(request: HttpRequest, plan: Plan, step: Record, form: SignedForm) -> HttpResponse:
    file, actor = form.cleaned_data["file"], signed_in(request)
    try:
        kept = attaching.attach(plan, step.sequence, file, actor=actor)
    except Stale as reason:
        return refused(request, plan, reason)
    except NotYours:
        return _not_yours(request, step)
    except (Refused, Unreadable) as reason:
        form.add_error("file", str(reason))
        return _page(request, plan, step, form)
    messages.success(request, _("The signed file is attached."))
    return redirect(f"{plan.get_absolute_url()}#{kept.anchor}")


def _step(request: HttpRequest, plan: Plan, sequence: int) -> Record:
    """The signing step of a version that is open to the person; else 404."""
    step = attaching.signed_step(plan, moves_of(plan), sequence)
    if step is None:
        raise Http404(str(sequence))
    revision_or_404(revisions_open_to(plan, signed_in(request)), step.revision or 0)
    return step


def _not_yours(request: HttpRequest, step: Record) -> HttpResponse:
    who = {"who": step.actor.name if step.actor else ""}
    return not_yours(request, _("A signed file is attached by who took the step: %(who)s.") % who)


def _page(request: HttpRequest, plan: Plan, step: Record, form: SignedForm) -> HttpResponse:
    context = {
        "plan": plan,
        "step": step,
        "what": done(plan, step.step),
        "form": form,
        "has_roots": bool(trusted_roots()),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "plans/signature.html", context, status=status)


@require_safe
def file(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
    """A signed file, as a download, for the houses between which the paper goes."""
    plan = plan_for(request, pk)
    found = plan.signed_files.select_related("step__post__institution")
    kept = get_object_or_404(found, pk=number)
    step = _step(request, plan, kept.step.sequence)
    if not attaching.may_open(plan, step, signed_in(request)):
        raise Http404("file")
    return serving.as_download(kept.file, kept.name)
