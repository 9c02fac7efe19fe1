"""Doubts of the reading, as a page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.display import Tone

HIGH, MEDIUM = "high", "medium"


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

    @property
    def is_grave(self) -> bool:
        """Whether somebody has to decide about it before the import."""
        return self.severity == HIGH

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return Tone.BAD if self.is_grave else Tone.WARN


def doubts_in(anomalies: Sequence[dict[str, Any]] | None) -> list[Doubt]:
    """The anomalies of a reading as values."""
    return [
        Doubt(
            index,
            str(one.get("severity", "")),
            str(one.get("where") or ""),
            str(one.get("what") or ""),
            str(one.get("warn") or ""),
            one.get("line"),
            tuple(str(key) for key in one.get("keys") or ()),
        )
        for index, one in enumerate(anomalies or ())
    ]


def by_row(doubts: Iterable[Doubt]) -> dict[str, list[Doubt]]:
    """Doubts by the key of the row they are about; each stands at its first row only."""
    found: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        if doubt.keys:
            found.setdefault(doubt.keys[0], []).append(doubt)
    return found
