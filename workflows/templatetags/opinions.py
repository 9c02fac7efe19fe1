"""``{% opinions document %}``: who was asked for an opinion, what they said, who may still."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context

from institutions.models import Person
from workflows import opinions as service
from workflows.flow import flow_of
from workflows.models import OpinionRequest, OpinionRound

register = template.Library()


@dataclass(frozen=True)
class Line:
    """One of those asked, and whether the reader may answer for them."""

    request: OpinionRequest
    is_mine: bool


@dataclass(frozen=True)
class Shown:
    """A round with its lines."""

    round: OpinionRound
    lines: tuple[Line, ...]


@register.inclusion_tag("workflows/_opinions.html", takes_context=True)
def opinions(context: Context, document: Any) -> dict[str, Any]:
    """The rounds of a document; nothing where its flow knows none."""
    person = context["request"].user
    if not flow_of(document).opinions:
        return {"rounds": (), "may_ask": False}
    rounds = [_shown(one, person) for one in service.rounds_of(document)]
    return {
        "document": document,
        "rounds": rounds,
        "is_open": any(one.round.is_open for one in rounds),
        "may_ask": service.may_ask(document, person) is not None,
        "csrf_token": context.get("csrf_token"),
    }


def _shown(one: OpinionRound, person: Person) -> Shown:
    return Shown(one, tuple(Line(each, _is_mine(one, each, person)) for each in one.requests.all()))


def _is_mine(one: OpinionRound, request: OpinionRequest, person: Person) -> bool:
    awaited = one.is_open and request.is_open
    return awaited and service.may_give(request, person) is not None
