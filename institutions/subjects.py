"""What a post of a regional authority is about, as plans print it and as the register calls it.

A plan writes „ст. експерт за БЕЛ“, „старши експерти от отдел ОМДК“, „началник на отдел АПФСИО“;
the register writes whole titles. A subject is the title's own words from their beginning, or the
first letters of those that say something.
"""

import re
from collections.abc import Iterable

EXPERT_IN = re.compile(r"експерт\w*\s+(?:по|за)\s+(?P<subject>.+)$", re.IGNORECASE)
DEPARTMENT = re.compile(r"отдел\s+(?P<code>[\w-]+)", re.IGNORECASE)
WORD = re.compile(r"\w+")
#: „и“, „в“, „на“: no letter of an abbreviation.
SHORTEST_WORD = 3


def subject_in(printed: str) -> str:
    """The subject of a printed post; empty where it names none."""
    found = EXPERT_IN.search(printed)
    return found["subject"] if found else ""


def is_subject(printed: str, title: str) -> bool:
    """Whether a printed subject is that of a post: „БЕЛ“, „чужди езици“."""
    own = [word.casefold() for word in WORD.findall(subject_in(title))]
    said = [word.casefold() for word in WORD.findall(printed)]
    letters = "".join(word[0] for word in own if len(word) >= SHORTEST_WORD)
    return bool(said) and (own[: len(said)] == said or said == [letters])


def names_department(printed: str, code: str) -> bool:
    """Whether a printed post names a department; it is spelled with and without a dash."""
    found = DEPARTMENT.search(printed)
    return found is not None and _letters(found["code"]) == _letters(code)


def _letters(code: str) -> str:
    return code.replace("-", "").casefold()


def is_of_department(printed: str, code: str, titles: Iterable[str]) -> bool:
    """Whether a printed post is of a department: by its name, or by the subject of its posts."""
    subject = subject_in(printed)
    return names_department(printed, code) or any(is_subject(subject, title) for title in titles)
