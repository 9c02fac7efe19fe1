"""Numbers that a word processor counts: not in the text, but whoever reads the page sees them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъюя"
MAX_LEVEL = 10


@dataclass(frozen=True)
class Level:
    """One level of a list: where it begins to count, its kind of number, and its pattern.

    ``pattern`` holds ``%1`` for the number of the first level, ``%2`` for that of the second.
    """

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


@dataclass
class Lists:
    """The lists of a document, and how far each has counted."""

    counts: dict[str, list[int]] = field(default_factory=dict)

    def next_label(self, owner: str, at: int, levels: dict[int, Level]) -> str:
        """Count one on at this level and say what is printed; empty for bullets.

        Paragraphs that share an ``owner`` count together.
        """
        if at not in levels:
            return ""
        counts = self.counts.setdefault(owner, [0] * MAX_LEVEL)
        counts[at] = counts[at] + 1 if counts[at] else levels[at].start
        counts[at + 1 :] = [0] * (MAX_LEVEL - at - 1)
        return _written(levels, at, counts)

    def set_back(self, owner: str, at: int, number: int) -> None:
        """The next paragraph of a level gets this number."""
        counts = self.counts.setdefault(owner, [0] * MAX_LEVEL)
        counts[at : at + 1] = [number - 1]


def _written(levels: dict[int, Level], at: int, counts: list[int]) -> str:
    level = levels[at]
    if level.kind not in _KINDS:
        return ""
    text = level.pattern
    for index in range(at, -1, -1):
        own = levels.get(index, Level())
        number = counts[index] or own.start
        text = text.replace(f"%{index + 1}", _KINDS.get(own.kind, str)(number))
    return text.strip()


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while 0 < value <= number < 1000:
            text, number = text + sign, number - value
    return text


def _letter(number: int, letters: str = _CYRILLIC) -> str:
    return letters[(number - 1) % len(letters)]


_KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": str,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "lowerLetter": lambda number: _letter(number, ascii_lowercase),
    "upperLetter": lambda number: _letter(number, ascii_uppercase),
    "russianLower": _letter,
    "russianUpper": lambda number: _letter(number).upper(),
}
