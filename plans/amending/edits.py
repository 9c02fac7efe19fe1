"""How the words of a cell are changed, each change named by words that stand there once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans.compare.words import Stretch, stretches_of

SPACED = re.compile(r"\S+")
#: More changes than these in one cell, and the whole cell is written anew.
MOST_EDITS = 3
#: As it is when less than this part of the words is kept.
LEAST_KEPT = 0.4
#: So many words before an insertion name its place.
LONGEST_PLACE = 5


class Way(StrEnum):
    """What is done with the words."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT_AFTER = "insert_after"
    INSERT_FIRST = "insert_first"
    APPEND = "append"
    REWRITE = "rewrite"
    FILL = "fill"
    EMPTY = "empty"


@dataclass(frozen=True)
class Edit:
    """One change: ``old`` are the words that are replaced, deleted, or that others follow."""

    way: Way
    old: str = ""
    new: str = ""


def edits_of(old: str, new: str) -> list[Edit]:
    """The fewest changes that lead from one wording of a cell to the other, read without doubt."""
    before, after = SPACED.findall(old), SPACED.findall(new)
    if before == after:
        return []
    if not before:
        return [Edit(Way.FILL, new=" ".join(after))]
    if not after:
        return [Edit(Way.EMPTY, old=" ".join(before))]
    found = list(_edits(before, list(stretches_of(old, new, SPACED))))
    certain = [edit for edit in found if edit is not None]
    if len(certain) < len(found) or len(found) > MOST_EDITS or _kept(old, new) < LEAST_KEPT:
        return [Edit(Way.REWRITE, new=" ".join(after))]
    return certain


def _kept(old: str, new: str) -> float:
    stretches = list(stretches_of(old, new, SPACED))
    kept = sum(len(one.old) for one in stretches if one.kept)
    return kept / max(len(SPACED.findall(old)), len(SPACED.findall(new)))


def _edits(words: Sequence[str], stretches: Sequence[Stretch]) -> Iterator[Edit | None]:
    """Each change in turn; None where no words name its place."""
    place = 0
    for one in stretches:
        if not one.kept:
            yield _edit(words, place, one)
        place += len(one.old)


def _edit(words: Sequence[str], place: int, one: Stretch) -> Edit | None:
    old, new = " ".join(one.old), " ".join(one.new)
    if one.old:
        if _times(words, one.old) > 1:
            return None
        return Edit(Way.REPLACE if new else Way.DELETE, old, new)
    if place == 0:
        return Edit(Way.INSERT_FIRST, new=new)
    if place == len(words):
        return Edit(Way.APPEND, new=new)
    named = (words[max(0, place - length) : place] for length in range(1, LONGEST_PLACE + 1))
    before = next((some for some in named if _times(words, some) == 1), None)
    return Edit(Way.INSERT_AFTER, " ".join(before), new) if before else None


def _times(words: Sequence[str], part: Sequence[str]) -> int:
    size = len(part)
    starts = range(len(words) - size + 1)
    return sum(list(words[start : start + size]) == list(part) for start in starts)
