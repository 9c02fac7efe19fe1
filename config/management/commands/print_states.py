"""``manage.py print_states``: the routes of all documents as Markdown, drawn from the flows."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from approvals.flow import ROUTES
from inspections.flow import InspectionFlow, VisitFlow
from workflows.flow import After, Flow, Holder, Letter, Step
from workflows.picture.drawing import PLACES, value_of
from workflows.rules import with_article

FLOWS: tuple[type[Flow], ...] = (*ROUTES.values(), InspectionFlow, VisitFlow)
HEADER = """# States and steps

Printed by `./run manage print_states`; do not edit by hand. Each step stands once in a
`flow` module; its rules stand in the `rules` module of the same app.
"""


def page() -> str:
    """The whole page."""
    with translation.override("en"):
        return "\n".join([HEADER, *(line for flow in FLOWS for line in _flow(flow))])


def _flow(flow: type[Flow]) -> Iterator[str]:
    yield f"## {flow.title}\n"
    yield from _diagram(flow)
    yield "| From | Step | Told afterwards | To | Who | Ground | Rules | Tells | Terms |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for told in flow.steps.values():
        yield _row(flow, told)
    yield ""


def _diagram(flow: type[Flow]) -> Iterator[str]:
    yield "```mermaid\nstateDiagram-v2"
    yield f"    [*] --> {flow.initial.value}"
    for told in flow.steps.values():
        for source, target in told.ways:
            yield f"    {source} --> {target}: {told.label}"
    yield "```\n"


def _row(flow: type[Flow], told: Step) -> str:
    after = flow.after.get(told.name, After())
    cells = (
        _named(flow, told.sources),
        f"{told.label} (`{told.name}`)",
        str(told.done),
        f"{_named(flow, told.targets)}{_back(told)}",
        _who(told),
        told.basis,
        "; ".join(with_article(rule.summary, rule.article) for rule in told.rules),
        ", ".join(dict.fromkeys(_letter(letter) for letter in after.tell)),
        ", ".join([*(f"starts `{name}`" for name in after.starts), *_stops(after)]),
    )
    return "| " + " | ".join(cells) + " |"


def _named(flow: type[Flow], states: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(str(flow.states(value_of(one)).label) for one in states))


def _back(told: Step) -> str:
    return f", back to `{told.back_to}` if it was passed" if told.back_to else ""


def _who(told: Step) -> str:
    place = PLACES[told.by.at]
    named = "; only those the order names" if told.only else ""
    return f"`{told.by.right.value}` at {place}{named}{_apart(told)}"


def _apart(told: Step) -> str:
    if told.apart is None:
        return ""
    team = "the team or " if told.apart.named else ""
    steps = ", ".join(f"`{one}`" for one in told.apart.steps)
    return f"; not {team}who took {steps} ({told.apart.article})"


def _letter(letter: Letter) -> str:
    to = letter.to
    whom = f"`{to.right.value}`" if isinstance(to, Holder) else to.__name__.replace("_", " ")
    return f"{letter.kind} → {whom}"


def _stops(after: After) -> list[str]:
    return [f"stops `{name}`" for name in after.stops]


class Command(BaseCommand):
    """Print ``docs/states.md``."""

    help = "Print the states and steps of all documents as Markdown."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the page to standard output."""
        self.stdout.write(page(), ending="")
