"""The original of an import as its review shows it: lines, cells, what was read from each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from plans.queries.places import Place, Places, Spot
from workflows.display import Tone


@dataclass(frozen=True)
class SourceCell:
    """A cell of the original; ``spot`` is the field that was read from it, where there is one."""

    text: str
    place: Place
    spot: Spot | None
    tone: Tone


@dataclass(frozen=True)
class Line:
    """A line of the original; ``tone`` marks one that a doubt is about."""

    number: int
    cells: tuple[SourceCell, ...]
    tone: Tone

    @property
    def is_heading(self) -> bool:
        """Whether a row of a table says something in its first cell only: it goes over all."""
        first, *rest = self.cells
        return bool(first.text.strip()) and not any(cell.text.strip() for cell in rest)


@dataclass(frozen=True)
class Block:
    """Lines of the original that stand together: a table, or running text."""

    is_table: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Marks:
    """What is marked in the original: cells where a doubt names them, else whole lines."""

    cells: Mapping[Place, Tone]
    lines: Mapping[int, Tone]


def original_of(text: str, places: Places, marks: Marks) -> tuple[Block, ...]:
    """Lines that say something, numbered as in the file, in tables and running text."""
    spots = {place: spot for spot, found in places.items() for place in found}
    lines = [
        _line(number, line.split("\t"), spots, marks)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    return _blocks(lines)


def _line(number: int, texts: Sequence[str], spots: Mapping[Place, Spot], marks: Marks) -> Line:
    cells = []
    for at, text in enumerate(texts, start=1):
        place = Place(number, at)
        cells.append(SourceCell(text, place, spots.get(place), marks.cells.get(place, Tone.NONE)))
    return Line(number, tuple(cells), marks.lines.get(number, Tone.NONE))


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    together = groupby(lines, key=lambda line: len(line.cells) > 1)
    return tuple(Block(is_table, tuple(found)) for is_table, found in together)
