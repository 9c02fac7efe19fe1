"""What a page asks several times is asked once.

Only of pages that show: the answers die with their request, and whatever changes something asks
anew each time, so that a right that is revoked or a day that is entered counts at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

T = TypeVar("T")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


class AskOnce:
    """Middleware: while a page is made that only shows something, answers are kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with keeping():
            return self.get_response(request)


@contextmanager
def keeping() -> Iterator[None]:
    """Until the end of the block what was asked is kept."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def is_keeping() -> bool:
    """Whether a page is being made that only shows something."""
    return _answers.get() is not None


def once(key: tuple[Any, ...], ask: Callable[[], T]) -> T:
    """The answer that is kept under a key; asked now where none is."""
    kept = _answers.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    found: T = kept[key]
    return found
