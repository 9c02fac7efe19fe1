"""The person behind a request, pages of lists, and the answer to those who may not."""

import csv
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from institutions.models import Person

FORBIDDEN = 403
UNPROCESSABLE = 422
PER_PAGE = 25
# A cell that a table program would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def as_csv(name: str, rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Semicolons and a byte order mark: so Bulgarian table programs open it by a double click."""
    reply = HttpResponse(content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(reply, delimiter=";")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return reply


def _cell(value: Any) -> Any:
    """Text that would be run as a formula is kept as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
