"""One step for several documents: each is taken by itself and reported by itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflows import gate
from workflows.display import Text
from workflows.flow import flow_of
from workflows.http import UNPROCESSABLE, signed_in
from workflows.refusals import Refused
from workflows.views.steps import document_for

MOST = 100


@dataclass(frozen=True)
class Outcome:
    """What became of one chosen row."""

    document: Any
    step: Text
    is_done: bool
    reason: Text = ""


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Take the chosen steps, at most 100, each in a transaction of its own.

    Every row is told of, also one that is no longer there: those before it are taken already.
    """
    picks = list(dict.fromkeys(request.POST.getlist("pick")))
    outcomes = [_taken(request, pick) for pick in picks[:MOST]]
    context = {
        "outcomes": outcomes,
        "done": sum(one.is_done for one in outcomes),
        "refused": sum(not one.is_done for one in outcomes),
        "left": len(picks[MOST:]),
        "most": MOST,
    }
    status = 200 if outcomes else UNPROCESSABLE
    return render(request, "workflows/bulk.html", context, status=status)


def _taken(request: HttpRequest, pick: str) -> Outcome:
    """Take the step of one row, ``kind:document:step:version`` as the page showed it."""
    try:
        kind, pk, step, version = _parts(pick)
        document = document_for(request, kind, pk)
        told = flow_of(document).steps[step]
    except (Http404, KeyError):
        return Outcome(None, "", is_done=False, reason=_("This row is no longer open to you."))
    if not told.formless:
        return Outcome(document, told.label, is_done=False, reason=_("This step has a form."))
    try:
        gate.perform(document, step, actor=signed_in(request), seen_version=version)
    except Refused as refused:
        return Outcome(document, told.label, is_done=False, reason=refused.sentence)
    return Outcome(document, told.done, is_done=True)


def _parts(pick: str) -> tuple[str, UUID, str, int]:
    try:
        kind, pk, step, version = pick.split(":")
        return kind, UUID(pk), step, int(version)
    except ValueError as wrong:
        raise Http404(pick) from wrong
