"""How far the rows of a plan are on a day, counted by section: of the overview and of reports."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from plans.models import Activity, Fact, Plan, Section
from plans.queries.progress import Progress, is_expected, progress_of
from workflows.display import Row, Shape, Tone

LONGEST_LABEL = 90
Facts = dict[UUID, list[Fact]]


class Standing(StrEnum):
    """Where a row stands on a day."""

    DONE = "done"
    RUNNING = "running"
    LATE = "late"
    TODO = "todo"


@dataclass(frozen=True)
class Execution:
    """How far the rows of a plan are, by section and in all; counts of rows."""

    rows: list[Row]

    def _sum(self, name: str) -> int:
        return sum(getattr(row, name) for row in self.rows)

    @property
    def total(self) -> int:
        """Rows in all."""
        return self._sum("total")

    @property
    def done(self) -> int:
        """Rows that reached their target."""
        return self._sum("done")

    @property
    def late(self) -> int:
        """Rows whose term passed before that."""
        return self._sum("late")

    @property
    def expected(self) -> int:
        """Rows that should be carried out by now."""
        return sum(row.expected or 0 for row in self.rows)

    @property
    def share(self) -> int:
        """Percent of the rows that are done."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def expected_share(self) -> int:
        """Percent of the rows that should be done."""
        return 100 * self.expected // self.total if self.total else 0

    @property
    def is_behind(self) -> bool:
        """Fewer are done than should be."""
        return self.done < self.expected


@dataclass(frozen=True)
class Counted:
    """A row as it is counted: under which section at the top, where it stands."""

    section: str
    standing: Standing
    is_expected: bool


def facts_of(plan: Plan, until: datetime.date) -> Facts:
    """The facts that stand up to a day, by row, the oldest first."""
    found: Facts = defaultdict(list)
    for fact in plan.facts.standing().filter(on__lte=until):
        found[fact.identity].append(fact)
    return found


@dataclass(frozen=True)
class Measured:
    """A plan on a day with its facts by row."""

    plan: Plan
    facts: Facts
    today: datetime.date

    def of(self, row: Activity) -> tuple[Fact, ...]:
        """The facts of a row; what is not in force is carried out by nobody."""
        return tuple(self.facts.get(row.identity, ())) if self.plan.in_force_revision else ()

    def progress(self, row: Activity) -> Progress:
        """How far a row is."""
        return progress_of(self.plan, row, self.of(row), self.today)

    def expects(self, row: Activity) -> bool:
        """Whether a row should be carried out by now."""
        return not self._is_given_up(row) and is_expected(self.plan, row, self.today)

    def standing(self, row: Activity) -> Standing:
        """Whether a row is done, late, running or still to do; what is given up is never late."""
        age = self.progress(row).age
        if age.shape is Shape.TICK:
            return Standing.DONE
        if self._is_given_up(row):
            return Standing.TODO
        if age.tone is Tone.BAD:
            return Standing.LATE
        has_begun = (row.deadline_start or self.plan.starts_on) <= self.today
        return Standing.RUNNING if has_begun else Standing.TODO

    def counted(self, row: Activity) -> Counted:
        """What a row adds to the count of its section."""
        return Counted(top_of(row.section), self.standing(row), self.expects(row))

    def _is_given_up(self, row: Activity) -> bool:
        return any(fact.gives_up for fact in self.facts.get(row.identity, ()))


def by_section(rows: Iterable[Counted]) -> Execution:
    """Rows counted under the sections at the top, in their order."""
    found: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        found[row.section].append(row)
    return Execution([_section(label, rows) for label, rows in found.items()])


def _section(label: str, rows: list[Counted]) -> Row:
    count = Counter(row.standing for row in rows)
    return Row(
        label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 2]}…",
        count[Standing.DONE],
        count[Standing.RUNNING],
        count[Standing.LATE],
        len(rows),
        sum(row.is_expected for row in rows),
    )


def top_of(section: Section | None) -> str:
    """„5. Методическа подкрепа“: the section at the top, as a table of contents writes it."""
    head = section.above if section and section.above else section
    if head is None:
        return "–"
    number = head.number.rstrip(". ")
    return f"{number}. {head.title}" if number else head.title
