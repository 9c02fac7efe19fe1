"""What a careful clerk read in a document of ``unseen/``, and whether the reader says the same.

A ``.read`` file has a fact per line, its parts between tabs: the first is what the fact is about,
``~`` stands for nothing. ``cols`` names the parts of the ``row`` lines below it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plans.reading import read_document

UNSEEN = Path(__file__).parent / "unseen"
Facts = list[list[str]]

LISTS = {
    "section": ("sections", ("number", "title", "activity_count")),
    "goal": ("goals", ("number", "section", "goal", "measures")),
    "insp": ("inspections", ("number", "kind", "subject", "target_count", "schools")),
    "duty": ("duties", ("who", "addressees", "deadline_days", "counted_from", "deadline_date")),
    "presenter": ("presenters", ("name", "post")),
    "coordinated": ("coordinated_by", ("name", "post")),
    "prepared": ("prepared_by", ("name", "post")),
}
SINGLE = {
    "period": ("kind", "label", "start", "end"),
    "approved_by": ("name", "post"),
    "agreed_by": ("name", "post", "date"),
    "signoff": ("council_decision_number", "protocol_number", "date"),
    "appeal": ("days", "court"),
    "return": ("days",),
}


def facts_of(name: str) -> Facts:
    """What the clerk wrote down."""
    written = (UNSEEN / name).with_suffix(".read").read_text(encoding="utf-8")
    return [line.split("\t") for line in written.splitlines() if line]


@dataclass
class Clerk:
    """Holds a reading against the clerk's, fact by fact."""

    reading: dict[str, Any]
    met: dict[str, int] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, name: str) -> "Clerk":
        data = (UNSEEN / name).read_bytes()
        return cls(json.loads(json.dumps(read_document(name, data).as_json())))

    def differences(self, facts: Facts) -> Iterator[str]:
        """Every fact that is read otherwise, and every list that is longer or shorter."""
        for kind, *said in facts:
            if kind == "cols":
                self.columns = said
                continue
            for what, wanted, found in self._pairs(kind, said):
                if plain(None if wanted == "~" else wanted) != plain(found):
                    yield f"{kind} {said[0]}: {what} is {found!r}, not {wanted!r}"
        for kind, count in self.met.items():
            if len(self._list(kind)) != count:
                yield f"{len(self._list(kind))} times {kind}, not {count}"

    def _pairs(self, kind: str, said: list[str]) -> Iterator[tuple[str, str, object]]:
        """Name, wanted and found value of each part of a fact."""
        if kind in SINGLE:
            found, names = self._single(kind), SINGLE[kind]
        elif kind == "row" or kind in LISTS:
            at = self.met.setdefault(kind, 0)
            self.met[kind] += 1
            names = tuple(self.columns) if kind == "row" else LISTS[kind][1]
            found = self._list(kind)[at] if at < len(self._list(kind)) else {}
        else:
            found, names = self.reading | self._draft(), (kind,)
        for name, wanted in zip(names, said, strict=False):
            yield name, wanted, schools(found) if name == "schools" else found.get(name)

    def _single(self, kind: str) -> dict[str, Any]:
        signoff = self.reading["signoff"]
        homes = {"period": self.reading, "approved_by": signoff, "agreed_by": signoff}
        return (signoff if kind == "signoff" else homes.get(kind, self._draft()).get(kind)) or {}

    def _list(self, kind: str) -> list[dict[str, Any]]:
        name = LISTS[kind][0] if kind in LISTS else "activities"
        found: list[dict[str, Any]] = (self._draft() | self.reading)[name]
        return found

    def _draft(self) -> dict[str, Any]:
        return self.reading.get("draft_decision") or {}


def schools(inspection: dict[str, Any]) -> str:
    """The listed schools, short: „ОУ/Ясенково“."""
    listed = inspection.get("institutions", [])
    return ", ".join(f"{one['type']}/{one['settlement']}" for one in listed)


def plain(value: object) -> str:
    """White space, quotes and dashes aside; capitals of names are written small elsewhere."""
    text = "; ".join(value) if isinstance(value, list) else str("" if value is None else value)
    return re.sub(r"[\s–„“”\"-]+", "", text).lower()
