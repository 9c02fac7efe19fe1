"""„За мен“: what waits for the person, and beside it what comes, who is out, what is followed."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.context import READERS
from config.pages import inbox_lists
from config.pages.field import in_the_field
from institutions import calendar
from institutions.models import Person
from institutions.rights import Right
from workflows import access, holding, place, waiting
from workflows.display import Action
from workflows.display.loads import Fortnight, fortnight
from workflows.http import page_of, signed_in
from workflows.place import Place
from workflows.queries import following, letters, narrowing
from workflows.queries import inbox as queries
from workflows.waiting import Filter, Rows, Sort, number_of

DAYS = 14
SHOWN_NOTICES = 5


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The first page of everybody."""
    person, today = signed_in(request), timezone.localdate()
    off = calendar.reasons_off(today, today + dt.timedelta(days=60))
    next_working = _next_working(today, off)
    sorts = waiting.counts(person)
    tab = request.GET.get("tab", "")
    shown = (
        inbox_lists.listed(request, tab)
        if tab in inbox_lists.TABS
        else _work(request, sorts, (today, next_working))
    )
    before = place.read(request.GET)
    if before:
        return redirect(_next_row(before, shown, request.GET.get(place.ACTED, "")))
    context = shown | {
        "tabs": inbox_lists.TABS,
        "total": number_of(sorts),
        "today": _written(today),
        "next_working": lambda: next_working,
        "fortnight": _load(sorts, today, next_working, off),
        "last": None if sorts else queries.last_act(person),
        **_beside(person, today),
    }
    return render(request, "workflows/inbox.html", context)


def _next_row(before: Place, shown: dict[str, Any], acted: str) -> str:
    """Where one goes on after something was done with the document of a row."""
    if "groups" in shown:
        documents = [row.document_id for row in shown["page"]]
    else:
        documents = [row.document.pk if row.document else None for row in shown["rows"]]
    return place.next_row(before, shown["page"], documents, acted)


def _written(day: dt.date) -> str:
    """„неделя, 22 ноември 2026 г.“: inside a sentence Bulgarian writes months small."""
    written = date_format(day, pgettext("format of a date", "l, F j, Y"))
    return written.lower() if (get_language() or "").startswith("bg") else written


def _next_working(today: dt.date, off: dict[dt.date, str]) -> dt.date:
    day = today + dt.timedelta(days=1)
    while day in off:
        day += dt.timedelta(days=1)
    return day


def _work(request: HttpRequest, sorts: list[Sort], days: narrowing.Days) -> dict[str, Any]:
    """The rows of this page under their headings, with the filters of the address."""
    orders = holding.of(signed_in(request)).orders
    chosen = narrowing.asked(request.GET, *days)
    taken = [sort for sort in sorts if chosen.takes(sort)]
    size = narrowing.size(request.GET)
    counts = queries.counters(taken, *days, size)
    page = page_of(request, Rows(signed_in(request), chosen, number_of(taken)), size)
    groups = queries.grouped(page, counts, *days)
    has_boxes = any(task.pick for group in groups for task in group.tasks)
    return {
        "is_narrowed": chosen != Filter(),
        "saved": narrowing.saved_by(signed_in(request), sorts, request.GET, days),
        "kinds": narrowing.kinds_of(sorts),
        "urgencies": narrowing.urgencies(),
        "choices": queries.choices(sorts, chosen.verb),
        "whose": queries.whose(sorts, orders, chosen.whose),
        "counts": counts,
        "page": page,
        "size": size,
        "sizes": narrowing.SIZES,
        "groups": groups,
        "actions": [_take()] if has_boxes else [],
    }


def _take() -> Action:
    return Action(
        _("Take the step for all"), "take", "yes", "check", is_main=True, needs_same_kind=True
    )


def _load(
    sorts: list[Sort], today: dt.date, next_working: dt.date, off: dict[dt.date, str]
) -> Fortnight:
    dues: Counter[dt.date] = Counter()
    for sort in sorts:
        if sort.due:
            dues[sort.due] += sort.number
    return fortnight(dues, today, next_working, off, calendar.weekend())


def _beside(person: Person, today: dt.date) -> dict[str, Any]:
    """The right column: as many questions whatever it shows."""
    held = access.rights_of(person)
    reads = bool(held & READERS)
    unread = list(letters.unread_by(person).annotate(number=Window(Count("pk")))[:SHOWN_NOTICES])
    return {
        "names_substitutes": Right.NAME_SUBSTITUTE in held,
        "inspects": bool(held & {Right.INSPECT, Right.PLAN_INSPECTIONS}),
        "visits": in_the_field(person, today) if reads else None,
        "followed": following.followed_by(person),
        "notices": unread,
        "unread": unread[0].number if unread else 0,
    }
