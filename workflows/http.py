"""The person behind a request, pages of lists, and the answer to those who may not."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from institutions.models import Person
from workflows import access
from workflows.typed import Typed

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


def opened_by(request: HttpRequest, documents: Any, pk: UUID) -> Any:
    """The document of a queryset, when it exists for the person who asks; else 404.

    Who sends a form from a page that was open when their right ended reads so.
    """
    person = signed_in(request)
    open_to_them = documents.open_to(person).filter(pk=pk)
    # One row needs no order, which Django would make of all its columns.
    if found := next(iter(open_to_them.order_by()), None):
        return found
    sends = request.method not in ("GET", "HEAD")
    if sends and access.was_open_to(documents.filter(pk=pk), person).exists():
        raise PermissionDenied(
            _(
                "Your right to this document has ended: the appointment or the stand-in order is "
                "no longer in force. Nothing has been changed."
            )
        )
    raise Http404(str(pk))


def page_of(request: HttpRequest, rows: Any, size: int = PER_PAGE) -> Page[Any]:
    """The page of a list that the address names; a wrong number gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def not_yours(request: HttpRequest, reason: str, typed: Sequence[Typed] = ()) -> HttpResponse:
    """403 with one sentence: who may, or what right is needed; ``typed`` is given back."""
    return render(request, "403.html", {"reason": reason, "typed": typed}, status=FORBIDDEN)


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
