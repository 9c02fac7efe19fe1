"""What is drawn of a flow: its states as places, its steps as ways between them.

Nothing here knows coordinates; the picture and its text twin are both made of this.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from django.utils.translation import gettext_lazy as _

from workflows.display import Text
from workflows.flow import Flow, Holder, Step

#: At which institution a right is asked, in words.
PLACES: dict[str, Text] = {
    "institution": _("the document's institution"),
    "authority": _("the regional authority"),
    "council": _("the council"),
}


class Turn(StrEnum):
    """Where a way leads, seen along the route."""

    ON = "on"
    BACK = "back"
    ASIDE = "aside"
    STAY = "stay"


class Standing(StrEnum):
    """Whether a document was at a place, is there, or was never."""

    PASSED = "passed"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Way:
    """One step out of one state; ``passed`` says when it was taken and by whom."""

    step: str
    label: Text
    source: str
    target: str
    turn: Turn
    who: Text
    passed: str = ""
    back_to: Text = ""


@dataclass(frozen=True)
class Place:
    """A state: on the route, or beside it in the column where it turns off."""

    value: str
    label: Text
    column: int
    beside: bool
    ways: tuple[Way, ...]
    standing: Standing = Standing.AHEAD
    reached: str = ""


@dataclass(frozen=True)
class Waiting:
    """A piece of open work: what is asked, of whom, until when, and what stands in the way."""

    step: str
    work: Text
    who: str
    due: str = ""
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A flow by its slug, or one document in it: then with what it waits for."""

    slug: str
    title: Text
    places: tuple[Place, ...]
    waiting: tuple[Waiting, ...] = ()

    @property
    def here(self) -> Place | None:
        """Where the document stands; nowhere in the picture of a flow."""
        return next((one for one in self.places if one.standing is Standing.HERE), None)

    @property
    def ways(self) -> list[Way]:
        """All ways, in the order of the places."""
        return [way for place in self.places for way in place.ways]


def drawn(flow: type[Flow]) -> Picture:
    """The picture of a flow, no document in it."""
    columns = _columns(flow)
    return Picture(flow.slug, flow.title, tuple(_place(flow, state, columns) for state in columns))


@dataclass(frozen=True)
class _State:
    """A state with its order: the route first, then what stands beside it."""

    place: int
    value: str
    beside: bool


def _order(state: _State) -> tuple[bool, int]:
    return state.beside, state.place


def _columns(flow: type[Flow]) -> dict[_State, int]:
    """The column of each state: the route counts, what turns off stands under its source."""
    route = len(flow.route)
    states = [_State(at, value, beside=n >= route) for n, (value, at) in _numbered(flow)]
    columns: dict[_State, int] = {}
    for state in sorted(states, key=_order):
        busy = {column for one, column in columns.items() if one.beside == state.beside}
        columns[state] = next(n for n in count(state.place) if n not in busy)
    return columns


def _numbered(flow: type[Flow]) -> Iterator[tuple[int, tuple[str, int]]]:
    """All states with where they stand, those of the route first."""
    found = {one.value: place for place, one in enumerate(flow.route)}
    while new := _turned_off(flow, found):
        found |= new
    return enumerate(found.items())


def _turned_off(flow: type[Flow], known: dict[str, int]) -> dict[str, int]:
    """States one way beyond the known ones, each where it is first turned to."""
    found: dict[str, int] = {}
    for told in flow.steps.values():
        for source, target in told.ways:
            if source in known and target not in known:
                found[target] = min(known[source], found.get(target, known[source]))
    return found


def _place(flow: type[Flow], state: _State, columns: dict[_State, int]) -> Place:
    order = {one.value: one for one in columns}
    return Place(
        value=state.value,
        label=flow.states(state.value).label,
        column=columns[state],
        beside=state.beside,
        ways=tuple(_ways(flow, state, order)),
    )


def _ways(flow: type[Flow], state: _State, order: dict[str, _State]) -> Iterator[Way]:
    for told in flow.steps.values():
        if state.value in told.sources:
            target = value_of(told.target_from(state.value))
            turn = _turn(state, order[target])
            way = Way(told.name, told.label, state.value, target, turn, held(told))
            yield replace(way, back_to=flow.steps[told.back_to].done if told.back_to else "")


def _turn(source: _State, target: _State) -> Turn:
    if source == target:
        return Turn.STAY
    if target.beside:
        return Turn.ASIDE
    return Turn.ON if target.place > source.place else Turn.BACK


def value_of(state: str) -> str:
    """The plain value of a member of the states."""
    return str(getattr(state, "value", state))


def held(told: Step) -> Text:
    """Who takes a step, where no document says at which institution."""
    if told.only:
        return _("the people named in the order")
    return by_right(told.by)


def by_right(holder: Holder) -> str:
    """A right and where it is held, in words."""
    return f"{holder.right.label} – {PLACES[holder.at]}"
