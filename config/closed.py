"""Somebody whose account was closed while a page was open: what they send is refused in words."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from institutions.models import Person
from workflows.http import not_yours


class TellClosedAccounts:
    """Answer 403 to a form that is sent with the session of a closed account.

    Django takes such a session for nobody's and would lead to the login, as if signing in again
    would help. Stands before the middleware that asks for the login.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """The refusal, or nothing for everybody else and for what needs no login."""
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True) or not _is_closed(request):
            return None
        return not_yours(request, _("Your account is closed. Nothing has been changed."))


def _is_closed(request: HttpRequest) -> bool:
    key = request.session.get(SESSION_KEY)
    return key is not None and Person.objects.filter(pk=key, is_active=False).exists()
