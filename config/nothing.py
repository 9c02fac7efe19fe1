"""A NUL is no text: it is refused at the door, as no column of PostgreSQL holds one."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\x00"


class RefuseNul:
    """Answer 400 when the path, the query or a field that was sent holds a NUL.

    Stands behind the check of the form's token, which has read the fields by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raise ``SuspiciousOperation``, which Django answers with its page 400."""
        if any(NUL in text for text in _texts(request)):
            raise SuspiciousOperation("A NUL in the request.")


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for fields in (request.GET, request.POST):
        yield from _fields(fields)


def _fields(fields: QueryDict) -> Iterator[str]:
    for name, values in fields.lists():
        yield name
        yield from values
