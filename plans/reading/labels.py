"""Rows that call themselves „Цел:“, „Мерки:“, „Дейности:“: a plan laid out by goals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .letters import cyrillic
from .rows import Row, clean

_LABEL = re.compile(
    r"((?P<goal>(?:специфична |оперативна |основна )?цел(?:и)?)|(?P<measure>мерк[аи]|мярка)"
    r"|(?P<work>дейност(?:и)?))\s*(?:№?\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?)?\s*[:–—-]\s*"
    r"(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCES = re.compile(r"(?:\d{1,3}[.)]\s*)?(?:мерк[аи]|мярка|дейност(?:и)?)\s*:", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True)
class Label:
    """The word a row begins with, its number if it has one, and what follows."""

    is_goal: bool
    is_measure: bool
    number: str | None
    printed: str
    text: str


def label_of(text: str) -> Label | None:
    """The label of a row, None if it has none."""
    match = _LABEL.fullmatch(cyrillic(text))
    if match is None:
        return None
    printed, rest = text[: match.start("text")].strip(), text[match.start("text") :]
    return Label(bool(match["goal"]), bool(match["measure"]), match["number"], printed, rest)


def labelled(rows: Sequence[Row]) -> bool:
    """Whether the plan is laid out by goals: several rows only announce measures or activities."""
    cells = ((cyrillic(clean(cell)) for cell in row.cells[:3]) for row in rows)
    return sum(any(map(_ANNOUNCES.match, row)) for row in cells) >= _FEWEST
