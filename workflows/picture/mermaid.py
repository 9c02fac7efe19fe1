"""A picture as a Mermaid state diagram, as ``docs/states.md`` and many wikis draw it."""

from collections.abc import Iterator

from workflows.picture.drawing import Picture


def as_mermaid(picture: Picture) -> str:
    """The whole diagram; states are named by their values and carry their labels."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield "stateDiagram-v2"
    yield "    direction LR"
    for place in picture.places:
        yield f'    state "{place.label}" as {place.value}'
    yield f"    [*] --> {picture.places[0].value}"
    for way in picture.ways:
        yield f"    {way.source} --> {way.target}: {way.label}"
    for place in picture.places:
        if not place.ways:
            yield f"    {place.value} --> [*]"
