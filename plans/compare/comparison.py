"""Two texts held side by side: their rows, their headings and what stands outside the table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from plans.compare import matching
from plans.compare.cells import CELLS, PLACE, SECTION, rows_of
from plans.compare.changes import CellChange, Comparison, HeadingChange, RowChange
from plans.compare.matching import Document, Heading, Line
from plans.compare.opening import opening_changes
from plans.compare.parting import Texts, partings
from plans.compare.words import word_difference
from plans.models import Activity, Revision, Section


def compare(before: Revision, after: Revision) -> Comparison:
    """What changed from one revision to another: what is said before and after the table, the
    headings, those without rows too, and the rows.
    """
    rows = rows_of((before, after))
    headings: dict[int, list[Section]] = {before.pk: [], after.pk: []}
    wanted = Section.objects.filter(revision__in=headings).select_related("above")
    for section in wanted.order_by("position"):
        headings[section.revision_id].append(section)
    old = _Side(rows[before], headings[before.pk])
    found = _compared(old, _Side(rows[after], headings[after.pk]))
    return replace(found, opening=opening_changes(before.preamble or {}, after.preamble or {}))


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
    rows = _ordered(old, changes, dict(found.lines))
    return Comparison(_parted(rows), _heading_changes(old, new, found))


def _parted(rows: tuple[RowChange, ...]) -> tuple[RowChange, ...]:
    """The rows with what was split from which, and put together with which."""
    texts = [
        Texts(row.before.text if row.before else None, row.after.text if row.after else None)
        for row in rows
    ]
    others = partings(texts)
    return tuple(
        replace(row, parted=rows[others[place]].row) if place in others else row
        for place, row in enumerate(rows)
    )


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
