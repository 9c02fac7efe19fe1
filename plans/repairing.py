"""Changes made in a reading: what a person accepted, and all that follows from it.

The reading that an import keeps is never touched: whoever needs the text as it was decided asks
for it here, so that each decision can be taken back by itself.
"""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from plans.reading.changes import Change, Part
from plans.reading.days import Frame
from plans.reading.deadlines import read_deadline
from plans.reading.inspections import count_of
from plans.reading.listed import listing_of
from plans.reading.posts import posts_of

Row = dict[str, Any]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class _Edit:
    """These words of a text become others."""

    start: int
    stop: int
    words: tuple[str, ...]

    def meets(self, other: "_Edit") -> bool:
        """Whether both touch the same words."""
        return self.start < max(other.stop, other.start + 1) and other.start < max(
            self.stop, self.start + 1
        )


def changed(reading: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The reading with the changes made in their order; one that no longer fits is left out."""
    made = list(changes)
    if not made:
        return reading
    result = deepcopy(reading)
    for change in made:
        if change.part is Part.SPLIT:
            _split(result, change)
            continue
        place = _place(result, change)
        if place is not None:
            place[change.field] = merged(change.was, change.now, place.get(change.field) or "")
            if change.part is Part.ROW:
                _follow(result, place, change.field)
    return result


def merged(was: str, now: str, stands: str) -> str:
    """``stands`` with what changes from ``was`` to ``now``: other words of the cell may have been
    corrected meanwhile. Where both changed the same words, the later decision holds.
    """
    if stands == was:
        return now
    base = _TOKEN.findall(was)
    later = _edits(base, now)
    earlier = [one for one in _edits(base, stands) if one not in later]
    if any(one.meets(other) for one in later for other in earlier):
        return now
    for edit in sorted([*later, *earlier], key=lambda one: one.start, reverse=True):
        base[edit.start : edit.stop] = edit.words
    return "".join(base)


def _edits(base: list[str], text: str) -> list["_Edit"]:
    words = _TOKEN.findall(text)
    found = SequenceMatcher(None, base, words, autojunk=False).get_opcodes()
    return [_Edit(i, j, tuple(words[m:n])) for kind, i, j, m, n in found if kind != "equal"]


def _split(reading: dict[str, Any], change: Change) -> None:
    """A copy of the row stands behind it, under a key and a number of its own."""
    for rows in (reading["activities"], reading.get("inspections", [])):
        at = next((at for at, row in enumerate(rows) if row["key"] == change.key), None)
        if at is not None and all(row["key"] != change.field for row in rows):
            own = {"key": change.field, "number": change.now, "split_from": source_of(rows[at])}
            rows.insert(at + 1, deepcopy(rows[at]) | own)


def source_of(row: Row) -> str:
    """The key of the row of the document that a row was read from."""
    return str(row.get("split_from") or row["key"])


def _place(reading: dict[str, Any], change: Change) -> Row | None:
    if change.part is Part.PLAN:
        return reading
    rows = reading["activities" if change.part is Part.ROW else "sections"]
    return next((row for row in rows if row["key"] == change.key), None)


def _follow(reading: dict[str, Any], row: Row, field: str) -> None:
    """What is read out of the cell, for the row and for the inspection that it is."""
    planned: Row = next((i for i in reading.get("inspections", ()) if i["key"] == row["key"]), {})
    if field == "deadline_raw":
        _read_term(reading, row)
    if planned and field in _FOLLOW:
        planned.update(_FOLLOW[field](row))


def _read_term(reading: dict[str, Any], row: Row) -> None:
    period = reading.get("period") or {}
    days = [date.fromisoformat(period[name]) for name in ("start", "end") if period.get(name)]
    frame = Frame(*days) if len(days) == 2 else None
    row.pop("deadline_parts", None)
    row.update(read_deadline(row["deadline_raw"], frame).as_json())


def _listing(row: Row) -> Row:
    listing, apart = listing_of(row["text"]), listing_of(row.get("institutions_raw") or "")
    listed = [one.as_json() for one in (*listing.institutions, *apart.institutions)]
    return {"subject": listing.subject, "institutions": listed}


_FOLLOW: dict[str, Callable[[Row], Row]] = {
    "number": lambda row: {"number": row["number"]},
    "text": _listing,
    "target_raw": lambda row: {
        "target_raw": row["target_raw"],
        "target_count": count_of(row["target_raw"]),
    },
    "responsible_raw": lambda row: {"responsible": list(posts_of(row["responsible_raw"]))},
    "deadline_raw": lambda row: {
        "period_raw": row["deadline_raw"],
        "period_start": row["deadline_start"],
        "period_end": row["deadline_end"],
    },
}
