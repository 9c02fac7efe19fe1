"""Words that are broken inside a cell: at its edge, at a line, at the end of a page.

Nothing is taken for broken without a witness: the word stands whole elsewhere in the document, or
a hyphen is left where the line ended.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from .joining import belongs

_TAILED = re.compile(r"(?<!\w)([^\W\d_]{4,}) (и|ите|ата|ето|ията|о|а)(?!\w)")
"""A word and an end of one that stands apart from it, as a narrow column leaves „определен ите“."""
_HYPHENED = re.compile(r"(?<!\w)([^\W\d_]{2,})- (?!(?:и|или|до)\s)([^\W\d_А-Я][^\W\d_]+)(?!\w)")
"""A hyphen with a space behind it: „дирек- тор“; „пред- и следучилищна“ is none."""
_PAIR = re.compile(r"(?<!\w)([^\W\d_]{2,}) (?=([^\W\d_]{2,})(?!\w))")
_LAST, _FIRST = re.compile(r"([^\W\d_]{2,})$"), re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MONTHS = frozenset(["септември", "октомври", "ноември", "декември", "януари", "февруари"])
_DOUBLED = re.compile(rf"\b({'|'.join(sorted(_MONTHS))}) и(?= 20\d\d)", re.IGNORECASE)
"""„септември и 2023“: the last letter stood on a line of its own."""
_INFLECTED = 3
_GROWN = 2


class Words:
    """The words of a document, and which of them stand there once."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._rare = {word for word, count in counts.items() if count == 1}
        self._ordered: list[str] | None = None

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Words":
        """The words of these texts."""
        return cls(Counter(word for text in texts for word in _WORD.findall(text.lower())))

    def whole(self, text: str, pieces: Sequence[str] = ()) -> str:
        """The text with its broken words put together; the same where none is.

        ``pieces`` are those of which the cell was joined over the end of a page.
        """
        # To look first is cheaper: most cells are whole.
        if " " not in text:
            return text
        if " и 20" in text:
            text = _DOUBLED.sub(r"\1", text)
        if "- " in text:
            text = _HYPHENED.sub(self._hyphened, text)
        text = _TAILED.sub(self._tailed, text)
        if self._has_pair(text):
            text = _PAIR.sub(self._paired, text)
        for before, later in pairwise(pieces):
            text = self._over_the_page(text, before, later)
        return text

    def _hyphened(self, found: re.Match[str]) -> str:
        """The hyphen goes with the space; between the halves of a compound it stays."""
        if not belongs(found[1], found[2], self._count):
            return found[1] + found[2]
        return f"{found[1]}-{found[2]}" if found[1].endswith("о") else found[0]

    def _tailed(self, found: re.Match[str]) -> str:
        """A single letter may be a word of its own: „учител и ученик“."""
        whole = (found[1] + found[2]).lower()
        stands = len(found[2]) > 1 and self._count(whole) and self._count(found[1].lower()) < 2
        return found[1] + found[2] if whole in _MONTHS or stands else found[0]

    def _has_pair(self, text: str) -> bool:
        """Whether two words that stand nowhere else are one that does: looked up, not searched."""
        words = text.lower().split()
        rare = not self._rare.isdisjoint(words)
        return rare and any(self._is_one(one, two) for one, two in pairwise(words))

    def _paired(self, found: re.Match[str]) -> str:
        return found[1] if self._is_one(found[1].lower(), found[2].lower()) else found[0]

    def _is_one(self, one: str, two: str) -> bool:
        return one in self._rare and two.rstrip(".,;:") in self._rare and self._stands(one, two)

    def _stands(self, one: str, two: str) -> bool:
        return self._count(one + two.rstrip(".,;:")) > 0

    def _over_the_page(self, text: str, before: str, later: str) -> str:
        """Where a page cut the cell, a witness in another form is enough: „общ“ + „ината“."""
        last, first = _LAST.search(before), _FIRST.match(later)
        if last is None or first is None or not first[0].islower():
            return text
        halves = last[1].lower(), first[0]
        alone = all(half in self._rare for half in halves)
        if alone and self._begins("".join(halves), len(halves[0])):
            return text.replace(f"{last[1]} {first[0]}", last[1] + first[0], 1)
        return text

    def _begins(self, whole: str, head: int) -> bool:
        """Whether a word of the document begins as this one, but for its ending."""
        stem = whole[: max(head + _GROWN, len(whole) - _INFLECTED)]
        if self._ordered is None:
            self._ordered = sorted(self._counts)
        at = bisect_left(self._ordered, stem)
        return at < len(self._ordered) and self._ordered[at].startswith(stem)

    @property
    def _count(self) -> Callable[[str], int]:
        return lambda word: self._counts.get(word, 0)
