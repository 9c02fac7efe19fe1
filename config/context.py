"""What the frame of every page needs: the menu, the waiting work, the source of the program."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from institutions import calendar
from institutions.models import Person, Post
from institutions.rights import Right
from workflows import access, holding, waiting

VISITS = ("/visits/", "/prescriptions/")
READERS = frozenset({Right.VIEW_DOCUMENTS, Right.VIEW_SUBMITTED})


@dataclass(frozen=True)
class Entry:
    """A place in the menu; ``rights``: one of them is enough, none means everybody; ``also``: where
    pages of it lie under other addresses.
    """

    url_name: str
    label: Promise
    icon: str
    key: str = ""
    rights: frozenset[Right] = frozenset()
    also: tuple[str, ...] = ()


# The first four stay in the bar of a phone, the others stand there under „Още“.
ENTRIES = (
    Entry("inbox", _("For me"), "inbox", "KeyM"),
    Entry("plan_list", _("Plans"), "plan", "KeyP", READERS),
    Entry("inspection_list", _("Inspections"), "inspect", "KeyI", READERS, VISITS),
    Entry("decision_list", _("Council"), "council", "KeyS", READERS),
    Entry("dashboard", _("Overview"), "chart", rights=READERS),
    Entry("terms", _("Terms"), "cal"),
    Entry("institution_list", _("Institutions"), "school"),
    Entry("import_new", _("Import"), "import", rights=frozenset({Right.PREPARE_PLAN})),
    Entry("letter_list", _("Letters"), "mail", rights=frozenset({Right.RUN_SYSTEM})),
    Entry("webhook_list", _("Systems"), "sync", rights=frozenset({Right.RUN_SYSTEM})),
    Entry("substitution_list", _("Stand-ins"), "users", rights=frozenset({Right.NAME_SUBSTITUTE})),
)
IN_THE_BAR = 4


@dataclass(frozen=True)
class MenuItem:
    """An entry as this person sees it on this page."""

    url_name: str
    label: Promise
    icon: str
    url: str
    key: str
    count: int
    current: bool
    is_first: bool


class Frame:
    """The answers for one page; each is asked for at most once, and only if it is shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> Person | None:
        """Who is signed in."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, Person) and user.is_authenticated else None

    @cached_property
    def waiting(self) -> int:
        """How much work waits for the person."""
        return waiting.total(self.person) if self.person else 0

    @cached_property
    def post(self) -> Post | None:
        """The person's own post: whose house the page is headed with."""
        return holding.of(self.person).own_post if self.person else None

    @cached_property
    def menu(self) -> list[MenuItem]:
        """The pages that exist here and that the person may use."""
        if self.person is None:
            return []
        held = access.rights_of(self.person)
        entries = [entry for entry in ENTRIES if not entry.rights or entry.rights & held]
        return [item for entry in entries if (item := self._item(entry))]

    def _item(self, entry: Entry) -> MenuItem | None:
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            return None
        return MenuItem(
            url_name=entry.url_name,
            label=entry.label,
            icon=entry.icon,
            url=url,
            key=entry.key,
            count=self.waiting if entry.url_name == "inbox" else 0,
            current=any(map(self._is_current, (url, *entry.also))),
            is_first=ENTRIES.index(entry) < IN_THE_BAR,
        )

    def _is_current(self, url: str) -> bool:
        """The page itself, and for all but the first page what lies under it."""
        path = self.request.path
        return path == url or (url.count("/") > 1 and path.startswith(url))

    @cached_property
    def _next_working(self) -> dt.date:
        return calendar.next_working_day(timezone.localdate() + dt.timedelta(days=1))

    def next_working(self) -> dt.date:
        """The next working day of the offices, for the colour of deadlines."""
        return self._next_working


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor of the settings."""
    answers = Frame(request)
    return {
        "menu": SimpleLazyObject(lambda: answers.menu),
        "waiting": SimpleLazyObject(lambda: answers.waiting),
        "own_post": SimpleLazyObject(lambda: answers.post),
        "next_working": answers.next_working,
        "source_url": settings.SOURCE_URL,
    }
