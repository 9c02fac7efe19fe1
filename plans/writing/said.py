"""What a reading says, place by place, so that two readings can be held against each other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .layouts import LABELS

#: White space, dashes and quotes differ with the format, and the end of a line hides them.
_UNSAID = re.compile(r"[\s\u00ad\u2060–—„“”\"-]+")

Said = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Difference:
    """A place where a file says something else than the version kept."""

    where: str
    kept: str
    found: str


def differences(kept: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    """Where two readings differ, in the order of the document."""
    ours, theirs = dict(_said(kept)), dict(_said(found))
    places = [*ours, *(place for place in theirs if place not in ours)]
    changed = [
        Difference(_named(place), ours.get(place, ""), theirs.get(place, ""))
        for place in places
        if _plain(ours.get(place, "")) != _plain(theirs.get(place, ""))
    ]
    return [*changed, *_signed_otherwise(kept, found)]


def _plain(text: str) -> str:
    return _UNSAID.sub("", text)


def _named(place: tuple[str, str]) -> str:
    """„1.2, Срок“."""
    row, cell = place
    return f"{row}, {LABELS.get(cell, cell)}" if cell else row


def _said(reading: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    yield (_("Title"), ""), reading["title"] or ""
    yield (_("Period"), ""), (reading["period"] or {}).get("label") or ""
    for one in reading["priorities"]:
        yield (one["list"], _("title")), one["title"]
        for at, item in enumerate(one["items"], start=1):
            yield (f"{one['list']}.{at}", ""), item["text"]
    for name in ("sections", "subsections", "goals", "measures"):
        for at, head in enumerate(reading[name], start=1):
            words = (head.get("goal") or head["title"], head.get("measures") or "")
            yield (_heading(name, at, head), ""), " ".join(words)
    keys = [row["key"] for row in reading["activities"]]
    yield (_("Order of the rows"), ""), " ".join(keys)
    for row in reading["activities"]:
        yield from (
            ((row["key"], name), row.get(name) or "") for name in LABELS if name != "number"
        )


def _heading(name: str, at: int, head: Mapping[str, Any]) -> str:
    words = {"number": head["number"] or at, "above": head.get("section") or ""}
    if name == "sections":
        return _("heading %(number)s") % words
    return _("heading %(above)s/%(number)s") % words


def _signed_otherwise(kept: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Difference]:
    """What a file claims of its signing and is not on record; a blank claims nothing."""
    ours, theirs = kept["signoff"], found["signoff"]
    for box in ("agreed_by", "approved_by"):
        claimed, known = theirs[box] or {}, ours[box] or {}
        if claimed.get("date") and _signature(claimed) != _signature(known):
            yield Difference(_("Box of the signature"), _signature(known), _signature(claimed))
    for name in ("council_decision_number", "protocol_number", "date"):
        if theirs[name] and theirs[name] != ours[name]:
            yield Difference(_("Line of the decision"), ours["raw"] or "", theirs["raw"] or "")
            return


def _signature(box: Mapping[str, Any]) -> str:
    return " ".join(box[name] for name in ("name", "date") if box.get(name))
