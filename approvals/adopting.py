"""What the public reads of an adopted report (domain.md 3.4): no names of people.

Rather too much is hidden than too little: what reads a plan asks more of a name than this does.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from plans.reading.posts import persons_in
from plans.writing.official import OfficialText

HIDDEN = "…"
_QUOTED = re.compile(r"[„“”\"«][^„“”\"«»]{0,80}[“”\"»]")
_INITIALS = r"(?:[А-Я]\.\s*){1,2}"
#: „М. Петрова“, „МАРИЯ ПЕТРОВА“, „г-жа Петрова“: names that are no given name and a surname.
_OTHER_NAMES = (
    re.compile(
        rf"(?<!\w)({_INITIALS}(?!\w+(?:ическ|телск|инск)а\b)"
        r"[А-Я][а-я]+(?:ова?|ева?|ск[аи]|чк[аи]|ина?))\b"
    ),
    re.compile(r"\b((?:[А-Я]{3,}\s+){1,2}[А-Я]{2,}(?:ОВА?|ЕВА?))\b"),
    re.compile(
        r"\b(?:[гГ]-(?:н|жа|ца)|[гГ]оспо(?:дин|жа|жица)|[дД]-[рР]|(?:[пП]роф|[дД]оц|[иИ]нж|[аА]рх)\.)"
        rf"\s+((?:{_INITIALS})?[А-Я][\w-]+(?:\s+[А-Я][\w-]+){{0,2}})"
    ),
)


def for_the_public(official: OfficialText) -> OfficialText:
    """The table without names of people."""
    rows = (replace(row, cells=tuple(map(without_names, row.cells))) for row in official.table.rows)
    return replace(official, table=replace(official.table, rows=tuple(rows)))


def without_names(text: str) -> str:
    """A cell in which names of people are not shown, the second half of a double one neither."""
    for name in sorted(set(_names_in(text)), key=len, reverse=True):
        text = re.sub(rf"{re.escape(name)}(?:-[А-Я]\w+)?", HIDDEN, text)
    return text


def _names_in(text: str) -> Iterator[str]:
    """Names of people outside of quotes: in those stand names of houses."""
    yield from persons_in(text)
    outside = _QUOTED.sub(" ", text)
    for pattern in _OTHER_NAMES:
        yield from pattern.findall(outside)
