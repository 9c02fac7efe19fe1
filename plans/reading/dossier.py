"""What goes to the council with a report: the mayor's proposal and the draft of the decision."""

import datetime as dt
from dataclasses import dataclass

from .facts import Json, source
from .rows import Place


@dataclass(frozen=True)
class Officer:
    """A person with a post; ``role`` says where they act, if the document does."""

    name: str | None
    post: str | None
    role: str | None = None

    def as_json(self) -> Json:
        """Name and post, and the role where there is one."""
        said = {"name": self.name, "post": self.post}
        return said | ({"role": self.role} if self.role else {})


@dataclass(frozen=True)
class Term:
    """A term of an act: days and from when they are counted, or a last day; ``raw`` as printed."""

    days: int | None = None
    counted_from: str | None = None
    until: dt.date | None = None
    raw: str | None = None


@dataclass(frozen=True)
class Duty:
    """Something the decision asks for: what, of whom, towards whom and until when."""

    what: str
    who: str | None
    addressees: tuple[str, ...]
    term: Term
    point: str | None
    places: tuple[Place, ...]

    def as_json(self) -> Json:
        """An element of ``duties``."""
        return {
            "what": self.what,
            "who": self.who,
            "addressees": list(self.addressees),
            "deadline_days": self.term.days,
            "counted_from": self.term.counted_from,
            "deadline_date": self.term.until.isoformat() if self.term.until else None,
            "deadline_raw": self.term.raw,
            "point": self.point,
            **source(self.places),
        }


@dataclass(frozen=True)
class Remedy:
    """How the act is appealed (with the court) or returned for a new discussion (with the law)."""

    term: Term
    court: str | None
    legal_basis: str | None
    raw: str
    places: tuple[Place, ...]

    def as_json(self) -> Json:
        """``appeal`` or ``return``."""
        return {
            "days": self.term.days,
            "counted_from": self.term.counted_from,
            "court": self.court,
            "legal_basis": self.legal_basis,
            "raw": self.raw,
            **source(self.places),
        }


@dataclass(frozen=True)
class Point:
    """A numbered point of the decision."""

    number: str | None
    text: str

    def as_json(self) -> Json:
        """An element of ``points``."""
        return {"number": self.number, "text": self.text}


@dataclass(frozen=True)
class DraftDecision:
    """The draft that the council is asked to adopt."""

    council: str | None
    legal_basis: str | None
    points: tuple[Point, ...]
    duties: tuple[Duty, ...]
    appeal: Remedy | None
    returned: Remedy | None
    addressee: Officer | None
    presenters: tuple[Officer, ...]
    coordinated_by: tuple[Officer, ...]
    prepared_by: tuple[Officer, ...]
    places: tuple[Place, ...]

    def as_json(self) -> Json:
        """The field ``draft_decision`` of the contract."""
        return {
            "council": self.council,
            "legal_basis": self.legal_basis,
            "points": [point.as_json() for point in self.points],
            "duties": [duty.as_json() for duty in self.duties],
            "appeal": self.appeal.as_json() if self.appeal else None,
            "return": self.returned.as_json() if self.returned else None,
            "addressee": self.addressee.as_json() if self.addressee else None,
            "presenters": [one.as_json() for one in self.presenters],
            "coordinated_by": [one.as_json() for one in self.coordinated_by],
            "prepared_by": [one.as_json() for one in self.prepared_by],
            **source(self.places),
        }


@dataclass(frozen=True)
class Proposal:
    """The mayor's proposal: to whom, from whom, about what."""

    to: Officer | None
    by: Officer | None
    legal_basis: str | None
    about: str | None
    motives: tuple[str, ...]

    def as_json(self) -> Json:
        """The field ``proposal``."""
        return {
            "to": self.to.as_json() if self.to else None,
            "by": self.by.as_json() if self.by else None,
            "legal_basis": self.legal_basis,
            "about": self.about,
            "motives": list(self.motives),
        }
