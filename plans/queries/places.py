"""Where the cells of a reading stand in its original: line and cell, as the page numbers them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plans.queries.doubts import Doubt
from plans.reading.changes import Part
from plans.reading.columns import Column

_FIELDS = {
    Column.NUMBER: ("numbering_duplicate", "numbering_style", "number_missing"),
    Column.DEADLINE: (
        "deadline_outside_period",
        "deadline_unclear",
        "date_order",
        "range_without_dash",
        "two_deadlines",
        "year_missing",
    ),
    Column.BASELINE: ("baseline_without_number",),
    Column.TARGET: ("target_open", "target_mismatch", "target_below_baseline"),
    Column.INDICATOR: ("truncated_cells", "shifted_words"),
    Column.RESPONSIBLE: ("foreign_post", "department_spelling", "post_unlike"),
    Column.TEXT: (
        "inner_numbers",
        "merged_rows",
        "institution_twice",
        "institution_unlike",
        "school_spelling",
    ),
}
_FIELD_OF = {kind: column.value for column, kinds in _FIELDS.items() for kind in kinds}


_CELLS = {"deadline": Column.DEADLINE.value}
"""Cells that the reading calls otherwise than their fields."""
NUMBER = Column.NUMBER.value
"""A row's number stands in the first cell of the line in which its text begins."""


@dataclass(frozen=True)
class Place:
    """A cell of the original; the first line and the first cell are 1."""

    line: int
    cell: int = 1

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"c{self.line}-{self.cell}"


@dataclass(frozen=True)
class Spot:
    """A field of a row as read: the place of the row in the reading, and the field."""

    row: int
    field: str

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"v{self.row}-{self.field}"


Places = dict[Spot, tuple[Place, ...]]


def places_in(reading: dict[str, Any]) -> Places:
    """Where each field of each row was read from, in the order of the original."""
    lines = reading.get("lines") or {}
    found = {
        Spot(at, _CELLS.get(field, field)): tuple(_places(cell, lines))
        for at, row in enumerate(reading.get("activities", ()))
        for field, cell in (row.get("cells") or {}).items()
    }
    texts = [(spot, places[0]) for spot, places in found.items() if _is_text(spot) and places]
    return {Spot(spot.row, NUMBER): (Place(place.line),) for spot, place in texts} | found


def _is_text(spot: Spot) -> bool:
    return spot.field == Column.TEXT


def _places(cell: dict[str, Any], lines: dict[str, int]) -> Iterator[Place]:
    for found in cell.get("source_lines") or ():
        yield Place(*found[:2])
    for table, row, *rest in cell.get("source_rows") or ():
        line = lines.get(f"{table}:{row}")
        if line is not None:
            yield Place(line, *rest[:1])


def spots_of(doubt: Doubt, rows: dict[str, int]) -> list[Spot]:
    """The fields that a doubt is about; ``rows`` are the places of rows by key."""
    cells = (one for one in doubt.repair if one.part is Part.ROW)
    changed = [Spot(rows[one.key], one.field) for one in cells if one.key in rows]
    field = _FIELD_OF.get(doubt.kind)
    if changed or field is None:
        return changed
    return [Spot(rows[key], field) for key in doubt.keys if key in rows]
