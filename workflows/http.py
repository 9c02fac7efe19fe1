"""The person behind a request, pages of lists, and the answer to those who may not."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from institutions.models import Person

FORBIDDEN = 403
UNPROCESSABLE = 422
PER_PAGE = 25


def signed_in(request: HttpRequest) -> Person:
    """The person who is signed in; views behind the login middleware always have one."""
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("A view without a signed-in person asked for one.")
    return person


def page_of(request: HttpRequest, rows: Any, size: int = PER_PAGE) -> Page[Any]:
    """The page of a list that the address names; a wrong number gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def not_yours(request: HttpRequest, reason: str) -> HttpResponse:
    """403 with one sentence: who may, or what right is needed."""
    return render(request, "403.html", {"reason": reason}, status=FORBIDDEN)
