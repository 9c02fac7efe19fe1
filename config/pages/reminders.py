"""A reminder of late work, sent from the overview."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflows import reminding
from workflows.http import not_yours, signed_in
from workflows.refusals import NotYours, Refused
from workflows.views.steps import document_for


@require_POST
def remind(request: HttpRequest, kind: str, pk: UUID, step: str) -> HttpResponse:
    """Queue a letter to those with whom a piece of work is late; back to the overview."""
    document = document_for(request, kind, pk)
    try:
        reminding.remind(document, step, actor=signed_in(request))
    except NotYours as reason:
        return not_yours(request, reason.sentence)
    except Refused as reason:
        messages.error(request, reason.sentence)
    else:
        messages.success(request, _("The reminder is sent."))
    shown = QueryDict(request.POST.get("shown", "")).urlencode()
    return redirect(f"{reverse('dashboard')}?{shown}#late-work")
