"""What cannot stay so in the schedule, each with the visit to be moved."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import Visit
from inspections.states import VisitState
from institutions import calendar
from institutions.models import Person, Substitution
from workflows.display import Text
from workflows.wording import short_date


@dataclass(frozen=True)
class Entry:
    """A visit on a day of the schedule, with the people who go."""

    visit: Visit
    day: datetime.date
    people: tuple[Person, ...]

    @cached_property
    def url(self) -> str:
        """The page of the visit, which a schedule names for each of its people and in its list."""
        return self.visit.get_absolute_url()

    @property
    def is_open(self) -> bool:
        """Dated and not carried out yet: it can still be moved."""
        return self.visit.state == VisitState.SCHEDULED


@dataclass(frozen=True)
class Conflict:
    """One conflict: what it is, who and where, and the visit to be moved."""

    title: Text
    text: Text
    entries: tuple[Entry, ...] = field(default=())

    @property
    def movable(self) -> Visit:
        """The last of the visits that can still be moved."""
        return [entry for entry in self.entries if entry.is_open][-1].visit

    @property
    def move_url(self) -> str:
        """The form with the date of that visit."""
        visit = self.movable
        return reverse("step", kwargs={"kind": visit.slug, "pk": visit.pk, "step": "schedule"})


def conflicts(entries: Sequence[Entry], absences: Iterable[Substitution]) -> tuple[Conflict, ...]:
    """All conflicts in which something can still be moved, in the order of the calendar."""
    found = [
        *_one_school_twice(entries),
        *_two_places(entries),
        *_no_school(entries),
        *_absent(entries, absences),
    ]
    movable = [one for one in found if any(entry.is_open for entry in one.entries)]
    return tuple(sorted(movable, key=lambda one: one.entries[0].day))


def _groups(entries: Iterable[Entry], key: Any) -> list[tuple[Entry, ...]]:
    groups: dict[Any, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _who(entry: Entry) -> str:
    return ", ".join(person.name for person in entry.people)


def _one_school_twice(entries: Iterable[Entry]) -> Iterator[Conflict]:
    groups = _groups(entries, lambda one: (one.visit.institution_id, one.day.isocalendar()[:2]))
    for group in groups:
        when = "; ".join(f"{_who(one)} {short_date(one.day)}" for one in group)
        text = f"{group[0].visit.institution.full_name}: {when}."
        yield Conflict(_("One school twice in a week"), text, group)


def _two_places(entries: Iterable[Entry]) -> Iterator[Conflict]:
    by_person = [(person, one) for one in entries for person in one.people]
    days: dict[tuple[Person, datetime.date], list[Entry]] = defaultdict(list)
    for person, one in by_person:
        days[person, one.day].append(one)
    for (person, day), group in days.items():
        places = dict.fromkeys(one.visit.institution.settlement for one in group)
        if len(places) > 1:
            text = f"{person.name}, {short_date(day)}: {', '.join(places)}."
            yield Conflict(_("Two places on one day"), text, tuple(group))


def _no_school(entries: Sequence[Entry]) -> Iterator[Conflict]:
    on_site = [one for one in entries if not one.visit.inspection.documents_only]
    reasons = calendar.days_without_school((one.day, one.visit.institution) for one in on_site)
    for one in on_site:
        if why := reasons.get((one.day, one.visit.institution_id)):
            text = f"{one.visit.institution.full_name}, {short_date(one.day)}: {why}."
            yield Conflict(_("Visit on a day without school"), text, (one,))


def _absent(entries: Iterable[Entry], absences: Iterable[Substitution]) -> Iterator[Conflict]:
    away = list(absences)
    for one in entries:
        for order in away:
            if order.absent in one.people and order.since <= one.day <= order.until:
                place = one.visit.institution.full_name
                text = f"{order.absent.name}, {short_date(one.day)}: {place}."
                yield Conflict(_("Visit in an absence"), text, (one,))
