"""One box over plans, inspections, visits and institutions that are open to the person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inspections.models import Inspection, Visit
from institutions import queries
from institutions.models import Institution, Person
from plans.models import Plan
from workflows.display import Text
from workflows.http import signed_in
from workflows.register import register_for

SHOWN = 25
LONGEST = 100


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    sub: str
    url: str
    document: Any = None


@dataclass(frozen=True)
class Hits:
    """What was found of one kind: the first 25, and how many in all."""

    title: Text
    icon: str
    rows: list[Hit]
    total: int


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All words must occur, in any order and in any of the fields."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = _groups(signed_in(request), text) if text else []
    context = {
        "text": text,
        "groups": [one for one in groups if one.total],
        "total": sum(one.total for one in groups),
    }
    return render(request, "search.html", context)


def _groups(person: Person, text: str) -> list[Hits]:
    return [
        _documents(_("Plans"), "plan", _plans(person, text)),
        _documents(_("Inspections"), "stamp", _inspections(person, text)),
        _documents(_("Visits"), "inspect", _visits(person, text)),
        _places(person, text),
    ]


def _every_word(text: str, *fields: str) -> Q:
    wanted = Q()
    for word in text.split():
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__icontains": word})
        wanted &= either
    return wanted


def _plans(person: Person, text: str) -> QuerySet[Any]:
    fields = ("title", "period_label", "institution__name", "institution__settlement")
    numbers = ("incoming_number", "outgoing_number", "approval_order", "decisions__number")
    rows = Plan.objects.open_to(person).filter(_every_word(text, *fields, *numbers))
    return rows.select_related("institution").distinct().order_by("-starts_on", "pk")


def _inspections(person: Person, text: str) -> QuerySet[Any]:
    wanted = _every_word(text, "topic", "number", "order_number", "institution__name")
    rows = Inspection.objects.open_to(person).filter(wanted)
    return rows.select_related("institution").order_by("starts_on", "number", "pk")


def _visits(person: Person, text: str) -> QuerySet[Any]:
    place = ("institution__name", "institution__short_name", "institution__settlement")
    wanted = _every_word(
        text, *place, "authority_number", "prescription_order", "inspection__topic"
    )
    rows = Visit.objects.open_to(person).filter(wanted)
    return rows.select_related("institution", "inspection").order_by("-on_date", "pk")


def _documents(title: Text, icon: str, rows: QuerySet[Any]) -> Hits:
    hits = [
        Hit(one.subject, str(one.institution), one.get_absolute_url(), one) for one in rows[:SHOWN]
    ]
    return Hits(title, icon, hits, rows.count())


def _places(person: Person, text: str) -> Hits:
    rows = queries.institutions(queries.Filters(search=text), register_for(person))
    return Hits(_("Institutions"), "school", [_place(one) for one in rows[:SHOWN]], rows.count())


def _place(one: Institution) -> Hit:
    return Hit(one.full_name, str(one.get_kind_display()), reverse("institution", args=[one.pk]))
