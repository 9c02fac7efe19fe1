"""What stands around the text of a plan: offers, remarks, checks, history, the deadline."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from institutions.models import Person
from plans.models import Plan, Remark, Revision
from plans.queries.checks import checks_of, linted_of
from plans.queries.history import lines_of
from plans.shown import remarks_shown
from workflows import steps
from workflows.display import Text
from workflows.flow import flow_of
from workflows.models import Desk
from workflows.steps import Offer

__all__ = [
    "change_of",
    "checks_of",
    "due_of",
    "lines_of",
    "linted_of",
    "main_of",
    "offers_of",
    "remarks_of",
    "waiting_for",
]


@dataclass(frozen=True)
class Due:
    """The nearest deadline of what waits, and what it is for."""

    day: datetime.date
    verb: Text


@dataclass(frozen=True)
class Proposed:
    """A change beside the text in force; ``proposed`` is None until something is changed."""

    in_force: Revision
    proposed: Revision | None


def change_of(plan: Plan, revisions: list[Revision]) -> Proposed | None:
    """Which version is in force and which is proposed, among those open to the person."""
    in_force = next((one for one in revisions if one.number == plan.in_force_revision), None)
    if not plan.is_changing or in_force is None:
        return None
    return Proposed(in_force, revisions[0] if revisions[0] != in_force else None)


def offers_of(plan: Plan, person: Person) -> list[Offer]:
    """The steps open to a person. Each form has names of its own, as several stand on one page."""
    offers = steps.offers(plan, person)
    for offer in offers:
        offer.form.auto_id = f"{offer.step.name}_%s"
    return offers


def remarks_of(plan: Plan, person: Person) -> list[Remark]:
    """All remarks as a person reads them, the open ones first."""
    return sorted(remarks_shown(plan, person), key=lambda remark: not remark.is_open)


def waiting_for(work: Iterable[Desk]) -> str:
    """The posts and people who are to act."""
    names = [
        desk.post.title if desk.post else str(desk.person and desk.person.get_short_name())
        for desk in work
    ]
    return ", ".join(dict.fromkeys(names))


def due_of(work: Iterable[Desk]) -> Due | None:
    """The nearest deadline of what waits, which comes first."""
    desk = next(iter(work), None)
    return Due(desk.due_on, desk.asks) if desk and desk.due_on else None


def main_of(plan: Plan, offers: list[Offer]) -> Offer | None:
    """The step of the primary button: what waits in this state, once it can be taken.

    Where nothing is waited for the first step is offered; sending back is never the main thing.
    """
    flow = flow_of(plan)
    expected = {work.step for work in flow.desks.get(flow.states(plan.state), ())}
    asked = [offer for offer in offers if offer.step.name in expected]
    forward = [
        offer
        for offer in asked or offers
        if not offer.step.danger and not offer.step.name.startswith("return")
    ]
    return next((offer for offer in forward if offer.ready), None)
