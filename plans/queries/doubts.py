"""Doubts of the reading, as a page shows them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.deciding import PREFIX, told_change
from plans.reading.changes import Change, Part
from plans.reading.known_headings import nearest_column
from plans.reading.listed import listing_of
from workflows.display import Tone

HIGH = "high"
LONGEST, PREVIEWED = 40, 4
OWNER_DIFFERS = "institution_differs"
SWAPPED = "target_below_baseline"
RENAMED = "school_spelling"
READ_OTHERWISE = frozenset(
    (
        "split_cell",
        "shifted_columns",
        "heading_split",
        "heading_outside_table",
        "period_missing",
        "institution_missing",
        "markup",
        "noise_row",
        "signoff_position",
    )
)
"""Doubts about what the reader has put right already: to accept it is the answer."""


@dataclass(frozen=True)
class Decision:
    """What a person did about a doubt; ``at`` is None for one made before moments were kept.

    ``repaired`` says that cells were changed, ``remembered`` that an earlier decision did it.
    """

    done: str
    by: str
    at: datetime.datetime | None
    repaired: bool = False
    remembered: bool = False

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Decision":
        """As an import keeps it."""
        at = kept.get("at")
        moment = datetime.datetime.fromisoformat(at) if at else None
        repaired, remembered = bool(kept.get("changes")), "remembered" in kept
        return cls(kept["done"], kept["by"], moment, repaired, remembered)


@dataclass(frozen=True)
class Doubt:
    """A doubt about a document; ``id`` is its place in the reading, or what it was changed by.

    ``anchor`` is the cell of the original that it is about, where a page shows that.
    """

    id: str
    severity: str
    where: str
    what: str
    advice: str
    line: int | None
    keys: tuple[str, ...]
    decision: Decision | None = None
    kind: str = ""
    repair: tuple[Change, ...] = ()
    anchor: str = ""

    @property
    def field(self) -> str:
        """The name of the field in which a person says what is done about it."""
        return f"{PREFIX}{self.id}"

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
    def is_asked(self) -> bool:
        """Whether a decision is awaited, or would change something."""
        asks = self.is_grave or bool(self.repair) or self.kind == "unknown_column"
        return self.decision is None and asks

    @property
    def can_be_undone(self) -> bool:
        """Whether the decision can be taken back here; what a heading means is forgotten in its
        list.
        """
        decision = self.decision
        return decision is not None and (decision.repaired or not decision.remembered)

    @property
    def is_column(self) -> bool:
        """Whether it asks what a column holds."""
        return self.kind == "unknown_column" and self.decision is None

    @property
    def guess(self) -> str:
        """What the column most probably holds."""
        return nearest_column(self.where) if self.is_column else ""

    @property
    def proposal(self) -> str:
        """What the first button does: the repair in few words, else what was read is accepted."""
        if self.kind == OWNER_DIFFERS:
            return _("It is the plan of this institution")
        if not self.repair:
            return _("Accept as read") if self.kind in READ_OTHERWISE else _("Leave as printed")
        return _repairing(self.kind, self.repair)

    @property
    def preview(self) -> list[str]:
        """What the repair changes, cell by cell: the first cells stand open."""
        return [told_change(change) for change in self.repair[:PREVIEWED]]

    @property
    def further(self) -> list[str]:
        """The other cells, which are shown when they are asked for."""
        return [told_change(change) for change in self.repair[PREVIEWED:]]

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return Tone.BAD if self.is_grave else Tone.WARN


def _repairing(kind: str, changes: Sequence[Change]) -> str:
    """A repair in few words."""
    if split := sum(change.part is Part.SPLIT for change in changes):
        words = ngettext("Split into two rows", "Split into %(n)s rows", split)
        return words % {"n": split + 1}
    if kind == SWAPPED:
        return _("Swap: %(was)s → %(now)s") % vars(changes[-1])
    texts = {_new_name(one) if kind == RENAMED else one.now for one in changes}
    if len(texts) > 1:
        return _("Correct %(n)s cells") % {"n": len(changes)}
    only = Truncator(texts.pop()).chars(LONGEST)
    return _("Write “%(now)s”") % {"now": only} if only else _("Take it out")


def _new_name(change: Change) -> str:
    """The first institution of a cell that is called otherwise afterwards."""
    was, now = (listing_of(text).institutions for text in (change.was, change.now))
    pairs = zip(was, now, strict=False)
    return next((new.name for old, new in pairs if old.name != new.name), change.now)


def doubts_in(anomalies: Sequence[dict[str, Any]] | None) -> list[Doubt]:
    """The anomalies of a reading as values, with what was decided about them."""
    return [
        Doubt(
            str(one.get("id", index)),
            str(one.get("severity", "")),
            str(one.get("where") or ""),
            str(one.get("what") or ""),
            str(one.get("warn") or ""),
            one.get("line"),
            tuple(str(key) for key in one.get("keys") or ()),
            Decision.of(one["decided"]) if one.get("decided") else None,
            str(one.get("kind") or ""),
            tuple(Change.of(change) for change in one.get("repair") or ()),
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
