"""What a page shows of a document's route: where it is, what may be done, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from institutions.models import Person
from workflows import access, passing
from workflows.apart import Apart, Bar
from workflows.display import RouteStep
from workflows.flow import Flow, Step, flow_of
from workflows.forms import StepForm
from workflows.models import Record
from workflows.refusals import Barred, NotYours
from workflows.rules import Unmet, unmet
from workflows.taken import Capacity, Case
from workflows.telling import done


@dataclass(frozen=True)
class Offer:
    """A step as the page offers it to a person."""

    step: Step
    capacity: Capacity
    missing: tuple[Unmet, ...]
    form: StepForm

    @property
    def ready(self) -> bool:
        """Whether nothing that is known beforehand stands in the way."""
        return not self.missing


def form_of(told: Step) -> type[StepForm]:
    """The form class of a step."""
    found: type[StepForm] = import_string(told.form)
    return found


def missing_for(told: Step, document: Any, person: Person) -> tuple[Unmet, ...]:
    """Rules that are not met and can be asked before anything is entered."""
    now = timezone.now()
    case = Case(document, person, None, timezone.localdate(), now)
    return tuple(unmet(passing.rules_of(told), case, with_facts=False))


def offers(document: Any, person: Person) -> list[Offer]:
    """The steps that a person may take now, with what is still missing for each."""
    return list(_offers(document, person))


def _offers(document: Any, person: Person) -> Iterator[Offer]:
    for told in flow_of(document)(document).open_steps():
        if told.computed_in:
            continue
        capacity, bar = access.asked_of(person, told, document)
        if capacity:
            form = form_of(told)(
                document=document, person=person, told=told, auto_id=f"{told.name}_%s"
            )
            form.capacity = capacity
            missing = missing_for(told, document, person)
            kept_away = (_as_unmet(told, document, bar),) if bar else ()
            yield Offer(told, capacity, (*kept_away, *missing), form)


def _as_unmet(told: Step, document: Any, bar: Bar) -> Unmet:
    apart = told.apart or Apart(())
    return Unmet("apart", bar.sentence(apart, done(document, bar.step)), str(apart.article))


def refusal(person: Person, told: Step, document: Any) -> NotYours:
    """Why a person may not take a step: it is not theirs, or something they did bars them."""
    holders = access.holders(told.by.right, told.by.place(document))
    names = [one.name for one in holders]
    bar = access.asked_of(person, told, document)[1]
    if bar is None:
        return NotYours(names)
    return Barred(names, str(_as_unmet(told, document, bar)))


def route(document: Any, moves: list[Record]) -> list[RouteStep]:
    """The stepper: each state of the route with when it was reached and by whom."""
    flow: type[Flow] = flow_of(document)
    # A document that was sent back is still the one that its author made.
    last = {record.target: record for record in [*moves, *moves[:1]]}
    present = _place(flow, document.state, moves)
    return [
        RouteStep(
            label=str(state.label),
            sub=reached(last.get(state.value)) if place <= present else "",
            status="done" if place < present else "current" if place == present else "todo",
        )
        for place, state in enumerate(flow.route)
    ]


def _place(flow: type[Flow], state: str, moves: list[Record]) -> int:
    """Where on the route a state is; one beside the route stands where it turned off."""
    values = [one.value for one in flow.route]
    passed = [state, *(move.source for move in reversed(moves))]
    return next((values.index(one) for one in passed if one in values), 0)


def reached(record: Any) -> str:
    """When a record brought a document where it leads, and who did it; nothing of none."""
    if record is None:
        return ""
    who = record.actor.get_short_name() if record.actor else ""
    if record.acting_for:
        who = _("%(who)s for %(absent)s") % {
            "who": who,
            "absent": record.acting_for.get_short_name(),
        }
    return ", ".join(part for part in (f"{record.on:%d.%m.%Y}", who) if part)
