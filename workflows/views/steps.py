"""One view for every step of every flow."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from workflows import access, gate, place, records
from workflows.flow import Step, flow_of, model_of
from workflows.forms import StepForm
from workflows.http import not_yours, opened_by, signed_in
from workflows.refusals import NotReady, NotYours, Stale
from workflows.steps import form_of, missing_for, refusal
from workflows.telling import done, outcome
from workflows.typed import Typed

CONFLICT = 409
UNPROCESSABLE = 422


def document_for(request: HttpRequest, kind: str, pk: UUID) -> Any:
    """The document, when it exists for the person who asks; else 404."""
    try:
        model = model_of(kind)
    except KeyError as unknown:
        raise Http404(kind) from unknown
    return opened_by(request, model.objects.all(), pk)


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: HttpRequest, kind: str, pk: UUID, step: str) -> HttpResponse:
    """Show the form of a step, or take it."""
    document = document_for(request, kind, pk)
    told = flow_of(document).steps.get(step)
    if told is None:
        raise Http404(step)
    form = _form(request, document, told)
    if request.method != "POST":
        return _page(request, document, told, form)
    if not form.is_valid():
        return _page(request, document, told, form, status=UNPROCESSABLE)
    return _perform(request, document, told, form)


def _form(request: HttpRequest, document: Any, told: Step) -> StepForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return form_of(told)(*sent, document=document, person=signed_in(request), told=told)


def _perform(request: HttpRequest, document: Any, told: Step, form: StepForm) -> HttpResponse:
    actor, cleaned = signed_in(request), form.cleaned_data
    try:
        record = gate.perform(
            document,
            form.step_to_take(),
            actor=actor,
            seen_version=cleaned["seen_version"],
            on=cleaned.get("on"),
            note=cleaned.get("note", ""),
            **form.facts(),
        )
    except Stale as refused:
        return stale(request, document, refused, form.typed())
    except NotYours as refused:
        return not_yours(request, refused.sentence, form.typed())
    except NotReady as refused:
        for reason in refused.unmet:
            form.add_error(None, str(reason))
        return _page(request, document, told, form, status=UNPROCESSABLE)
    sentences = (form.result(), outcome(document, record.step, actor))
    messages.success(request, " ".join(one for one in sentences if one))
    return redirect(place.after(request, document))


def stale(
    request: HttpRequest, document: Any, refused: Stale, typed: Sequence[Typed] = ()
) -> HttpResponse:
    """Somebody was faster: who, when, what was typed, the way to the document as it is now."""
    last = refused.last
    context = {
        "document": document,
        "last": last,
        "done": done(document, last.step) if last else "",
        "reason": refused.sentence,
        "typed": typed,
    }
    return render(request, "409.html", context, status=CONFLICT)


def _page(
    request: HttpRequest, document: Any, told: Step, form: StepForm, status: int = 200
) -> HttpResponse:
    """The step's own page: what works without a dialog and without JavaScript."""
    person = signed_in(request)
    # Asked of what was sent badly too: a form is shown to nobody who may not take the step.
    if document.state not in told.sources:
        return stale(request, document, Stale(records.of(document).last()), form.typed())
    form.capacity = access.may(person, told, document)
    if form.capacity is None:
        return not_yours(request, refusal(person, told, document).sentence, form.typed())
    context = {
        "document": document,
        "told": told,
        "form": form,
        "missing": missing_for(told, document, person),
        "action": f"{request.path}{place.kept(request)}",
        "close_url": f"{document.get_absolute_url()}{place.kept(request)}",
    }
    return render(request, "workflows/step.html", context, status=status)
