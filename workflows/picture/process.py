"""A flow as a process in the sense of BPMN: lanes, events, tasks, gateways, and where they stand.

A state in which somebody may do something is an exclusive gateway, one in which nothing more
happens an end event; a step is a user task in the lane of whoever may take it; the term of a
step is a timer at its border, which interrupts nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from workflows import clocks
from workflows.display import Text
from workflows.flow import Flow, Holder, Step, no_term
from workflows.picture.drawing import Picture, Place, by_right, drawn
from workflows.terms.law import Wording

MARGIN, HEAD = 20, 30
COLUMN, SLOT = 180, 180
#: Width and height of each kind of element, as other tools draw them.
SIZES = {
    "startEvent": (36, 36),
    "endEvent": (36, 36),
    "boundaryEvent": (36, 36),
    "exclusiveGateway": (50, 50),
    "userTask": (120, 80),
}


@dataclass(frozen=True)
class Term:
    """A timer: how it is called, and its length as ISO 8601; empty where a day is named."""

    name: Text
    length: str = ""


@dataclass(frozen=True)
class Node:
    """An element of the process; ``row`` counts within its lane, ``column`` along the process."""

    id: str
    tag: str
    name: Text
    lane: int
    column: int
    row: int = 0
    note: str = ""
    term: Term | None = None
    at: str = ""


@dataclass(frozen=True)
class Link:
    """A sequence flow between two elements."""

    id: str
    source: str
    target: str


@dataclass(frozen=True)
class _Task:
    """A step as far as it leads to one state: a task with two ways out would take both."""

    id: str
    told: Step
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Process:
    """All of it, without coordinates in pixels."""

    slug: str
    title: Text
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def rows(self, lane: int) -> int:
        """How many elements stand under one another in a lane, at least one."""
        return max((node.row + 1 for node in self.nodes if node.lane == lane), default=1)


def process_of(flow: type[Flow]) -> Process:
    """The process that a flow is."""
    picture = drawn(flow)
    holders = list(dict.fromkeys(told.by for told in flow.steps.values()))
    tasks = [one for told in flow.steps.values() for one in _tasks_of(told)]
    standing = [_node(flow, picture, holders, one) for one in tasks]
    nodes = [*_events(flow, picture, holders), *standing]
    timers = [
        one for task, node in zip(tasks, standing, strict=True) for one in _timers(flow, task, node)
    ]
    return Process(
        slug=flow.slug,
        title=flow.title,
        lanes=tuple(by_right(holder) for holder in holders),
        nodes=tuple(_stacked([*nodes, *timers])),
        links=tuple(_links(flow, tasks, timers)),
    )


def _events(flow: type[Flow], picture: Picture, holders: list[Holder]) -> Iterator[Node]:
    first = picture.places[0]
    yield Node("start", "startEvent", _("Begin"), _lane_of(flow, first, holders), 0)
    for place in picture.places:
        lane = _lane_of(flow, place, holders)
        tag = "exclusiveGateway" if place.ways else "endEvent"
        yield Node(f"state_{place.value}", tag, place.label, lane, 2 * place.column + 1)


def _lane_of(flow: type[Flow], place: Place, holders: list[Holder]) -> int:
    """A state stands with who may leave it first; where nobody may, with who brought it there."""
    leaving = [flow.steps[way.step] for way in place.ways]
    arriving = [told for told in flow.steps.values() if place.value in told.targets]
    return holders.index((leaving or arriving)[0].by)


def _tasks_of(told: Step) -> Iterator[_Task]:
    """The first keeps the name of the step, further ones say where they lead."""
    for target in dict.fromkeys(target for _source, target in told.ways):
        sources = tuple(source for source, other in told.ways if other == target)
        is_first = target == told.ways[0][1]
        yield _Task(told.name if is_first else f"{told.name}_{target}", told, sources, target)


def _node(flow: type[Flow], picture: Picture, holders: list[Holder], task: _Task) -> Node:
    columns = {place.value: place.column for place in picture.places}
    told, column = task.told, 2 * columns[task.sources[0]] + 2
    note = "; ".join(part for part in (told.basis, _taken_anew(flow, told)) if part)
    lane = holders.index(told.by)
    return Node(f"step_{task.id}", "userTask", told.label, lane, column, note=note)


def _taken_anew(flow: type[Flow], told: Step) -> str:
    """Of a return: the step that is taken anew, by a document that passed it."""
    if not told.back_to:
        return ""
    return _("back to “%(step)s”") % {"step": flow.steps[told.back_to].done}


def _timers(flow: type[Flow], task: _Task, node: Node) -> Iterator[Node]:
    for number, term in enumerate(_terms(flow, task.told)):
        timer = replace(node, id=f"term{number}_{task.id}", tag="boundaryEvent", note="")
        yield replace(timer, name=term.name, term=term, at=node.id)
        name = _("Those whose turn it is are told")
        yield replace(timer, id=f"told{number}_{task.id}", tag="endEvent", name=name, at=node.id)


def _terms(flow: type[Flow], told: Step) -> list[Term]:
    """The clocks that a step stops, else the day by which it is asked."""
    after = flow.after.get(told.name)
    clocked = [clocks.term_of(name) for name in (after.stops if after else ())]
    if clocked:
        return [_timer(term.label, term.wordings[-1]) for term in clocked]
    works = [work for works in flow.desks.values() for work in works if work.step == told.name]
    if any(work.due is not no_term for work in works):
        return [Term(_("Term: %(step)s") % {"step": told.label})]
    return []


def _timer(label: Text, wording: Wording) -> Term:
    """A term of law by its newest wording."""
    return Term(f"{label} ({wording.article})", wording.duration)


def _stacked(nodes: list[Node]) -> Iterator[Node]:
    """Elements of one lane and column under one another; a timer stands where its task does."""
    used: dict[tuple[int, int], int] = {}
    rows: dict[str, int] = {}
    for node in nodes:
        cell = node.lane, node.column
        rows[node.id] = rows[node.at] if node.at else used.get(cell, 0)
        if not node.at:
            used[cell] = rows[node.id] + 1
        yield replace(node, row=rows[node.id])


def _links(flow: type[Flow], tasks: list[_Task], timers: list[Node]) -> Iterator[Link]:
    yield Link("from_start", "start", f"state_{flow.initial.value}")
    for task in tasks:
        node = f"step_{task.id}"
        for source in task.sources:
            yield Link(f"from_{source}_{task.id}", f"state_{source}", node)
        yield Link(f"after_{task.id}", node, f"state_{task.target}")
    for timer in timers:
        if timer.tag == "boundaryEvent":
            yield Link(f"after_{timer.id}", timer.id, timer.id.replace("term", "told", 1))
