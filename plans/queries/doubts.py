"""Doubts of the reading, as a page shows them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from plans.deciding import PREFIX
from workflows.display import Tone

HIGH, MEDIUM = "high", "medium"


@dataclass(frozen=True)
class Decision:
    """What a person did about a doubt; ``at`` is None for one made before moments were kept."""

    done: str
    by: str
    at: datetime.datetime | None

    @classmethod
    def of(cls, kept: dict[str, str]) -> "Decision":
        """As an import keeps it."""
        at = kept.get("at")
        return cls(kept["done"], kept["by"], datetime.datetime.fromisoformat(at) if at else None)


@dataclass(frozen=True)
class Doubt:
    """A doubt about a document; ``index`` is its place in the reading."""

    index: int
    severity: str
    where: str
    what: str
    advice: str
    line: int | None
    keys: tuple[str, ...]
    decision: Decision | None = None
    kind: str = ""

    @property
    def field(self) -> str:
        """The name of the field in which a person says what is done about it."""
        return f"{PREFIX}{self.index}"

    @property
    def place(self) -> str:
        """Where in the document; empty when it is about all of it, which the heading says."""
        return "" if self.where in ("the whole document", _("the whole document")) else self.where

    @property
    def is_open(self) -> bool:
        """Whether it stops the import."""
        return self.is_grave and self.decision is None

    @property
    def is_grave(self) -> bool:
        """Whether somebody has to decide about it before the import."""
        return self.severity == HIGH

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return Tone.BAD if self.is_grave else Tone.WARN


def doubts_in(anomalies: Sequence[dict[str, Any]] | None) -> list[Doubt]:
    """The anomalies of a reading as values, with what was decided about them."""
    return [
        Doubt(
            index,
            str(one.get("severity", "")),
            str(one.get("where") or ""),
            str(one.get("what") or ""),
            str(one.get("warn") or ""),
            one.get("line"),
            tuple(str(key) for key in one.get("keys") or ()),
            Decision.of(one["decided"]) if one.get("decided") else None,
            str(one.get("kind") or ""),
        )
        for index, one in enumerate(anomalies or ())
    ]


def by_row(doubts: Iterable[Doubt]) -> dict[str, list[Doubt]]:
    """Doubts by the key of the row they are about; each stands at its first row only."""
    return _placed((doubt.keys[0], doubt) for doubt in doubts if doubt.keys)


def by_each_row(doubts: Iterable[Doubt]) -> dict[str, list[Doubt]]:
    """The same, with a grave doubt at every row that it is about: who signs sees it there."""
    return _placed(
        (key, doubt)
        for doubt in doubts
        for key in (doubt.keys if doubt.is_grave else doubt.keys[:1])
    )


def _placed(pairs: Iterable[tuple[str, Doubt]]) -> dict[str, list[Doubt]]:
    found: dict[str, list[Doubt]] = {}
    for key, doubt in pairs:
        found.setdefault(key, []).append(doubt)
    return found
