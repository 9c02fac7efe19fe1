"""What the page around the table says: period, lists, abbreviations, signing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from .rows import Place

Json = Mapping[str, object]


def source(places: tuple[Place, ...]) -> Json:
    """The place in the source: lines of a text, table and row of a .docx."""
    lines = [place.line for place in places if place.line is not None]
    rows = [[place.table, place.row] for place in places if place.table is not None]
    if rows:
        return {"source_rows": rows}
    return {"source_lines": lines}


@dataclass(frozen=True)
class Period:
    """The year a plan is for. A school year is 15 September to 14 September (ZPUO 101(3))."""

    kind: str
    raw: str
    label: str
    start: dt.date
    end: dt.date
    basis: str = "stated"

    def as_json(self) -> Json:
        """The field ``period`` of the contract; ``basis``: ``rows`` if only deadlines say it."""
        return {
            "kind": self.kind,
            "raw": self.raw,
            "label": self.label,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "date_basis": self.basis,
        }


@dataclass(frozen=True)
class PriorityItem:
    """One numbered line of a list before the table."""

    number: str
    text: str


@dataclass(frozen=True)
class PriorityList:
    """A list before the table: its Roman number, title and lines."""

    roman: str
    title: str
    items: tuple[PriorityItem, ...]

    def as_json(self) -> Json:
        """An element of ``priorities``."""
        items = [{"number": item.number, "text": item.text} for item in self.items]
        return {"list": self.roman, "title": self.title, "items": items}


@dataclass(frozen=True)
class Abbreviation:
    """A line of the list of abbreviations."""

    abbr: str
    meaning: str


@dataclass(frozen=True)
class Agreement:
    """Who agreed or approved, as printed in the box."""

    printed: str
    name: str | None = None
    post: str | None = None
    date: dt.date | None = None

    def as_json(self) -> Json:
        """``agreed_by`` or ``approved_by``."""
        return {
            "name": self.name,
            "post": self.post,
            "date": self.date.isoformat() if self.date else None,
            "signature_printed": self.printed,
        }


@dataclass(frozen=True)
class Signoff:
    """Facts of signing printed in the document; None where blanks are printed or nothing is."""

    agreed_by: Agreement | None = None
    approved_by: Agreement | None = None
    legal_basis: str | None = None
    implements: str | None = None
    council: str | None = None
    decision_number: str | None = None
    protocol_number: str | None = None
    date: dt.date | None = None
    raw: str | None = None
    blank: bool = False
    places: tuple[Place, ...] = ()

    def as_json(self) -> Json:
        """The field ``signoff`` of the contract."""
        return {
            "legal_basis": self.legal_basis,
            "implements": self.implements,
            "agreed_by": self.agreed_by.as_json() if self.agreed_by else None,
            "approved_by": self.approved_by.as_json() if self.approved_by else None,
            "council": self.council,
            "council_decision_number": self.decision_number,
            "protocol_number": self.protocol_number,
            "date": self.date.isoformat() if self.date else None,
            "raw": self.raw,
            **source(self.places),
        }
