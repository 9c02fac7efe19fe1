"""Addresses with the names of the menu, for the tests of the frame alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


# Without ``dashboard``: an entry whose page does not exist is not shown.
NAMES = (
    "plan_list",
    "inspection_list",
    "decision_list",
    "institution_list",
    "import_new",
    "letter_list",
    "substitution_list",
)
urlpatterns = [
    path("", page, name="inbox"),
    *(path(f"{name.replace('_', '-')}/", page, name=name) for name in NAMES),
    path("institutions/<int:pk>/", page, name="institution"),  # what the search keeps
]
