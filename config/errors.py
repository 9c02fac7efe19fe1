"""The pages for a fault of ours, with the number under which it stands in the log, and for a
request that cannot be read; programs get the second as a problem."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults

from config.api import problems

log = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """``handler500``: no context processors, so that a fault in one of them still gets a page."""
    code = f"Г-{secrets.randbelow(90_000) + 10_000}"
    log.error("%s: %s %s failed", code, request.method, request.path, exc_info=sys.exc_info())
    return HttpResponseServerError(render_to_string("500.html", {"code": code}))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``: what the door refuses before any view is asked."""
    if not request.path.startswith(reverse("api_guide")):
        return defaults.bad_request(request, exception)
    detail = _("The request holds characters or fields that are not accepted.")
    return problems.answer(problems.Refusal(400, detail).problem)
