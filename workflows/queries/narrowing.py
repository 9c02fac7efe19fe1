"""What the address of „За мен“ asks to see: verb, kind, urgency, whose, rows on a page."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from institutions.models import Person
from workflows.display import Text
from workflows.flow import kinds
from workflows.http import PER_PAGE
from workflows.models import SavedFilter
from workflows.waiting import OWN, Filter, Sort, Terms, number_of

Days = tuple[dt.date, dt.date]
"""Today and the next working day."""

SIZES = (PER_PAGE, 100, 500)
"""How many rows a page may show: 500 is as many as are taken at once."""
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """A saved filter with what it would show."""

    saved: SavedFilter
    count: int
    is_current: bool


def asked(sent: Mapping[str, str], today: dt.date, next_working: dt.date) -> Filter:
    """The filter of an address; what it does not know, it does not narrow."""
    kind, due = sent.get("kind", ""), sent.get("due", "")
    terms = _terms(today, next_working)
    # PostgreSQL keeps no character of number nought.
    verb = sent.get("verb", "").replace("\0", "")
    whose = sent.get("whose", "")
    known = whose if whose == OWN or (whose.isascii() and whose.isdecimal()) else ""
    return Filter(verb, kind if kind in kinds() else "", terms.get(due), known[:18])


def saved_by(
    person: Person, sorts: Iterable[Sort], sent: Mapping[str, str], days: Days
) -> list[Kept]:
    """The filters that a person keeps, each with how much it would show now."""
    counted = list(sorts)
    shown = {key: sent.get(key, "") for key in ("verb", "kind", "due")}
    return [
        Kept(one, number_of(filter(asked(one.asked, *days).takes, counted)), one.asked == shown)
        for one in SavedFilter.objects.filter(person=person)
    ]


def kinds_of(sorts: Iterable[Sort]) -> dict[str, Text]:
    """The kinds of documents that wait, each as its flow calls it."""
    found = {sort.kind for sort in sorts}
    return {kind: model._meta.verbose_name for kind, model in kinds().items() if kind in found}


def urgencies() -> dict[str, Text]:
    """What a filter may ask of the term."""
    return {
        "late": _("Late"),
        "soon": _("Until the next working day"),
        "week": _("Within 7 days"),
        "later": _("Later or without a term"),
    }


def _terms(today: dt.date, next_working: dt.date) -> dict[str, Terms]:
    """The four urgencies of the page as days (design, 7.0)."""
    week = max(today + WEEK, next_working)
    return {
        "late": Terms(until=today - DAY),
        "soon": Terms(since=today, until=next_working),
        "week": Terms(since=next_working + DAY, until=week),
        "later": Terms(since=week + DAY, or_without=True),
    }


def size(sent: Mapping[str, str]) -> int:
    """How many rows a page shows."""
    wanted = sent.get("rows", "")
    return next((one for one in SIZES if str(one) == wanted), PER_PAGE)
