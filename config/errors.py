"""The page for a fault of ours: it gives a number that stands in the log beside the trace."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """``handler500``: no context processors, so that a fault in one of them still gets a page."""
    code = f"Г-{secrets.randbelow(90_000) + 10_000}"
    log.error("%s: %s %s failed", code, request.method, request.path, exc_info=sys.exc_info())
    return HttpResponseServerError(render_to_string("500.html", {"code": code}))
