"""What the walk through a table gathers, before pieces are joined and keys are given."""

from dataclasses import dataclass, field
from enum import StrEnum

from .columns import Column, Columns
from .headings import Heading
from .rows import Place


class Role(StrEnum):
    """What a heading of a lower level is."""

    GROUP = "group"
    GOAL = "goal"
    MEASURE = "measure"


@dataclass
class HeadingDraft:
    """A heading being read; its title may go on in the next row.

    ``measures`` are the measures written under a goal. ``leaf`` is the same row as one of work,
    should nothing turn out to stand under it.
    """

    heading: Heading
    titles: list[str]
    places: list[Place]
    outside: bool
    role: Role = Role.GROUP
    measures: list["HeadingDraft"] = field(default_factory=list)
    leaf: "RowDraft | None" = None


@dataclass
class RowDraft:
    """An activity being read: the pieces of each column, in the order of the pages."""

    number: str | None
    printed: str
    section: HeadingDraft | None
    subsections: tuple[HeadingDraft, ...]
    pieces: dict[Column, list[str]]
    places: list[Place]
    shifted: bool = False
    cuts: list[tuple[Place, tuple[Column, ...]]] = field(default_factory=list)
    origins: dict[Column, list[Place]] = field(default_factory=dict)

    def last(self, column: Column) -> str:
        """The last piece of a column."""
        return next((piece for piece in reversed(self.pieces.get(column, [])) if piece), "")

    def came_from(self, origins: dict[Column, Place]) -> None:
        """Keep the cells that texts came from."""
        for column, place in origins.items():
            self.origins.setdefault(column, []).append(place)


@dataclass
class TableDraft:
    """Everything found from the first header to the end of the document."""

    columns: Columns
    sections: list[HeadingDraft] = field(default_factory=list)
    subsections: list[tuple[HeadingDraft | None, HeadingDraft]] = field(default_factory=list)
    rows: list[RowDraft] = field(default_factory=list)
    tail: list[tuple[str, Place]] = field(default_factory=list)
    noise: list[Place] = field(default_factory=list)
    shifted_rest: list[tuple[RowDraft, Place]] = field(default_factory=list)

    @property
    def deadlines(self) -> list[str]:
        """What stands under the deadline, row by row."""
        return [" ".join(row.pieces.get(Column.DEADLINE, ())) for row in self.rows]
