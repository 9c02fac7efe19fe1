"""The review of an import: the original by lines, the rows with their doubts, what is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from institutions.models import Person
from institutions.rights import Right
from plans.deciding import EDITED, field_label, is_index, last_of
from plans.fitting import Obstacle, obstacle
from plans.models import Import
from plans.queries.doubts import Doubt, by_row, doubts_in
from plans.queries.original import Block, Marks, original_of
from plans.queries.page import Choice
from plans.queries.places import Place, Places, Spot, places_in, spots_of
from plans.repairing import source_of
from workflows import access
from workflows.display import Tone


class Show(StrEnum):
    """Which rows of a review are shown."""

    ALL = ""
    GRAVE = "errors"
    DOUBTS = "warnings"

    @classmethod
    def asked(cls, value: str | None) -> "Show":
        """As an address or a form asks; all for what is none of these."""
        return cls(value) if value in {one.value for one in cls} else cls.ALL


@dataclass(frozen=True)
class ReadCell:
    """A field of a row: what the plan will say, and what was read where that is something else.

    ``place`` is the cell of the original that it was read from.
    """

    spot: Spot
    label: str
    text: str
    read: str
    place: Place | None

    @property
    def is_changed(self) -> bool:
        """Whether a decision has changed it."""
        return self.text != self.read

    @property
    def is_wide(self) -> bool:
        """Whether its field goes over the whole row."""
        return self.spot.field == "text"

    @property
    def is_half(self) -> bool:
        """Whether its field takes half of the row."""
        return self.spot.field in ("deadline_raw", "responsible_raw", "indicator_raw", "financing")


@dataclass(frozen=True)
class ReadRow:
    """A row as the plan will have it; ``at`` is its place in the reading."""

    at: int
    key: str
    cells: tuple[ReadCell, ...]
    line: int | None
    doubts: tuple[Doubt, ...]

    @property
    def number(self) -> str:
        """Its number."""
        return self.said("number")

    @property
    def text(self) -> str:
        """Its text."""
        return self.said("text")

    def said(self, field: str) -> str:
        """The text of one of its fields."""
        return next((cell.text for cell in self.cells if cell.spot.field == field), "")

    @property
    def shown(self) -> list[ReadCell]:
        """The cells that stand under the text: those that say something or did."""
        beside = ("number", "text")
        cells = [one for one in self.cells if one.spot.field not in beside]
        return [one for one in cells if one.text.strip() or one.is_changed]

    @property
    def text_cell(self) -> ReadCell:
        """The cell of its text."""
        return next(cell for cell in self.cells if cell.spot.field == "text")

    @property
    def asks(self) -> bool:
        """Whether one of its doubts is asked: keys go from one such row to the next."""
        return any(one.is_asked for one in self.doubts)

    @property
    def tone(self) -> Tone:
        """The worst of its doubts."""
        if any(one.is_open for one in self.doubts):
            return Tone.BAD
        return Tone.WARN if any(not one.decision for one in self.doubts) else Tone.OK

    @property
    def icon(self) -> str:
        """The sign for the tone."""
        return {Tone.BAD: "bad", Tone.WARN: "warn"}.get(self.tone, "ok")

    def is_in(self, show: Show) -> bool:
        """Whether a filter shows it."""
        return show is Show.ALL or any(_is_in(one, show) for one in self.doubts)


def _is_in(doubt: Doubt, show: Show) -> bool:
    """An error is what stops the import; once it is decided it stays as a warning."""
    return show is Show.ALL or doubt.is_open is (show is Show.GRAVE)


@dataclass(frozen=True)
class Review:
    """The page. ``undecided`` errors and ``doubts`` in all are counted once, for all places.

    ``obstacle`` stops the import whatever is decided: said first, before anybody decides.
    ``last`` is the decision that can be taken back first.
    """

    rows: tuple[ReadRow, ...]
    document: tuple[Doubt, ...]
    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]
    total: int
    undecided: int
    doubts: int
    obstacle: Obstacle | None
    last: str


def imports_open_to(person: Person) -> QuerySet[Import]:
    """Imports of institutions whose plans the person prepares, and what they brought themselves.

    A delegate named on a single plan prepares that one only; whoever confirms is asked again.
    """
    places = access.institutions_with(person, Right.PREPARE_PLAN)
    rows = Import.objects.filter(Q(institution__in=places) | Q(uploaded_by=person))
    return rows.select_related("institution", "plan", "uploaded_by")


def review_of(import_: Import, show: Show) -> Review:
    """All that the page of a reviewed import shows."""
    places = places_in(import_.reading)
    doubts = _placed(doubts_in(import_.decided_anomalies()), import_.reading, places)
    rows = _rows(import_, places, doubts)
    placed = {id(one) for row in rows for one in row.doubts}
    counts = {one: sum(_is_in(doubt, one) for doubt in doubts) for one in Show}
    return Review(
        tuple(row for row in rows if row.is_in(show)),
        tuple(one for one in doubts if id(one) not in placed and _is_in(one, show)),
        original_of(import_.source_text, places, _marks(doubts, rows, places)),
        _choices(counts | {Show.ALL: len(rows)}, show),
        len(rows),
        counts[Show.GRAVE],
        counts[Show.ALL],
        obstacle(import_.reading, import_.institution, import_.plan),
        last_of(import_.decisions),
    )


def _placed(doubts: Sequence[Doubt], reading: dict[str, Any], places: Places) -> list[Doubt]:
    """The doubts with the cell of the original that each is about."""
    at = {row["key"]: index for index, row in enumerate(reading.get("activities", ()))}
    cells = [[places[spot][0] for spot in spots_of(one, at) if places.get(spot)] for one in doubts]
    return [
        replace(one, anchor=found[0].anchor) if found else one
        for one, found in zip(doubts, cells, strict=True)
    ]


def next_asked(import_: Import, after: str, show: Show) -> str:
    """The doubt to go on with when one was decided: the next one that the filter shows and that
    is asked, else the first.
    """
    doubts = doubts_in(import_.decided_anomalies())
    asked = [one.id for one in doubts if one.is_asked and _is_in(one, show)]
    later = [one for one in asked if is_index(after) and is_index(one) and int(one) > int(after)]
    return next(iter(later or asked), "")


def _rows(import_: Import, places: Places, doubts: Sequence[Doubt]) -> list[ReadRow]:
    """The rows as they are decided; one that was split off has the cells of the row it stood in."""
    at_row, at = by_row(doubts), {key: place for place, key in enumerate(import_.keys())}
    read = {row["key"]: row for row in import_.reading.get("activities", ())}
    return [
        ReadRow(
            at[now["key"]],
            now["key"],
            tuple(
                _cell(Spot(at[now["key"]], field), read.get(now["key"], now), now, found)
                for field in EDITED
                if field in now
                for found in [places.get(Spot(at[source_of(now)], field), ())]
            ),
            next(iter(now.get("source_lines") or ()), None),
            tuple(at_row.get(now["key"], ())),
        )
        for now in import_.settled().get("activities", ())
    ]


def _cell(
    spot: Spot, was: dict[str, Any], now: dict[str, Any], places: Sequence[Place]
) -> ReadCell:
    field = spot.field
    text, read = (str(row.get(field) or "") for row in (now, was))
    return ReadCell(spot, field_label(field), text, read, next(iter(places), None))


def _marks(doubts: Sequence[Doubt], rows: Sequence[ReadRow], places: Places) -> Marks:
    """Where a doubt names cells these are marked, else its line; the worst last."""
    at = {row.key: row.at for row in rows}
    cells: dict[Place, Tone] = {}
    lines: dict[int, Tone] = {}
    for one in sorted(doubts, key=lambda doubt: doubt.is_grave):
        found = [place for spot in spots_of(one, at) for place in places.get(spot, ())]
        cells |= dict.fromkeys(found, one.tone)
        if one.line is not None and not found:
            lines[one.line] = one.tone
    return Marks(cells, lines)


def _choices(counts: Mapping[Show, int], show: Show) -> tuple[Choice, ...]:
    labels = {Show.ALL: _("All"), Show.GRAVE: _("Errors"), Show.DOUBTS: _("Warnings")}
    return tuple(
        Choice(one.value, label, counts[one], one is show) for one, label in labels.items()
    )
