"""What stands in a calendar that programs fetch: visits and deadlines, and nobody's name."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from inspections.models import Visit
from inspections.states import VisitState
from institutions.models import Feed, Institution, Person
from workflows import desks

KEPT = datetime.timedelta(days=60)
"""How long what is over stays in the calendar."""


@dataclass(frozen=True)
class Entry:
    """An entry: at a time, or (with a date) for a whole day."""

    key: str
    title: str
    url: str
    starts: datetime.date
    ends: datetime.date
    changed: datetime.datetime
    place: str = ""
    version: int = 0
    is_off: bool = False


def calendar_of(feed: Feed) -> bytes:
    """The calendar of a person or an institution (RFC 5545), the same bytes for the same facts."""
    person = feed.person
    with translation.override(person.language if person else settings.LANGUAGE_CODE):
        if person:
            entries = [*_visits(Q(inspection__members__person=person)), *_deadlines(person)]
        else:
            announced = Q(institution=feed.institution, announced_on__isnull=False)
            entries = list(_visits(announced))
        return _written(_title(feed.institution), entries)


def _title(institution: Institution | None) -> str:
    return _("Visits: %(place)s") % {"place": institution.label} if institution else "Saglas"


def _visits(which: Q) -> Iterable[Entry]:
    """Dated visits; one that was cancelled stays for a while, so that programs strike it out."""
    rows = (
        Visit.objects.filter(which, on_date__gte=timezone.localdate() - KEPT)
        .filter(starts_at__isnull=False, ends_at__isnull=False)
        .exclude(state=VisitState.PLANNED)
        .select_related("inspection", "institution")
        .order_by("on_date", "starts_at", "pk")
    )
    return [_visit(visit) for visit in rows]


def _visit(visit: Any) -> Entry:
    return Entry(
        key=f"visit-{visit.pk}",
        title=_("Visit: %(subject)s") % {"subject": visit.subject},
        url=visit.get_absolute_url(),
        starts=timezone.make_aware(datetime.datetime.combine(visit.on_date, visit.starts_at)),
        ends=timezone.make_aware(datetime.datetime.combine(visit.on_date, visit.ends_at)),
        changed=visit.changed_at,
        place=visit.institution.full_name,
        version=visit.version,
        is_off=visit.state == VisitState.CANCELLED,
    )


def _deadlines(person: Person) -> Iterable[Entry]:
    """Open work with a term, once for a document and step, whatever posts it waits at."""
    rows = desks.waiting_for(person).filter(due_on__isnull=False).order_by("due_on", "pk")
    return {(row.document_id, row.step): _deadline(row) for row in rows}.values()


def _deadline(row: Any) -> Entry:
    return Entry(
        key=f"work-{row.document_id}-{row.step}",
        title=_("Term: %(work)s – %(subject)s") % {"work": row.asks, "subject": row.subject},
        url=row.url,
        starts=row.due_on,
        ends=row.due_on + datetime.timedelta(days=1),
        changed=row.opened_at,
    )


def _written(title: str, entries: Iterable[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Saglas//Saglas//BG")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", datetime.timedelta(hours=1), {"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@saglas")
    event.add("dtstamp", entry.changed.astimezone(datetime.UTC))
    event.add("dtstart", _moment(entry.starts))
    event.add("dtend", _moment(entry.ends))
    event.add("summary", entry.title)
    event.add("url", f"{settings.SITE_URL}{entry.url}")
    event.add("sequence", entry.version)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    if entry.place:
        event.add("location", entry.place)
    return event


def _moment(value: datetime.date) -> datetime.date:
    """A moment in UTC, which every program knows without a table of zones; a date as it is."""
    return value.astimezone(datetime.UTC) if isinstance(value, datetime.datetime) else value
