"""Words cut off at the right edge of the page.

A word is taken for cut when it stands nowhere else in the document as a whole word but begins
longer ones that do. One or two such words prove nothing; a cut edge leaves them row after row.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from plans.reading.columns import Column
from plans.reading.joining import Vocabulary
from plans.reading.model import Activity

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_ROWS = 4
_SHORT_WORDS = frozenset(
    [
        "на",
        "за",
        "от",
        "до",
        "по",
        "при",
        "със",
        "във",
        "над",
        "под",
        "или",
        "без",
        "не",
        "се",
        "са",
        "че",
        "да",
        "им",
        "ги",
        "то",
        "те",
        "тя",
        "той",
        "ще",
        "как",
        "към",
        "без",
        "през",
        "след",
    ]
)

_ENDINGS = frozenset(
    ["та", "то", "те", "ът", "ят", "ите", "ето", "е", "я", "ята", "ия", "ето", "го"]
)


def cut_words(activities: Sequence[Activity], vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The cut words of the indicator column by key of their row; empty if the edge is whole."""
    cells = {activity.key: activity.field(Column.INDICATOR.value) or "" for activity in activities}
    here = Counter(word for cell in cells.values() for word in _WORD.findall(cell.lower()))
    ordered = sorted(vocabulary.words())
    found = {
        key: [
            word for word in _WORD.findall(cell.lower()) if _is_cut(word, here, vocabulary, ordered)
        ]
        for key, cell in cells.items()
    }
    found = {key: words for key, words in found.items() if words}
    return found if len(found) >= _FEWEST_ROWS else {}


def _is_cut(word: str, here: Counter[str], vocabulary: Vocabulary, ordered: list[str]) -> bool:
    if word in _SHORT_WORDS or vocabulary.count(word) > here[word]:
        return False
    return any(not _inflects(word, longer) for longer in _longer(word, ordered))


def _longer(word: str, ordered: list[str]) -> Iterator[str]:
    """The words of the document that begin with ``word``."""
    for longer in ordered[bisect_right(ordered, word) :]:
        if not longer.startswith(word):
            return
        yield longer


def _inflects(word: str, longer: str) -> bool:
    """Whether the longer word is the same one with an article or in the plural, or a compound."""
    return (
        longer[len(word) :] in _ENDINGS
        or longer[len(word)] == "-"
        or (word.endswith("ост") and longer[len(word)] in "ит")
    )
