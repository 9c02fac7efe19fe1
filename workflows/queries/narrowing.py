"""What the address of „За мен“ asks to see: verb, kind of document, urgency, rows on a page."""

import datetime as dt
from collections.abc import Mapping

from workflows.flow import kinds
from workflows.http import PER_PAGE
from workflows.waiting import Filter, Terms

SIZES = (PER_PAGE, 100, 500)
"""How many rows a page may show: 500 is as many as are taken at once."""
URGENCIES = ("late", "soon", "week", "later")
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


def asked(sent: Mapping[str, str], today: dt.date, next_working: dt.date) -> Filter:
    """The filter of an address; what it does not know, it does not narrow."""
    kind, due = sent.get("kind", ""), sent.get("due", "")
    terms = _terms(today, next_working)
    # PostgreSQL keeps no character of number nought.
    verb = sent.get("verb", "").replace("\0", "")
    return Filter(verb, kind if kind in kinds() else "", terms.get(due))


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
