"""Putting a cell together again that a page break has cut.

A hyphen at the cut goes when a word was cut ("об-" + "ластна") and stays when it is part of it
("АП-" + "ФСИО", "социално-" + "психологическа").
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from .rows import Row, clean

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+)-$")
_CUT_LINE = re.compile(_CUT.pattern, re.MULTILINE)
# „психолого-“, „културно-“: the first half of a compound; a shorter one may be a cut word.
_COMPOUND = 7
_FIRST = re.compile(r"[^\W_]+")


class Vocabulary:
    """The words of a document: the witness for how a cut word was spelled."""

    def __init__(self, rows: Iterable[Row]) -> None:
        # A clean cell is one line: all are taken apart at once.
        lines = "\n".join(clean(cell) for row in rows for cell in row.cells)
        self._counts = Counter(_WORD.findall(_CUT_LINE.sub("", lines).lower()))

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def count(self, word: str) -> int:
        """How often the word stands in the document."""
        return self._counts[word]

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each word stands in the document."""
        return self._counts

    def words(self) -> Iterable[str]:
        """All words, lower case."""
        return self._counts.keys()


def is_cut(piece: str) -> bool:
    """Whether a piece ends with a hyphen inside a word."""
    return _CUT.search(piece) is not None


def join_pieces(pieces: Sequence[str], vocabulary: Vocabulary) -> str:
    """The pieces of one cell as one text."""
    text = ""
    for piece in pieces:
        if not text or not piece:
            text = text or piece
        elif _CUT.search(text):
            text = _mend(text, piece, vocabulary)
        else:
            text = f"{text} {piece}"
    return text


def _mend(text: str, piece: str, vocabulary: Vocabulary) -> str:
    """Join at a hyphen, with or without it."""
    left, right = _CUT.search(text), _FIRST.match(piece)
    if left is None or right is None:
        return f"{text} {piece}"
    if belongs(left[1], right[0], vocabulary.count):
        return text + piece
    return text[:-1] + piece


def belongs(left: str, right: str, count: Callable[[str], int]) -> bool:
    """Whether the hyphen between two halves belongs to the word; ``count`` says how often a word
    stands in the document.
    """
    if not right[0].islower():
        return True
    low_left, low_right = left.lower(), right.lower()
    if count(f"{low_left}-{low_right}"):
        return True
    if count(low_left + low_right):
        return False
    if len(left) >= _COMPOUND and low_left.endswith("о"):
        return True
    return len(left) > 2 and count(low_left) > 0 and count(low_right) > 1
