"""What became of each row and heading from one text to another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from plans.compare import matching
from plans.compare.cells import CELLS, PLACE, SECTION, rows_of
from plans.compare.matching import Document, Heading, Line
from plans.compare.words import Pieces, word_difference
from plans.models import Activity, Revision, Section
from workflows.display import Text


class Change(StrEnum):
    """What became of a row: the first that is true of it.

    A row that was moved or numbered anew and says the same has not changed; one whose words
    changed on the way is changed, and moved as well.
    """

    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    SAME = "same"


@dataclass(frozen=True)
class CellChange:
    """A cell before and after; ``name`` is that of ``plans.compare.cells``."""

    label: Text
    before: Pieces
    after: Pieces
    name: str = ""


@dataclass(frozen=True)
class RowChange:
    """A row in two revisions; ``None`` where it does not stand."""

    before: Activity | None
    after: Activity | None
    cells: tuple[CellChange, ...]
    is_moved: bool = False

    @property
    def row(self) -> Activity:
        """The row as it is now, or as it last was."""
        row = self.after or self.before
        if row is None:
            raise LookupError("A change is of some row.")
        return row

    @property
    def identity(self) -> UUID:
        """What the row keeps from revision to revision."""
        return self.row.identity

    @property
    def identities(self) -> set[UUID]:
        """Its identity in both texts: one deleted and written anew has two."""
        return {row.identity for row in (self.before, self.after) if row}

    @cached_property
    def content(self) -> tuple[CellChange, ...]:
        """The cells that differ, without the number and the section."""
        return tuple(cell for cell in self.cells if cell.name not in PLACE)

    @cached_property
    def kind(self) -> Change:
        """What became of the row."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        if self.content:
            return Change.CHANGED
        if self.is_moved:
            return Change.MOVED
        return Change.RENUMBERED if self.cells else Change.SAME


@dataclass(frozen=True)
class HeadingChange:
    """A heading in two revisions; ``None`` where it does not stand."""

    before: Section | None
    after: Section | None
    is_moved: bool = False

    @property
    def has_same_words(self) -> bool:
        """Whether it stands in both with the same number and words."""
        return str(self.before) == str(self.after)

    @property
    def is_same(self) -> bool:
        """Whether it stands in the same order too."""
        return self.has_same_words and not self.is_moved

    @property
    def words(self) -> tuple[Pieces, Pieces]:
        """Its number and words with what differs marked."""
        return word_difference(str(self.before or ""), str(self.after or ""))


@dataclass(frozen=True)
class Comparison:
    """All rows of two revisions in the order of the later one, removed rows at their old place."""

    rows: tuple[RowChange, ...]
    headings: tuple[HeadingChange, ...] = ()

    def of(self, kind: Change) -> list[RowChange]:
        """The rows of which one thing became."""
        return [row for row in self.rows if row.kind is kind]

    def identities(self, kind: Change) -> set[UUID]:
        """Their identities."""
        return {row.identity for row in self.of(kind)}

    @property
    def changed_headings(self) -> list[HeadingChange]:
        """Headings that are not as they were."""
        return [one for one in self.headings if not one.is_same]


def compare(before: Revision, after: Revision) -> Comparison:
    """What changed from one revision to another, headings without rows included."""
    rows = rows_of((before, after))
    headings: dict[int, list[Section]] = {before.pk: [], after.pk: []}
    wanted = Section.objects.filter(revision__in=headings).select_related("above")
    for section in wanted.order_by("position"):
        headings[section.revision_id].append(section)
    old = _Side(rows[before], headings[before.pk])
    return _compared(old, _Side(rows[after], headings[after.pk]))


def compare_rows(before: Sequence[Activity], after: Sequence[Activity]) -> Comparison:
    """The same for rows that were fetched already, with the headings over them."""
    return _compared(_Side(before, _over(before)), _Side(after, _over(after)))


def _over(rows: Iterable[Activity]) -> list[Section]:
    found = {row.section.pk: row.section for row in rows if row.section}
    return list(found.values())


class _Side:
    """One of two texts: its rows and headings, and the words of its cells."""

    def __init__(self, rows: Sequence[Activity], headings: Sequence[Section]) -> None:
        self.rows, self.headings = rows, headings
        self.words = [{cell.name: cell.words(row) for cell in CELLS} for row in rows]

    @cached_property
    def document(self) -> Document:
        """The text as it is matched."""
        places = {section.pk: place for place, section in enumerate(self.headings)}
        lines = (
            Line(
                row.text,
                row.number,
                places.get(row.section_id or 0, matching.NOWHERE),
                _rest(words),
                str(row.identity),
            )
            for row, words in zip(self.rows, self.words, strict=True)
        )
        return Document(tuple(lines), tuple(map(_heading, self.headings)))


def _rest(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(said for name, said in words.items() if name not in (*PLACE, "text"))


def _heading(section: Section) -> Heading:
    above = section.above.title if section.above else ""
    return Heading(section.title, section.number, section.level, above)


def _compared(old: _Side, new: _Side) -> Comparison:
    found = matching.match(old.document, new.document)
    changes = _went_on(old, new, found)
    for place, row in enumerate(new.rows):
        if place not in changes:
            changes[place] = RowChange(None, row, _cells({}, new.words[place]))
    return Comparison(_ordered(old, changes, dict(found.lines)), _heading_changes(old, new, found))


def _went_on(old: _Side, new: _Side, found: matching.Matching) -> dict[int, RowChange]:
    """The rows that stand in both, by their place in the later text."""
    homes = {matching.NOWHERE: matching.NOWHERE} | dict(found.headings)
    changes = {}
    for before, after in found.lines:
        home = homes.get(old.document.lines[before].heading)
        same_home = home == new.document.lines[after].heading
        cells = _cells(old.words[before], new.words[after], (SECTION,) if same_home else ())
        is_moved = (before, after) in found.moved
        changes[after] = RowChange(old.rows[before], new.rows[after], cells, is_moved)
    return changes


def _cells(
    before: Mapping[str, str], after: Mapping[str, str], unless: Sequence[str] = ()
) -> tuple[CellChange, ...]:
    """The cells that differ."""
    return tuple(
        CellChange(cell.label, *word_difference(said, says), cell.name)
        for cell in CELLS
        if (said := before.get(cell.name, "")) != (says := after.get(cell.name, ""))
        and cell.name not in unless
    )


def _ordered(
    old: _Side, changes: Mapping[int, RowChange], pairs: Mapping[int, int]
) -> tuple[RowChange, ...]:
    """The rows of the later text, each removed one after the row that stood before it."""
    gone: dict[int, list[RowChange]] = defaultdict(list)
    last = -1
    for place, row in enumerate(old.rows):
        if place not in pairs:
            gone[last].append(RowChange(row, None, _cells(old.words[place], {})))
        elif last < 0 or not changes[pairs[place]].is_moved:
            last = pairs[place]
    ordered = list(gone[-1])
    for place in range(len(changes)):
        ordered += [changes[place], *gone[place]]
    return tuple(ordered)


def _heading_changes(old: _Side, new: _Side, found: matching.Matching) -> tuple[HeadingChange, ...]:
    before_of = {new: old for old, new in found.headings}
    stays = set(before_of.values())
    gone = [
        HeadingChange(section, None)
        for place, section in enumerate(old.headings)
        if place not in stays
    ]
    kept = (
        HeadingChange(
            old.headings[before_of[place]] if place in before_of else None,
            section,
            (before_of.get(place, -1), place) in found.moved_headings,
        )
        for place, section in enumerate(new.headings)
    )
    return (*kept, *gone)
