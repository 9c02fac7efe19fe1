"""The outbox as its page shows it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutions.models import Person
from workflows.display import State, Text, Tone
from workflows.models import Notice
from workflows.models.notice import DIGEST, TO_SEND, Way

REFUSED = Q(refused_at__isnull=False)
FAILED = TO_SEND & ~Q(error="")
WAITING = TO_SEND & Q(error="")
SENT = Q(sent_at__isnull=False, refused_at=None)

FILTERS: dict[str, tuple[Text, Q]] = {
    "": (_("All"), Q()),
    "failed": (pgettext_lazy("several letters", "Failed"), FAILED),
    "refused": (pgettext_lazy("several letters", "Refused"), REFUSED),
    "waiting": (pgettext_lazy("several letters", "Waiting"), WAITING),
    "sent": (pgettext_lazy("several letters", "Sent"), SENT),
    "daily": (pgettext_lazy("several letters", "In a daily letter"), Q(way=Way.DAILY)),
    "none": (pgettext_lazy("several letters", "In the app only"), Q(way=Way.NONE)),
}


@dataclass(frozen=True)
class Choice:
    """A filter of the outbox with its count."""

    value: str
    label: Text
    count: int
    is_current: bool


def choices(current: str) -> list[Choice]:
    """All filters with their counts, in one query."""
    counted = Notice.objects.aggregate(
        **{value or "all": Count("pk", filter=which) for value, (_label, which) in FILTERS.items()}
    )
    return [
        Choice(value, label, counted[value or "all"], value == current)
        for value, (label, _which) in FILTERS.items()
    ]


def outbox(current: str) -> QuerySet[Notice]:
    """Letters of a filter, the newest first; an unknown filter is „all“."""
    _label, which = FILTERS.get(current, FILTERS[""])
    return Notice.objects.filter(which).select_related("person").order_by("-created_at", "pk")


def state_of(notice: Notice) -> State:
    """The badge of a letter; refused: for good, at once or by a bounce."""
    if notice.way != Way.AT_ONCE:
        return State(notice.get_way_display(), Tone.NONE)
    if notice.refused_at:
        return State(pgettext_lazy("a letter", "Refused"), Tone.BAD)
    if notice.sent_at:
        return State(pgettext_lazy("a letter", "Sent"), Tone.OK)
    if notice.error:
        return State(pgettext_lazy("a letter", "Failed"), Tone.WARN)
    return State(pgettext_lazy("a letter", "Waiting"), Tone.ACTIVE)


def refusing() -> QuerySet[Person]:
    """People whose address takes no letters, the newest first."""
    return Person.objects.filter(is_active=True, email_refused_at__isnull=False).order_by(
        "-email_refused_at", "pk"
    )


def notices_of(person: Person) -> QuerySet[Notice]:
    """What a person was told, the newest first."""
    return Notice.objects.filter(person=person).exclude(kind=DIGEST).order_by("-created_at", "pk")


def unread_by(person: Person) -> QuerySet[Notice]:
    """What a person was told and has not opened."""
    return notices_of(person).filter(read_at=None)
