"""Rows that were split or put together: whose words stand in another row now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from plans.compare.words import TOKEN, Mark, Pieces, word_difference

#: So much of a row stands in the other one.
HELD = 0.8
#: Fewer words than these stand anywhere.
FEWEST_WORDS = 4


@dataclass(frozen=True)
class Texts:
    """The words of a row before and after; None where it does not stand."""

    old: str | None
    new: str | None


def part_of(part: str, whole: str) -> float:
    """How much of a text stands, in its order, in another one; nought for a few words."""
    words, others = _words(part), _words(whole)
    if len(words) < FEWEST_WORDS:
        return 0.0
    return LCSseq.similarity(words, others) / len(words)


def partings(rows: Sequence[Texts]) -> dict[int, int]:
    """For rows that came or went, the row that lost or gained their words."""
    changed = list(_differences(rows))
    lost = [(place, _marked(before)) for place, before, _after in changed]
    gained = [(place, _marked(after)) for place, _before, after in changed]
    found = {}
    for place, row in enumerate(rows):
        if row.old is None and row.new:
            found[place] = _best(row.new, lost)
        elif row.new is None and row.old:
            found[place] = _best(row.old, gained)
    return {place: other for place, other in found.items() if other is not None}


def _best(part: str, others: Iterable[tuple[int, str]]) -> int | None:
    held, place = max(((part_of(part, words), -at) for at, words in others), default=(0.0, 0))
    return -place if held >= HELD else None


def _differences(rows: Sequence[Texts]) -> Iterator[tuple[int, Pieces, Pieces]]:
    for place, row in enumerate(rows):
        if row.old and row.new and row.old != row.new:
            yield place, *word_difference(row.old, row.new)


def _marked(pieces: Pieces) -> str:
    return " ".join(piece.text for piece in pieces if piece.mark is not Mark.KEPT)


def _words(text: str) -> list[str]:
    return [word.strip().casefold() for word in TOKEN.findall(text) if word.strip().isalnum()]
