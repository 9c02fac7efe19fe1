"""What the linter looks at and what it finds: frozen rows of a text, without a database."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from uuid import UUID, uuid4

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from plans.reading.headings import names_programme
from plans.states import InspectionForm, PlanKind

WORD = re.compile(r"\w")


class Gravity(IntEnum):
    """How much a finding weighs; over a grave one nobody signs without a reason."""

    NOTE = 1
    WARNING = 2
    GRAVE = 3


class Column(TextChoices):
    """The cell that a finding points at."""

    NUMBER = "number", _("№")
    TEXT = "text", _("Activity")
    TERM = "term", _("Term")
    UNIT = "unit", _("Unit")
    BASELINE = "baseline", _("Baseline")
    TARGET = "target", _("Target")
    RESPONSIBLE = "responsible", _("Responsible")
    FINANCING = "financing", _("Financing")
    INDICATOR = "indicator", _("Indicator")
    NOTE = "note", _("Note")
    KIND = "kind", _("Kind")
    LISTED = "listed", _("Listed schools")


@dataclass(frozen=True)
class Heading:
    """A heading with the ones above it; ``position`` is its place among the headings."""

    position: int
    number: str
    title: str
    above: "Heading | None" = None


@dataclass(frozen=True)
class Control:
    """What a row says as an inspection; ``listed`` are name and settlement of each school."""

    kind: str
    form: str = InspectionForm.INSPECTION
    target_count: int | None = None
    listed: tuple[tuple[str, str], ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of work: its cells as written, its term as days."""

    text: str = ""
    number: str = ""
    heading: Heading | None = None
    term: str = ""
    term_kind: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    unit: str = ""
    baseline: str = ""
    target: str = ""
    responsible: str = ""
    financing: str = ""
    indicator: str = ""
    note: str = ""
    control: Control | None = None
    identity: UUID = field(default_factory=uuid4)

    @property
    def name(self) -> str:
        """How the row is called in a sentence."""
        return self.number or f"{self.text[:40]}…"

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing beyond number and text, as a heading among rows does."""
        cells = (self.term, self.unit, self.baseline, self.target, self.responsible, self.indicator)
        return self.control is None and not any(map(WORD.search, cells))


@dataclass(frozen=True)
class Signing:
    """What the text prints about being signed."""

    blank_decision: bool = False
    decided_on: datetime.date | None = None
    agreed: bool = False
    agreed_dated: bool = False


@dataclass(frozen=True)
class Text:
    """The text of a plan as it is about to be signed."""

    kind: PlanKind
    starts_on: datetime.date
    ends_on: datetime.date
    rows: Sequence[Row]
    strategy: str = ""
    strategy_until: int | None = None
    signing: Signing = Signing()

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings under which rows stand, in the order of the document."""
        found: dict[int, Heading] = {}
        for row in self.rows:
            one = row.heading
            while one:
                found[one.position] = one
                one = one.above
        return [found[position] for position in sorted(found)]

    def hides_a_heading_before(self, heading: Heading | None) -> bool:
        """Whether a heading without rows stands before this one: its number is not known here."""
        if heading is None:
            return False
        top = heading if heading.above is None else heading.above
        return top.position - 1 not in {0, *(one.position for one in self.headings)}

    @cached_property
    def work(self) -> list[Row]:
        """The rows of work: none that only names the rows numbered below it, or a programme."""
        return [
            row
            for row in self.rows
            if not (row.is_bare and (self._is_parent(row) or names_programme(row.text)))
        ]

    @cached_property
    def filled(self) -> list[Row]:
        """The rows of work of which a cell may be missed: a row above others leaves its term and
        its responsible to them, and of an empty one it is said once that it is empty.
        """
        return [row for row in self.work if not (row.is_bare or self._is_parent(row))]

    def _is_parent(self, row: Row) -> bool:
        return (row.heading, row.number) in self._parents

    @cached_property
    def _parents(self) -> set[tuple[Heading | None, str]]:
        above = ((row.heading, row.number.rpartition(".")[0]) for row in self.rows)
        return {(heading, number) for heading, number in above if number}

    @property
    def controls(self) -> list[tuple[Row, Control]]:
        """The inspections with their rows."""
        return [(row, row.control) for row in self.rows if row.control]

    def first_under(self, heading: Heading) -> Row | None:
        """The first row under a heading, or under one below it."""
        for row in self.rows:
            one = row.heading
            while one:
                if one.position == heading.position:
                    return row
                one = one.above
        return None
