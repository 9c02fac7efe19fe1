"""Where somebody is led who must sign in first, and what a form's address says when opened."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

NOT_ALLOWED = 405


class AskToSignIn(LoginRequiredMiddleware):
    """After signing in one comes to the page one was on, never to the address of a form.

    What was sent with an ended session is not sent again by itself: the page is shown anew.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """The way to the login; of a sent form, with the page that it stood on."""
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page_of_the_form(request))


def _page_of_the_form(request: HttpRequest) -> str:
    page = urlsplit(request.headers.get("referer", ""))
    if page.path and page.netloc == request.get_host():
        return page.path + (f"?{page.query}" if page.query else "")
    return reverse("inbox")


class TellNotAllowed:
    """An address that only takes forms answers a visit with a page, not with nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; an empty refusal of the method becomes a page."""
        answer = self.get_response(request)
        if answer.status_code != NOT_ALLOWED or answer.streaming or answer.content:
            return answer
        page = render(request, "405.html", status=NOT_ALLOWED)
        page["Allow"] = answer["Allow"]
        return page
