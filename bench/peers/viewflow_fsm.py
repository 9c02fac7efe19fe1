"""``viewflow.fsm`` as its documentation shows: permissions at the transition, a row lock, a log."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from viewflow import fsm

from bench.peers import orm
from bench.peers.models import Paper
from bench.peers.route import BY_STEP, ROUTE, Move
from institutions.models import Person


class States(TextChoices):
    """The states of the route."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    AGREED = "agreed"
    AT_COUNCIL = "at_council"


def holds(move: Move) -> Any:
    """The permission of a transition: whoever holds its right there."""

    def permission(flow: "PaperFlow", person: Person) -> bool:
        flow.post = orm.post_of(person, move.right, getattr(flow.paper, move.at))
        return flow.post is not None

    return permission


class PaperFlow:
    """The flow of one paper."""

    state: Any = fsm.State(States, default=States.DRAFT)

    def __init__(self, paper: Paper, person: Person) -> None:
        """A flow for one step."""
        self.paper, self.person = paper, person
        self.post: Any = None

    @state.setter()
    def _set(self, value: Any) -> None:
        self.paper.state = value.value

    @state.getter()
    def _get(self) -> Any:
        return States(self.paper.state)

    @state.on_success()
    def _saved(self, descriptor: Any, source: Any, target: Any, **_options: Any) -> None:
        move = next(one for one in ROUTE if one.source == source.value)
        self.paper.version += 1
        self.paper.save()
        orm.follow(self.paper, move, self.person, self.post)

    @state.transition(source=States.DRAFT, target=States.SUBMITTED, permission=holds(ROUTE[0]))
    def submit(self) -> None:
        """Sent for agreement."""

    @state.transition(source=States.SUBMITTED, target=States.REGISTERED, permission=holds(ROUTE[1]))
    def register(self) -> None:
        """Entered in the register."""

    @state.transition(source=States.REGISTERED, target=States.AGREED, permission=holds(ROUTE[2]))
    def agree(self) -> None:
        """Agreed."""

    @state.transition(source=States.AGREED, target=States.AT_COUNCIL, permission=holds(ROUTE[3]))
    def put_to_council(self) -> None:
        """Put to the council."""


@transaction.atomic
def take(pk: UUID, step: str, person: Person) -> None:
    """One step in one transaction; asked first, since a call asks for no permission."""
    flow = PaperFlow(Paper.objects.select_for_update().get(pk=pk), person)
    transition = getattr(flow, BY_STEP[step].step)
    if not transition.has_perm(person):
        raise PermissionError(step)
    transition()
