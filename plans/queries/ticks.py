"""Ticks „Прегледана“ as a comparison shows them: at each change, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plans.compare import Comparison, HeadingChange, OpeningChange, RowChange


@dataclass(frozen=True)
class Tick:
    """The tick at a change; ``anchor`` is its place on the page."""

    mark: str
    anchor: str
    is_set: bool


@dataclass(frozen=True)
class Heading:
    """A heading that changed, with its tick."""

    change: HeadingChange
    tick: Tick


@dataclass(frozen=True)
class Opening:
    """What changed outside the table, with its tick."""

    changes: tuple[OpeningChange, ...]
    tick: Tick


@dataclass(frozen=True)
class Reviewing:
    """The changes of a comparison, and those that the person has ticked."""

    comparison: Comparison
    rows: tuple[RowChange, ...]
    ticked: frozenset[str]

    def at(self, row: RowChange) -> Tick:
        """The tick at a row; links lead to the row by its identity."""
        return self._tick(row.mark, row.identity.hex)

    def _tick(self, mark: str, place: str) -> Tick:
        return Tick(mark, f"c-{place[:12]}", mark in self.ticked)

    @cached_property
    def opening(self) -> Opening | None:
        """What changed outside the table; None when nothing did."""
        changes, mark = self.comparison.opening, self.comparison.opening_mark
        return Opening(changes, self._tick(mark, mark)) if changes else None

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that changed."""
        changed = self.comparison.changed_headings
        return tuple(Heading(one, self._tick(one.mark, one.mark)) for one in changed)

    @cached_property
    def all(self) -> tuple[Tick, ...]:
        """Every tick, whatever the filter shows."""
        others: Iterable[Tick] = [one.tick for one in (self.opening, *self.headings) if one]
        return (*others, *map(self.at, self.rows))

    @property
    def done(self) -> int:
        """How many are ticked."""
        return sum(tick.is_set for tick in self.all)

    @property
    def share(self) -> int:
        """How many of a hundred."""
        return 100 * self.done // len(self.all) if self.all else 0
