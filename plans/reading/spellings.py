"""One institution printed in several spellings: „СЕУ „Св. П. Хилендарски““, „… Св. Паисий …“.

Two names are one institution's when settlement and type agree and each word of the shorter name
is a word of the longer one, its beginning, or a misprint of it. Titles, „Свети“ and „и“ say
nothing. Numbers always differ: ДГ № 1 is not ДГ № 2.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from .listed import FULL
from .model import Inspection

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[„“”\"«»](.+?)[„“”\"«»]*$")
_EMPTY = frozenset(
    ["св", "свети", "света", "светии", "и", "проф", "професор", "акад", "академик", "д", "р",
     "др", "доктор", "ген", "генерал", "кап", "капитан", "полк", "полковник", "отец"]
)  # fmt: skip
_SMALL = frozenset(["по", "и", "на", "за", "в"])
_LONG, _MISPRINT = 6, 1


@dataclass(frozen=True)
class Named:
    """An institution as printed in a list; ``row`` is the key of the row that lists it."""

    name: str
    settlement: str
    row: str


@dataclass(frozen=True)
class Spellings:
    """The names of one institution, the usual one first: the most frequent, then the longest."""

    names: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def usual(self) -> str:
        """The name that the others should be."""
        return self.names[0]


def named_in(inspections: Iterable[Inspection]) -> Iterator[Named]:
    """The institutions that inspections list."""
    for planned in inspections:
        for one in planned.institutions:
            yield Named(one.name, one.settlement or "", planned.key)


def spellings_of(listed: Iterable[Named]) -> list[Spellings]:
    """The institutions that are printed in more than one spelling.

    Quotes, dashes, spaces and a type written out are no other spelling.
    """
    groups: list[list[Named]] = []
    for one in listed:
        group = next((some for some in groups if _is_one(one, some[0])), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [_told(group) for group in groups if len({_folded(one.name) for one in group}) > 1]


def _told(group: Sequence[Named]) -> Spellings:
    counts = Counter(_folded(one.name) for one in group)
    printed = {_folded(one.name): one.name for one in reversed(group)}
    ordered = sorted(counts, key=lambda name: (-counts[name], -len(name), name))
    rows = dict.fromkeys(one.row for one in group)
    return Spellings(tuple(printed[name] for name in ordered), tuple(rows))


def _is_one(one: Named, other: Named) -> bool:
    if _words(one.settlement) != _words(other.settlement):
        return False
    (kind, name), (other_kind, other_name) = _parted(one.name), _parted(other.name)
    if bool(name) != bool(other_name):
        return False
    return _is_one_kind(kind, other_kind) and _is_one_name(name, other_name)


def _parted(name: str) -> tuple[list[str], list[str]]:
    """The words of the type as printed, and those of the name that say something."""
    quoted = _NAME.search(name)
    kind = name[: quoted.start()] if quoted else name
    words = _words(quoted[1]) if quoted else []
    return _WORD.findall(kind), [word for word in words if word not in _EMPTY]


def _is_one_kind(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same words, or the initials of the other: „ПГТ“ is „ПГ по транспорт“."""
    return _initials(one) == _initials(other)


def _initials(words: Sequence[str]) -> str:
    """„ПГ по транспорт“ is „пгт“, „Основно училище“ is „оу“; numbers stay."""
    kept = (word for word in words if word not in _SMALL)
    return "".join(word.lower() if _is_short(word) else word[0].lower() for word in kept)


def _is_short(word: str) -> bool:
    return word.isdigit() or sum(letter.isupper() for letter in word) > 1


def _is_one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """As many words, each like that in its place."""
    return len(one) == len(other) and all(map(_is_one_word, one, other))


def _is_one_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if one.isdigit() or other.isdigit():
        return one == other
    if len(short) < len(long) and long.startswith(short) and len(short) <= 3:
        return True
    near = Levenshtein.distance(one, other) <= _MISPRINT
    return one == other or (near and len(short) >= _LONG)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _folded(name: str) -> str:
    """The spelling; quotes, dashes, spaces and an ordinary type written out aside."""
    quoted = _NAME.search(name)
    kind = " ".join(_words(name[: quoted.start()] if quoted else name))
    for full, short in FULL.items():
        kind = kind.replace(full, short.lower())
    return f"{kind} {' '.join(_words(quoted[1]) if quoted else [])}"
