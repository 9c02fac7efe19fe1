"""The one box: what a person finds, by kinds, with counts."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.finding import MOST, PER_PAGE, Asked, Found, Group, find
from search.models import Kind
from search.vector import Question
from workflows.display import Text
from workflows.http import signed_in

ICONS = {
    Kind.PLAN: "plan",
    Kind.ACTIVITY: "check",
    Kind.INSPECTION: "stamp",
    Kind.VISIT: "inspect",
    Kind.DECISION: "council",
    Kind.INSTITUTION: "school",
}
LAST_PAGE = MOST // PER_PAGE


@dataclass(frozen=True)
class Choice:
    """A kind that can be chosen, with how many were found of it."""

    value: str
    label: Text
    count: str
    current: bool


@dataclass(frozen=True)
class Shown:
    """A group on the page."""

    group: Group
    icon: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All words must occur, in any form and order; of all kinds the best, of one kind a page."""
    question = Question.of(request.GET.get("q", "").strip())
    chosen, number = _chosen(request), _number(request)
    found = find(Asked(signed_in(request), question, chosen, number))
    shown = [one for one in found.kinds if chosen in (None, one.kind)]
    context = {
        "question": question,
        "found": found,
        "shown": [Shown(one, ICONS[one.kind]) for one in shown],
        "choices": _choices(found, chosen),
        "chosen": chosen,
        "page": _page(shown[0], found.page) if chosen is not None and shown else None,
    }
    return render(request, "search.html", context)


def _chosen(request: HttpRequest) -> Kind | None:
    name = request.GET.get("show", "").upper()
    return Kind[name] if name in Kind.names else None


def _number(request: HttpRequest) -> int:
    value = request.GET.get("page", "")
    is_number = value.isascii() and value.isdigit() and len(value) < 6
    return min(max(int(value), 1), LAST_PAGE) if is_number else 1


def _page(group: Group, number: int) -> Page[int]:
    """The pager; the hits were fetched by their number already."""
    return Paginator(range(group.counted), PER_PAGE).get_page(number)


def _choices(found: Found, chosen: Kind | None) -> list[Choice]:
    everything = Choice("", _("Everything"), found.in_words, chosen is None)
    kinds = (
        Choice(one.slug, one.kind.label, one.in_words, one.kind is chosen) for one in found.kinds
    )
    return [everything, *kinds]
