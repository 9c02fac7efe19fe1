"""Lines put together to a text: which hyphens at their ends cut a word, which belong to it.

A page cuts few words, and ``joining`` decides about those by what is printed; the end of a line
cuts many, nearly all of them only for want of room. The words of the document are the witness.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")
_ONLY_NUMBER = re.compile(r"[\d.]+")
_NO_SPACE = re.compile(r"\d[-–]$|(?:^|\s)[/(„]$")
_ARTICLES = frozenset(("ът", "ят", "та", "то", "те", "а", "я", "ия", "ият"))
_DEGREES = frozenset(("по", "най"))
_STEM, _WHOLE, _COMPOUND = 4, 4, 5


class Words:
    """The words of a document that no line has cut."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._known = set()
        for lines in texts:
            is_rest = False
            for line in lines:
                bare = _CUT.sub("", _FIRST.sub("", line, count=1) if is_rest else line)
                self._known.update(_WORD.findall(bare.lower()))
                is_rest = _CUT.search(line) is not None
        self._sorted = sorted(self._known)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def begins(self, start: str) -> bool:
        """Whether any word begins so."""
        at = bisect_left(self._sorted, start)
        return at < len(self._sorted) and self._sorted[at].startswith(start)

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether a hyphen between two halves belongs to the word."""
        low, rest = left.lower(), right.lower()
        if self.begins(f"{low}-{rest[: max(_STEM, len(rest) - 2)]}"):
            return True
        if rest in _ARTICLES or low + rest in self:
            return False
        if not right[0].islower():
            return True
        if low in _DEGREES:
            return low == "най" or self._begins_word(rest)
        if self.begins((low + rest)[:-2]):
            return False
        is_word = (low in self and len(low) >= _WHOLE) or (low[-1] == "о" and len(low) >= _COMPOUND)
        return is_word and len(rest) >= _WHOLE and self._begins_word(rest)

    def _begins_word(self, rest: str) -> bool:
        return rest in self or (
            len(rest) > _STEM and self.begins(rest[: max(_STEM, len(rest) - 2)])
        )


def whole(lines: Sequence[str], words: Words) -> str:
    """The lines of a cell or a paragraph as one text."""
    if len(lines) > 1 and "." in "".join(lines) and all(map(_ONLY_NUMBER.fullmatch, lines)):
        return "".join(lines)
    text = ""
    for line in lines:
        text = _with(text, line, words) if text else line
    # What a page has cut goes on in another row: its hyphen has to be seen there.
    return f"{text[:-1]}-" if text.endswith("\u00ad") else text


def _with(text: str, line: str, words: Words) -> str:
    """One more line."""
    left, right = _CUT.search(text), _FIRST.match(line)
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if left and right:
        return text + line if words.keeps_hyphen(left[1], right[0]) else text[:-1] + line
    if _NO_SPACE.search(text) or (text[-1] == "/" and not _is_closing(text)):
        return text + line
    return f"{text} {line}"


def _is_closing(text: str) -> bool:
    """Whether a stroke at the end closes what one after a space has opened."""
    return len(re.findall(r"(?:^|\s)/(?=\S)", text)) > len(re.findall(r"\S/(?=\s)", text))
