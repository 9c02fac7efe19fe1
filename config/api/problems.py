"""Refusals as problem details (RFC 9457)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from config.api import schemas
from config.api.schemas import Problem
from workflows.refusals import NotReady, NotYours, Stale

MEDIA = "application/problem+json"


class Refusal(Exception):
    """An answer that is not what was asked for."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.problem = Problem(status=status, title=title(status), detail=detail, **more)


def title(status: int) -> str:
    """What a status means, in words."""
    titles = {
        400: _("The request cannot be read"),
        401: _("A token is needed"),
        403: _("Not yours"),
        404: _("Not there"),
        409: _("Somebody was faster"),
        422: _("Something is missing"),
        428: _("Name the version that you saw"),
        429: _("Too many attempts"),
    }
    return titles.get(status, _("Refused"))


def stale(refused: Stale, document: Any) -> Refusal:
    """Who was faster, and when."""
    last = schemas.record_of(document, refused.last) if refused.last else None
    return Refusal(409, refused.sentence, last=last)


def not_yours(refused: NotYours) -> Refusal:
    """Who may."""
    return Refusal(403, refused.sentence, holders=refused.holders)


def not_ready(refused: NotReady) -> Refusal:
    """All rules that are not met."""
    return Refusal(422, refused.sentence, unmet=schemas.unmet_of(refused.unmet))


def answer(problem: Problem) -> HttpResponse:
    """A problem as a response."""
    plain = problem.model_dump(mode="json", exclude_none=True)
    reply = JsonResponse(plain, status=problem.status, content_type=MEDIA)
    if problem.status == 401:
        reply["WWW-Authenticate"] = "Bearer"
    return reply


def told(_request: HttpRequest, fault: Any) -> HttpResponse:
    """Any refusal of ours or of the framework as a problem."""
    return answer(_problem(fault))


def _problem(fault: Any) -> Problem:
    if isinstance(fault, Refusal):
        return fault.problem
    if isinstance(fault, Http404):
        return Refusal(404, _("There is nothing at this address that is open to you.")).problem
    if isinstance(fault, AuthenticationError):
        return Refusal(401, _("The token is missing, unknown, expired or revoked.")).problem
    if isinstance(fault, HttpError):
        return Refusal(fault.status_code, fault.message).problem
    return Refusal(422, _("The request has errors."), errors=_places(fault)).problem


def _places(fault: ValidationError) -> dict[str, list[str]]:
    """What is wrong at which place of the request."""
    found: dict[str, list[str]] = {}
    for one in fault.errors:
        place = ".".join(str(part) for part in one["loc"])
        found.setdefault(place, []).append(str(one["msg"]))
    return found
