"""The forms in which a flow leaves the program."""

from collections.abc import Callable
from dataclasses import dataclass

from workflows.flow import Flow
from workflows.picture import layout, svg
from workflows.picture.bpmn import as_bpmn
from workflows.picture.drawing import drawn
from workflows.picture.mermaid import as_mermaid


@dataclass(frozen=True)
class Format:
    """A form of a picture: what a reader calls it, its type, how it is made."""

    label: str
    media: str
    made: Callable[[type[Flow]], str]


FORMATS = {
    "svg": Format("SVG", "image/svg+xml", lambda flow: svg.as_file(layout.lying(drawn(flow)))),
    "mermaid": Format("Mermaid", "text/plain", lambda flow: as_mermaid(drawn(flow))),
    "bpmn": Format("BPMN 2.0", "application/xml", as_bpmn),
}


def exported(flow: type[Flow], form: str) -> str:
    """A flow in one of the forms, in the reader's language."""
    return FORMATS[form].made(flow)
