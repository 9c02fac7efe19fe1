"""Asking for opinions, giving them, and the page of somebody outside who has only a link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from workflows import access, opinions, place
from workflows.http import UNPROCESSABLE, not_yours, signed_in
from workflows.models import OpinionRequest
from workflows.opinion_forms import AskForm, GiveForm
from workflows.opinions import Over
from workflows.refusals import NotYours, Stale
from workflows.views.steps import document_for, stale

GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_ask(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Enter who is asked for an opinion on the document."""
    document = document_for(request, kind, pk)
    asks, actor = opinions.asks_of(document), signed_in(request)
    if asks is None or opinions.may_ask(document, actor) is None:
        return not_yours(request, _("Opinions on this document are asked for by another post."))
    form = AskForm(
        request.POST or None,
        asks=asks,
        place=getattr(document, asks.at),
        initial={"seen_version": document.version},
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            opinions.ask(document, form.entered(), form.asked(), actor=actor, seen_version=seen)
        except Stale as refused:
            return stale(request, document, refused)
        except NotYours as refused:
            return not_yours(request, refused.sentence)
        messages.success(request, _("Those asked are told."))
        return redirect(document)
    context = {"document": document, "form": form, "basis": asks.basis}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "workflows/opinion_ask.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_give(request: HttpRequest, kind: str, pk: UUID, number: int) -> HttpResponse:
    """Give an opinion that one's post was asked for."""
    document, actor = document_for(request, kind, pk), signed_in(request)
    rows = OpinionRequest.objects.select_related("round__opened_by", "place")
    asked = get_object_or_404(rows.filter(email="", round__document_id=document.pk), pk=number)
    capacity = opinions.may_give(asked, actor)
    if capacity is None:
        people = access.people_in(asked.posts, "give_opinion")
        return not_yours(request, NotYours([one.name for one in people]).sentence)
    form = GiveForm(request.POST or None)
    vars(form)["capacity"] = capacity
    if request.method == "POST" and form.is_valid():
        try:
            opinions.give(asked, **form.cleaned_data, actor=actor)
        except Over as refused:
            messages.error(request, refused.sentence)
        except NotYours as refused:
            return not_yours(request, refused.sentence)
        else:
            messages.success(request, _("The opinion is given."))
        return redirect(place.after(request, document))
    context = {"document": document, "asked": asked, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "workflows/opinion_give.html", context, status=status)


@require_POST
def opinion_withdraw(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Take back the open round of the document."""
    document = document_for(request, kind, pk)
    seen = request.POST.get("seen_version", "")
    try:
        version = int(seen) if seen.isdecimal() else -1
        opinions.withdraw(document, actor=signed_in(request), seen_version=version)
    except Stale as refused:
        return stale(request, document, refused)
    except NotYours as refused:
        return not_yours(request, refused.sentence)
    messages.success(request, _("The request for opinions is withdrawn, those asked are told."))
    return redirect(document)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_outside(request: HttpRequest, token: str) -> HttpResponse:
    """The text to judge and a form, for whoever has the link; it serves once."""
    try:
        asked = opinions.request_of(token)
        form = GiveForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            opinions.give(asked, **form.cleaned_data)
            return render(request, "workflows/opinion_over.html", {"thanks": True})
    except Over as refused:
        over = {"reason": refused.sentence}
        return render(request, "workflows/opinion_over.html", over, status=GONE)
    document = opinions.document_of(asked.round)
    context: dict[str, Any] = {
        "document": document,
        "asked": asked,
        "text": document.text_to_judge(asked.round.revision),
        "form": form,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "workflows/opinion_outside.html", context, status=status)
