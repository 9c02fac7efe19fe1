"""The review of an import: the original by lines, the rows with their doubts, what is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from institutions.models import Person
from institutions.rights import Right
from plans.fitting import Obstacle, obstacle
from plans.models import Import
from plans.queries.doubts import Doubt, by_row, doubts_in
from plans.queries.page import Choice
from workflows import access
from workflows.display import Tone


class Show(StrEnum):
    """Which rows of a review are shown."""

    ALL = ""
    GRAVE = "errors"
    DOUBTS = "warnings"


@dataclass(frozen=True)
class ReadRow:
    """A row as it was read, or (without a text) the whole document."""

    key: str
    number: str
    text: str
    term: str
    responsible: str
    target: str
    line: int | None
    doubts: tuple[Doubt, ...]

    @property
    def tone(self) -> Tone:
        """The worst of its doubts."""
        if any(one.is_open for one in self.doubts):
            return Tone.BAD
        return Tone.WARN if self.doubts else Tone.OK

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
class Line:
    """A line of the original; ``tone`` marks one that a doubt is about."""

    number: int
    cells: tuple[str, ...]
    tone: Tone

    @property
    def is_heading(self) -> bool:
        """Whether a row of a table says something in its first cell only: it goes over all."""
        return bool(self.cells[0].strip()) and not any(cell.strip() for cell in self.cells[1:])


@dataclass(frozen=True)
class Block:
    """Lines of the original that stand together: a table, or running text."""

    is_table: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Review:
    """The page. ``undecided`` errors and ``doubts`` in all are counted once, for all places.

    ``obstacle`` stops the import whatever is decided: said first, before anybody decides.
    """

    rows: tuple[ReadRow, ...]
    document: tuple[Doubt, ...]
    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]
    total: int
    undecided: int
    doubts: int
    obstacle: Obstacle | None


def imports_open_to(person: Person) -> QuerySet[Import]:
    """Imports of institutions whose plans the person prepares, and what they brought themselves.

    A delegate named on a single plan prepares that one only; whoever confirms is asked again.
    """
    places = access.institutions_with(person, Right.PREPARE_PLAN)
    rows = Import.objects.filter(Q(institution__in=places) | Q(uploaded_by=person))
    return rows.select_related("institution", "plan", "uploaded_by")


def review_of(import_: Import, show: Show) -> Review:
    """All that the page of a reviewed import shows."""
    doubts = doubts_in(import_.decided_anomalies())
    rows = _rows(import_.reading, doubts)
    placed = {id(one) for row in rows for one in row.doubts}
    counts = {one: sum(_is_in(doubt, one) for doubt in doubts) for one in Show}
    return Review(
        tuple(row for row in rows if row.is_in(show)),
        tuple(one for one in doubts if id(one) not in placed and _is_in(one, show)),
        _blocks(_lines(import_.source_text, doubts)),
        _choices(counts | {Show.ALL: len(rows)}, show),
        len(rows),
        counts[Show.GRAVE],
        counts[Show.ALL],
        obstacle(import_.reading, import_.institution, import_.plan),
    )


def _rows(reading: dict[str, Any], doubts: Sequence[Doubt]) -> list[ReadRow]:
    at_row = by_row(doubts)
    return [
        _row(activity, at_row.get(activity["key"], ()))
        for activity in reading.get("activities", ())
    ]


def _row(activity: dict[str, Any], doubts: Sequence[Doubt]) -> ReadRow:
    return ReadRow(
        key=activity["key"],
        number=activity["number"] or "",
        text=activity["text"],
        term=activity.get("deadline_raw") or "",
        responsible=activity.get("responsible_raw") or "",
        target=activity.get("target_raw") or activity.get("indicator_raw") or "",
        line=next(iter(activity.get("source_lines") or ()), None),
        doubts=tuple(doubts),
    )


def _lines(text: str, doubts: Sequence[Doubt]) -> tuple[Line, ...]:
    """Lines of the original that say something, numbered as in the file."""
    marked: dict[int, Tone] = {}
    for one in doubts:
        if one.line is not None and marked.get(one.line) is not Tone.BAD:
            marked[one.line] = one.tone
    return tuple(
        Line(number, tuple(line.split("\t")), marked.get(number, Tone.NONE))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    together = groupby(lines, key=lambda line: len(line.cells) > 1)
    return tuple(Block(is_table, tuple(found)) for is_table, found in together)


def _choices(counts: Mapping[Show, int], show: Show) -> tuple[Choice, ...]:
    labels = {Show.ALL: _("All"), Show.GRAVE: _("Errors"), Show.DOUBTS: _("Warnings")}
    return tuple(
        Choice(one.value, label, counts[one], one is show) for one, label in labels.items()
    )
