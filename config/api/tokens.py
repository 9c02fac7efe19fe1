"""Who asks: a bearer token, and how many wrong ones an address may try."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from config.api.problems import Refusal
from institutions import tokens
from institutions.models import Person, Scope, Token

#: Under this name axes counts wrong tokens; they are locked by it and the address they come from.
NAME = "api-token"


class Bearer(HttpBearer):
    """``Authorization: Bearer saglas_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token that opens; a wrong one is counted, and after too many none is looked at."""
        found = tokens.holding(token)
        if found:
            return found
        counted = {"username": NAME}
        if not AxesProxyHandler.is_allowed(request, counted):
            raise Refusal(429, _("Too many wrong tokens came from this address: wait."))
        user_login_failed.send(sender=__name__, credentials=counted, request=request)
        return None


def asking(request: HttpRequest) -> Person:
    """The person whose token it is."""
    return _token(request).person


def acting(request: HttpRequest) -> Person:
    """The same, if the token lets take steps."""
    token = _token(request)
    if token.scope != Scope.ACT:
        raise Refusal(403, _("This token lets read only."))
    return token.person


def _token(request: HttpRequest) -> Token:
    token: Token = request.auth  # type: ignore[attr-defined]
    return token
