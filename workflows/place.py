"""The place in „За мен“ from which a document was opened: kept in addresses, found again after.

A row of the list leads to ``/plans/…/?place=page%3D2%26row%3D7``. Pages that were opened from
there know it by their own address or by that of the page before (``Referer``); after a step one
comes back to the list as it was, at the row that follows. Nothing of it is an address: it is
read as filters of the list and a number, so it leads nowhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

NAME, ROW, ACTED = "place", "row", "acted"
ASKS = ("tab", "verb", "kind", "due", "whose", "rows", "page")
"""What the address of „За мен“ asks to see."""
LONGEST, MOST_ROWS = 60, 1000


@dataclass(frozen=True)
class Place:
    """A list of „За мен“ as its address asks for it, and a row of it, counted from nought."""

    asked: tuple[tuple[str, str], ...]
    row: int

    def __str__(self) -> str:
        return urlencode([*self.asked, (ROW, self.row)])

    def after(self, document: Any) -> str:
        """The address that leads to the next row once something was done with a document."""
        query = urlencode([*self.asked, (ROW, self.row), (ACTED, document.pk)])
        return f"{reverse('inbox')}?{query}"

    def on(self, page: int) -> str:
        """The address of the row on a page of the list."""
        asked = [(name, value) for name, value in self.asked if name != "page"]
        query = urlencode([*asked, ("page", page)] if page > 1 else asked)
        return f"{reverse('inbox')}{f'?{query}' if query else ''}#{anchor(self.row)}"


def anchor(row: int) -> str:
    """How the link of a row is called on its page."""
    return f"row-{row}"


def shown(sent: Mapping[str, str], row: int) -> Place:
    """A row of the list that an address shows."""
    known = ((name, sent.get(name, "")) for name in ASKS)
    return Place(tuple((name, value) for name, value in known if value), row)


def read(sent: Mapping[str, str]) -> Place | None:
    """A place as it was written; none for anything else."""
    row = sent.get(ROW, "")
    if not (row.isascii() and row.isdecimal() and len(row) < 5 and int(row) < MOST_ROWS):
        return None
    found = shown(sent, int(row))
    return None if any(_is_forged(value) for _name, value in found.asked) else found


def _is_forged(value: str) -> bool:
    """What no list asks for; with a NUL the list would not open."""
    return len(value) > LONGEST or "\0" in value


def of(request: HttpRequest) -> Place | None:
    """The place from which the document of a request was opened."""
    return _named(request.GET) or _named(_before(request))


def kept(request: HttpRequest) -> str:
    """The place as the query of an address, empty when there is none."""
    found = of(request)
    return f"?{urlencode({NAME: found})}" if found else ""


def after(request: HttpRequest, document: Any) -> str:
    """Where one goes after a step: to the next row of the list, else to the document."""
    found = of(request)
    return found.after(document) if found else document.get_absolute_url()


def next_row(place: Place, page: Any, documents: Sequence[UUID | None], acted: str) -> str:
    """The address of the row that stands where the one stood that was acted on.

    When that one is still there, the row after it; behind the last row the next page, else the
    last row.
    """
    row = place.row
    while row < len(documents) and str(documents[row]) == acted:
        row += 1
    if row >= len(documents) and page.has_next():
        return Place(place.asked, 0).on(page.next_page_number())
    return Place(place.asked, max(min(row, len(documents) - 1), 0)).on(page.number)


def _named(sent: Mapping[str, str]) -> Place | None:
    return read(QueryDict(sent[NAME])) if sent.get(NAME) else None


def _before(request: HttpRequest) -> Mapping[str, str]:
    """The query of the page from which a request comes, if it is one of ours."""
    page = _page_before(request)
    return QueryDict(page.query) if page.netloc == request.get_host() else {}


def _page_before(request: HttpRequest) -> SplitResult:
    try:
        return urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return urlsplit("")


class KeepPlace:
    """What is changed on the page of a document leads back to it: the place is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the place to a redirect to the page from which the form was sent."""
        response = self.get_response(request)
        leads, hash_sign, fragment = response.headers.get("Location", "").partition("#")
        if request.method == "POST" and leads and leads == _page_before(request).path:
            response["Location"] = f"{leads}{kept(request)}{hash_sign}{fragment}"
        return response
