"""The other tabs of „За мен“: what comes, what I started, what I did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from workflows.display import Text
from workflows.http import page_of, signed_in
from workflows.queries import mine


@dataclass(frozen=True)
class Tab:
    """A list of „За мен“: its rows, how a page of them is shown, its words where it is empty."""

    label: Text
    empty: Text
    rows: Callable[[Person], Any]
    shown: Callable[[Any, Person], list[Any]]


TABS = {
    "coming": Tab(
        _("Coming to me"),
        _("No document is on its way to you."),
        mine.coming_to,
        lambda page, _person: mine.standings(page),
    ),
    "started": Tab(
        _("Started by me"),
        _("Documents that you open or send on will stand here."),
        mine.started_by,
        lambda page, _person: mine.standings(page),
    ),
    "done": Tab(
        _("Done by me"),
        _("What you do will stand here."),
        mine.done_by,
        mine.as_done,
    ),
}


def listed(request: HttpRequest, name: str) -> dict[str, Any]:
    """One page of a tab."""
    person, tab = signed_in(request), TABS[name]
    page = page_of(request, tab.rows(person))
    return {"tab": name, "opened": tab, "page": page, "rows": tab.shown(page, person)}
