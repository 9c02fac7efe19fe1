"""Words of two texts side by side: which are kept, which went, which came."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

#: A word or a sign with the white space before it.
TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")
#: Beyond so many words in one cell the whole cell is shown as replaced.
MOST_WORDS = 20_000
#: Words no longer than this do not hold a text together that changed on both sides of them.
SHORT = 3


class Mark(StrEnum):
    """How a piece of a cell is shown; the value is the name of the element."""

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"


@dataclass(frozen=True)
class Piece:
    """A stretch of words with its mark."""

    text: str
    mark: Mark = Mark.KEPT


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Stretch:
    """Neighbouring words of both texts: the same ones, or some in the place of others."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    kept: bool


def word_difference(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The two texts in pieces, with the words that differ marked.

    The same for both directions: what is deleted on the way there is inserted on the way back.
    """
    if old > new:
        after, before = _difference(new, old)
        return _turned(before), _turned(after)
    return _difference(old, new)


def _turned(pieces: Pieces) -> Pieces:
    other = {Mark.INSERTED: Mark.DELETED, Mark.DELETED: Mark.INSERTED, Mark.KEPT: Mark.KEPT}
    return tuple(Piece(piece.text, other[piece.mark]) for piece in pieces)


def _difference(old: str, new: str) -> tuple[Pieces, Pieces]:
    stretches = list(stretches_of(old, new))
    before = ((one.old, Mark.KEPT if one.kept else Mark.DELETED) for one in stretches)
    after = ((one.new, Mark.KEPT if one.kept else Mark.INSERTED) for one in stretches)
    return _pieces(before), _pieces(after)


def _pieces(marked: Iterable[tuple[tuple[str, ...], Mark]]) -> Pieces:
    found: list[Piece] = []
    for tokens, mark in marked:
        text = "".join(tokens)
        bare = text.lstrip()
        # White space before the words that differ is not struck through.
        if mark and bare and text != bare:
            found.append(Piece(text[: len(text) - len(bare)]))
        if text:
            found.append(Piece(bare or text if mark else text, mark))
    return tuple(_joined(found))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    for mark, run in groupby(pieces, key=lambda piece: piece.mark):
        yield Piece("".join(piece.text for piece in run), mark)


def stretches_of(old: str, new: str, token: re.Pattern[str] = TOKEN) -> Iterator[Stretch]:
    """The longest common words of two texts, and between them what stands for what."""
    left, right = token.findall(old), token.findall(new)
    if max(len(left), len(right)) > MOST_WORDS:
        yield Stretch(tuple(left), tuple(right), kept=False)
        return
    bare = [word.strip() for word in left], [word.strip() for word in right]
    found = [
        Stretch(
            tuple(left[one.src_start : one.src_end]),
            tuple(right[one.dest_start : one.dest_end]),
            kept=one.tag == "equal",
        )
        for one in LCSseq.opcodes(*bare)
    ]
    yield from _gathered(found)


def _gathered(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Neighbouring changes as one; a short word kept between two changes goes with them."""
    last = len(stretches) - 1
    marked = (
        (one.kept and not (0 < place < last and _is_short(one)), one)
        for place, one in enumerate(stretches)
    )
    for kept, run in groupby(marked, key=lambda pair: pair[0]):
        ones = [one for _kept, one in run]
        yield Stretch(
            tuple(word for one in ones for word in one.old),
            tuple(word for one in ones for word in one.new),
            kept,
        )


def _is_short(stretch: Stretch) -> bool:
    words = [word.strip() for word in stretch.old if word.strip().isalnum()]
    return len(words) < 2 and all(len(word) <= SHORT for word in words)
