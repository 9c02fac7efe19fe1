"""Latin letters typed inside Bulgarian words: they look the same, and a pattern would miss them."""

import re

# Hardly any text has both in one word: to look is cheaper.
_TOUCH = re.compile(r"[A-Za-z][А-Яа-я]|[А-Яа-я][A-Za-z]")
_MIXED = re.compile(r"\w*(?:[А-Яа-я]\w*[A-Za-z]|[A-Za-z]\w*[А-Яа-я])\w*")
_SPACED = re.compile(r"\b(?:[А-Яа-я]\s){3,}[А-Яа-я]\b")
_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")


def cyrillic(text: str) -> str:
    """The text with such letters as they were meant; as long as before, so that places hold.

    What is kept of a document stays as printed: this is only for looking at it.
    """
    if not _TOUCH.search(text):
        return text
    return _MIXED.sub(lambda word: word[0].translate(_ALIKE), text)


def closed_up(text: str) -> str:
    """„Р Е Ш И“ is a word that is set wide."""
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
