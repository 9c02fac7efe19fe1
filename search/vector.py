"""Stems with weights as PostgreSQL keeps them, and the question put to them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.stemmer import stem
from search.tokens import SMALL, found_by, tokens

#: PostgreSQL counts no place beyond this, and keeps no more places of one word.
LAST_PLACE, MOST_PLACES = 16_383, 255
LONGEST_TEXT = 200
MOST_WORDS = 12


@dataclass(frozen=True)
class Weighted:
    """A text with its weight: A is the name, B the content, C what it belongs to."""

    text: str
    weight: str


def vector(texts: Iterable[Weighted]) -> str:
    """A ``tsvector`` as text; lexemes are letters, digits, points and dashes only."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for one in texts:
        for word in found_by(one.text):
            place += 1
            if len(places[word]) < MOST_PLACES:
                places[word].append(f"{min(place, LAST_PLACE)}{one.weight}")
    return " ".join(f"'{word}':{','.join(where)}" for word, where in sorted(places.items()))


@dataclass(frozen=True)
class Question:
    """What was asked, as words and as stems of which all must occur."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Question":
        """From what was typed; too much is cut, ``is_long`` tells it."""
        words = [word for word in tokens(_cut(text)) if word not in SMALL]
        return cls(text, tuple(dict.fromkeys(words))[:MOST_WORDS])

    @property
    def is_long(self) -> bool:
        """Whether more was typed than is looked for."""
        return len(self.text) > LONGEST_TEXT

    @property
    def stems(self) -> list[str]:
        """The stem of each word."""
        return [stem(word) for word in self.words]

    @property
    def query(self) -> str:
        """The same as a ``tsquery``."""
        return " & ".join(f"'{one}'" for one in dict.fromkeys(self.stems))

    def with_words(self, others: Sequence[str]) -> "Question":
        """The question with other words in place of those that were mistyped."""
        return Question(self.text, tuple(others))


def _cut(text: str) -> str:
    """What is looked for: whole words as far as there is one."""
    if len(text) <= LONGEST_TEXT:
        return text
    start, space, _rest = text[:LONGEST_TEXT].rpartition(" ")
    return start if space else text[:LONGEST_TEXT]
