"""Rows that stand in one row: the number that is missing behind a row stands inside its text.

A page end, a deleted line of a table or a cell pasted into another leave „2.4 Среща … и 2.5 Ден …“
in one cell. What the other cells hold twice – two numbers, two terms, two units – is shared out;
what they hold once belongs to each row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .columns import Column
from .deadline import DeadlineKind
from .deadlines import read_deadline
from .model import Activity

_CITED = re.compile(r"(?:№|\b(?:т|чл|ал|стр|кл|прил|точка|член|алинея|клас|раздел|група))\.?\s*$")
_JOINT = re.compile(r"[\s,;–-]*(?:\s(?:и|както и))?[\s,;–-]*$")
_TWO_NUMBERS = re.compile(r"(\d+(?:,\d+)?\s?%?)\s*[;,/]?\s+(?!\d{3}(?!\d))(\d+(?:,\d+)?\s?%?)")
_STOP = re.compile(r"\s*[;,]\s+")
_BEGINS = re.compile(r"(?<=[а-я.!?]) (?=[„\"]?[А-Я][а-я])")
_LISTED = (Column.UNIT, Column.INDICATOR)
_COUNTED = (Column.BASELINE, Column.TARGET)
_DASHES = "–—-"
_YEAR = re.compile(r"\d{4}|г(?:од\w*)?\.?,?$")
_MOST = 6


@dataclass(frozen=True)
class Share:
    """One of the rows that stand in one: its number and its text."""

    number: str
    text: str


def merged_rows(activities: Sequence[Activity]) -> dict[str, tuple[Share, ...]]:
    """The rows that hold others, by their keys, with what stands in them, themselves first."""
    taken = {(_place(row), row.number) for row in activities}
    found = {}
    for row in activities:
        if row.number and len(shares := tuple(_shares(row, taken))) > 1:
            found[row.key] = shares
    return found


def _place(row: Activity) -> str:
    return row.key.rpartition("/")[0]


def _shares(row: Activity, taken: set[tuple[str, str | None]]) -> Iterator[Share]:
    """The text cut at each number that follows and that no other row has; without such a number
    where term, values and sentences stand there twice.
    """
    number, text = row.number or "", row.text
    free = (_place(row), _next(number)) not in taken
    if not (free and _inside(text, _next(number))) and _is_double(row):
        yield from _both(number, _next(number) if free else f"{number}а", text)
        return
    for _round in range(_MOST):
        behind = _next(number)
        found = _inside(text, behind) if behind and (_place(row), behind) not in taken else None
        if found is None:
            break
        if not text[: found.start()].strip():
            yield from _both(number, behind, text[found.end() :])
            return
        yield Share(number, _JOINT.sub("", text[: found.start()]))
        number, text = behind, text[found.end() :]
    yield Share(number, text)


def _is_double(row: Activity) -> bool:
    """Whether two sentences, two terms and two values or units stand in one row."""
    if len(_BEGINS.findall(row.text)) != 1 or not _terms(row.deadline_raw):
        return False
    counted = (row.field(column.value) or "" for column in _COUNTED)
    return all(_TWO_NUMBERS.fullmatch(cell) for cell in counted)


def _both(number: str, behind: str, text: str) -> Iterator[Share]:
    """Two numbers stood in one cell: the texts part where a sentence begins, if one does."""
    begins = list(_BEGINS.finditer(text))
    cut = begins[0].start() if len(begins) == 1 else len(text)
    yield Share(number, text[:cut].strip())
    yield Share(behind, text[cut:].strip() or text)


def _next(number: str) -> str:
    parent, dot, last = number.rpartition(".")
    return f"{parent}{dot}{int(last) + 1}" if last.isdigit() else ""


def _inside(text: str, number: str) -> re.Match[str] | None:
    """Where a number begins a row inside a text: a capital follows, no „т.“ or „чл.“ precedes.

    A number of one part needs its dot: „5. Среща“.
    """
    dot = r"[.)]?" if "." in number else r"[.)]"
    starts = re.compile(rf"(?<![\d.,/№]){re.escape(number)}{dot}\s+(?=[„\"]?[А-Я])")
    found = starts.search(text)
    return found if found and not _CITED.search(text[: found.start()]) else None


def shared_out(column: Column, cell: str, among: int) -> list[str]:
    """What each row has of a cell: its part where the cell holds as many, else the whole."""
    parts: Sequence[str] = ()
    if column is Column.DEADLINE:
        parts = _terms(cell)
    elif column in _COUNTED:
        both = _TWO_NUMBERS.fullmatch(cell)
        parts = (both[1], both[2]) if both else ()
    elif column in _LISTED:
        parts = _STOP.split(cell)
    parts = parts if len(parts) == among else _twice(cell)
    return list(parts) if len(parts) == among else [cell] * among


def _twice(cell: str) -> tuple[str, ...]:
    """„брой брой“ is the same for both."""
    words = cell.split()
    half = len(words) // 2
    one = " ".join(words[:half])
    return (one, one) if half and words[:half] * 2 == words else ()


def _terms(cell: str) -> tuple[str, ...]:
    """Two terms side by side, each of which can be read alone; the evenest cut of those."""
    whole, words = read_deadline(cell), cell.split()
    if whole.doubt is None and len(whole.parts) < 2:
        return ()
    cuts = [
        (abs(len(words) - 2 * at), " ".join(words[:at]), " ".join(words[at:]))
        for at in range(1, len(words))
        if not _YEAR.match(words[at])
    ]
    for _far, first, last in sorted(cuts):
        is_range = first[-1] in _DASHES or last[0] in _DASHES
        if not is_range and _is_term(first.rstrip(",;")) and _is_term(last):
            return first.rstrip(",;"), last
    return ()


def _is_term(text: str) -> bool:
    read = read_deadline(text)
    return read.kind is not DeadlineKind.EMPTY and read.doubt is None
