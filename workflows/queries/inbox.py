"""„За мен“: what waits for a person, by urgency; worked out before the template."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from institutions.models import Person, Substitution
from workflows.display import Shape, Task, Text, Tone, deadline_age
from workflows.models import Record
from workflows.queries.naming import documents_of
from workflows.queries.terms import reasons_for
from workflows.waiting import OWN, Sort, Waiting, number_of
from workflows.wording import table_date

ICONS = {"plans": "plan", "inspections": "stamp", "visits": "inspect"}


@dataclass(frozen=True)
class UrgencyCount:
    """One of the four counters by deadline; it leads to its group."""

    tone: Tone
    shape: Shape
    css: str
    anchor: str
    count: int
    words: Text
    page: int = 1
    """On which page of the list the group begins."""


@dataclass(frozen=True)
class Group:
    """The rows of one urgency on this page; ``total`` counts all pages."""

    anchor: str
    title: Text
    tasks: list[Task]
    total: int


TONES = (Tone.BAD, Tone.WARN, Tone.OK, Tone.NONE)
ANCHORS = {Tone.BAD: "g1", Tone.WARN: "g2", Tone.OK: "g3", Tone.NONE: "g4"}
_LOOKS = {
    Tone.BAD: (Shape.SQUARE, "is-bad"),
    Tone.WARN: (Shape.TRIANGLE, "is-warn"),
    Tone.OK: (Shape.CIRCLE, "is-ok"),
    Tone.NONE: (Shape.DASH, "is-mute"),
}


def tone_of(due: dt.date | None, today: dt.date, next_working: dt.date) -> Tone:
    """The urgency of a deadline; without one there is time."""
    return deadline_age(due, today, next_working).tone if due else Tone.NONE


def counters(
    sorts: Iterable[Sort], today: dt.date, next_working: dt.date, per_page: int
) -> list[UrgencyCount]:
    """The four counters; all of them, also those at nought."""
    counted: Counter[Tone] = Counter()
    for sort in sorts:
        counted[tone_of(sort.due, today, next_working)] += sort.number
    words = _counter_words(counted, _until(today, next_working))
    before = accumulate((counted[tone] for tone in TONES), initial=0)
    return [
        UrgencyCount(tone, *_LOOKS[tone], ANCHORS[tone], counted[tone], said, start // per_page + 1)
        for tone, said, start in zip(TONES, words, before, strict=False)
    ]


def _counter_words(counted: Counter[Tone], until: str) -> list[str]:
    late = npgettext("several waiting", "late", "late", counted[Tone.BAD])
    return [late, until, _("within 7 days"), _("later")]


def _until(today: dt.date, next_working: dt.date) -> str:
    """„until tomorrow“, and before days off the date itself."""
    if (next_working - today).days == 1:
        return _("until tomorrow")
    return _("until %(day)s") % {"day": f"{next_working:%d.%m}"}


def _titles(today: dt.date, next_working: dt.date) -> dict[Tone, str]:
    near = (next_working - today).days == 1
    soon = (
        _("Today and tomorrow") if near else _("Until %(day)s") % {"day": f"{next_working:%d.%m}"}
    )
    return {
        Tone.BAD: _("Late"),
        Tone.WARN: soon,
        Tone.OK: _("Within 7 days"),
        Tone.NONE: _("Later or without a term"),
    }


def grouped(
    page: Iterable[Waiting], counted: Iterable[UrgencyCount], today: dt.date, next_working: dt.date
) -> list[Group]:
    """The rows of a page under their headings; a heading without rows is left out."""
    totals = {one.tone: one.count for one in counted}
    titles = _titles(today, next_working)
    shown = list(page)
    documents = documents_of(shown)
    reasons = reasons_for(shown)
    rows: dict[Tone, list[Task]] = {tone: [] for tone in TONES}
    for row, one in enumerate(shown):
        why = reasons.get((one.document_id, one.due_on), [])
        task = replace(_task(one, documents.get(one.document_id), why), row=row)
        rows[tone_of(one.due_on, today, next_working)].append(task)
    return [
        Group(ANCHORS[tone], titles[tone], rows[tone], totals[tone]) for tone in TONES if rows[tone]
    ]


def _task(one: Waiting, document: Any, why: list[str]) -> Task:
    return Task(
        title=document.subject if document else one.subject,
        url=one.url,
        verb=one.asks,
        sub=_sub(one),
        icon=ICONS.get(one.document_kind, "plan"),
        due=one.due_on,
        is_new=one.seen_at is None,
        pick=_pick(one, document) if one.formless and document else "",
        kind=f"{one.document_kind}.{one.step}",
        why=tuple(why),
    )


def _pick(one: Waiting, document: Any) -> str:
    """What the box of a row sends, with the version that the page shows: that one is signed."""
    return f"{one.document_kind}:{one.document_id}:{one.step}:{document.version}"


def _sub(one: Waiting) -> str:
    parts = [one.about, _("waits since %(day)s") % {"day": table_date(one.opened_at)}]
    if one.absent and one.order:
        parts.append(_for_whom(one.absent, one.order))
    return " · ".join(part for part in parts if part)


def _for_whom(absent: str, order: str) -> str:
    name = _("%(name)s, by order № %(number)s") % {"name": absent, "number": order}
    return _("for %(name)s") % {"name": name}


@dataclass(frozen=True)
class Choice:
    """A filter with how much it would show; an empty ``value`` is „all“."""

    value: str
    label: Text
    count: int
    is_current: bool


def choices(sorts: list[Sort], current: str) -> list[Choice]:
    """What is asked of me: all, then each verb with its count, the most frequent first."""
    counted: Counter[str] = Counter()
    for sort in sorts:
        counted[sort.verb] += sort.number
    labels = {sort.verb: sort.asks for sort in sorts}
    everything = Choice("", _("All"), number_of(sorts), not current)
    often = sorted(counted.items(), key=lambda one: (-one[1], labels[one[0]]))
    return [everything] + [
        Choice(verb, labels[verb], count, verb == current) for verb, count in often
    ]


def whose(sorts: list[Sort], orders: Iterable[Substitution], current: str) -> list[Choice]:
    """Whose matters: all, one's own, those of each order; nothing for who stands in for nobody."""
    counted: Counter[str] = Counter()
    for sort in sorts:
        counted[sort.whose] += sort.number
    labels = {str(one.pk): _for_whom(one.absent.name, one.number) for one in orders}
    if not labels:
        return []
    everything = Choice("", _("All"), number_of(sorts), not current)
    return [everything] + [
        Choice(key, label, counted[key], key == current)
        for key, label in ({OWN: _("Mine")} | labels).items()
    ]


def last_act(person: Person) -> Record | None:
    """What the person did last: said where nothing waits."""
    return Record.objects.filter(actor=person).order_by("-at").first()
