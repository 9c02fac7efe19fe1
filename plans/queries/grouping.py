"""Rows under the headings of their document, in its order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from plans.models import Activity, Section

Item = TypeVar("Item")


@dataclass(frozen=True)
class Run(Generic[Item]):
    """Rows that follow one another under a heading; ``above`` is the one over it, where it opens.

    ``goes_on``: the heading was opened before and is not printed again.
    """

    section: Section | None
    above: Section | None
    items: tuple[Item, ...]
    goes_on: bool


def runs_of(items: Sequence[Item], row_of: Callable[[Item], Activity]) -> Iterator[Run[Item]]:
    """Rows by heading.

    Rows of a section that go on after one of its subsections stand there without a heading of
    their own: 6 comes after 5.3, as in the original.
    """
    opened: set[int] = set()
    for _key, run in groupby(items, key=lambda item: row_of(item).section_id):
        found = tuple(run)
        section = row_of(found[0]).section
        goes_on = section is not None and section.pk in opened
        above = section.above if section and section.above_id not in opened else None
        opened.update(head.pk for head in (section, above) if head)
        yield Run(section, above, found, goes_on)
