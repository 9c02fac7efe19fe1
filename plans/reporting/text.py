"""The report of a plan as plain values: what its page, its paper and its frozen copy say.

Everything is in the language of the office, as the plan is. A clause names the fact it is made
of; a number of the report is the sum of the facts of its row.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import pgettext

from plans.models import Activity
from plans.queries.execution import Counted, Execution, Standing, by_section
from workflows.display import Age, Shape, Tone, done_age, upcoming_age


class Mark(StrEnum):
    """What is said beside a clause."""

    NONE = ""
    EDITED = "edited"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    LEFT_OUT = "left_out"


#: What stands on the page of those who write the report, and not in it.
NOT_IN_THE_REPORT = (Mark.PROPOSED, Mark.LEFT_OUT)
NAME = 40
"""Letters by which a row without a number is called."""


@dataclass(frozen=True)
class Clause:
    """A sentence made of a fact; ``source`` names the record, ``url`` leads to it."""

    fact: int
    text: str
    source: str
    url: str
    mark: Mark = Mark.NONE
    edited_by: str = ""
    edited_on: str = ""

    @property
    def is_in(self) -> bool:
        """Whether it stands in the report."""
        return self.mark not in NOT_IN_THE_REPORT

    @property
    def anchor(self) -> str:
        """Its place on the page of the report."""
        return f"clause-{self.fact}"


@dataclass(frozen=True)
class Cells:
    """What the plan says of a row, as it is printed."""

    number: str
    text: str
    deadline_raw: str
    responsible_raw: str
    financing: str
    indicator_raw: str
    unit: str
    baseline_raw: str
    target_raw: str
    expected_result: str
    note: str

    @classmethod
    def of(cls, row: Activity) -> "Cells":
        """Those of a row."""
        return cls(**{one.name: getattr(row, one.name) for one in dataclasses.fields(cls)})


@dataclass(frozen=True)
class Line:
    """A row of the plan with what was reached: the value, the share of the way, and the text."""

    identity: str
    anchor: str
    cells: Cells
    reached: str
    percent: str
    lead: str
    clauses: tuple[Clause, ...]
    standing: Standing
    is_expected: bool

    @property
    def told(self) -> str:
        """What stands in the last column on paper."""
        return " ".join(filter(None, [self.lead, *(one.text for one in self.clauses if one.is_in)]))

    @property
    def is_silent(self) -> bool:
        """Whether nothing stands in it, neither what was done nor why not."""
        return not any(one.is_in and one.mark is not Mark.WITHDRAWN for one in self.clauses)

    @property
    def name(self) -> str:
        """How the row is called in a sentence."""
        text = self.cells.text
        return self.cells.number or (text if len(text) <= NAME else f"{text[:NAME]}…")

    @property
    def age(self) -> Age:
        """The pill of the row."""
        return {
            Standing.DONE: done_age(),
            Standing.LATE: Age(Tone.BAD, Shape.SQUARE, pgettext("a deadline", "overdue")),
            Standing.RUNNING: Age(Tone.NONE, Shape.CIRCLE, pgettext("a deadline", "under way")),
        }.get(self.standing, upcoming_age())


@dataclass(frozen=True)
class Part:
    """The rows under one heading; ``measure`` names it, ``headings`` are those that open there.

    ``section`` is the heading at the top, under which they are counted.
    """

    headings: tuple[str, ...]
    measure: str
    section: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReportText:
    """The report of a revision of a plan, of what was done until a day."""

    until: datetime.date
    revision: int
    parts: tuple[Part, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Its rows in the order of the plan."""
        return (line for part in self.parts for line in part.lines)

    @property
    def execution(self) -> Execution:
        """Its rows counted by section."""
        return by_section(
            Counted(part.section, line.standing, line.is_expected)
            for part in self.parts
            for line in part.lines
        )

    @property
    def silent(self) -> tuple[Line, ...]:
        """The rows of which nothing is reported."""
        return tuple(line for line in self.lines if line.is_silent)

    @property
    def only_silent(self) -> tuple[Part, ...]:
        """Those rows under their headings."""
        parts = (replace(part, lines=_silent(part)) for part in self.parts)
        return tuple(part for part in parts if part.lines)

    @property
    def proposed(self) -> int:
        """How many clauses wait to be taken in."""
        return sum(one.mark is Mark.PROPOSED for line in self.lines for one in line.clauses)

    @property
    def withdrawn(self) -> int:
        """How many clauses stand on a record that was withdrawn."""
        return sum(one.mark is Mark.WITHDRAWN for line in self.lines for one in line.clauses)

    def as_content(self) -> dict[str, Any]:
        """As it is kept when it is frozen; what is not in the report is left out."""
        kept = dataclasses.asdict(self)
        kept["until"] = self.until.isoformat()
        for line in (line for part in kept["parts"] for line in part["lines"]):
            line["clauses"] = [
                one for one in line["clauses"] if one["mark"] not in NOT_IN_THE_REPORT
            ]
        return kept

    @classmethod
    def from_content(cls, kept: dict[str, Any]) -> "ReportText":
        """A frozen one."""
        parts = tuple(
            Part(
                tuple(part["headings"]),
                part["measure"],
                part["section"],
                tuple(map(_line, part["lines"])),
            )
            for part in kept["parts"]
        )
        return cls(datetime.date.fromisoformat(kept["until"]), kept["revision"], parts)


def _silent(part: Part) -> tuple[Line, ...]:
    return tuple(line for line in part.lines if line.is_silent)


def _line(kept: dict[str, Any]) -> Line:
    told = {
        "cells": Cells(**kept["cells"]),
        "clauses": tuple(Clause(**one | {"mark": Mark(one["mark"])}) for one in kept["clauses"]),
        "standing": Standing(kept["standing"]),
    }
    return Line(**kept | told)
