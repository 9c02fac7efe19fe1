"""From drafts to records: pieces joined, keys given, every row under its headings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .columns import Column
from .confidence import cells_of
from .days import Frame
from .deadlines import read_deadline
from .drafts import HeadingDraft, Role, RowDraft, TableDraft
from .facts import Period
from .fields import Field
from .headings import depth, is_child
from .joining import Vocabulary, join_pieces
from .model import Activity, Section, Subsection


@dataclass(frozen=True)
class Plan:
    """The rows of a plan, and the heading under which each activity stands."""

    sections: tuple[Section, ...]
    subsections: tuple[Subsection, ...]
    activities: tuple[Activity, ...]
    titles: tuple[tuple[str, str], ...]


def assemble(draft: TableDraft, period: Period | None, vocabulary: Vocabulary) -> Plan:
    """Make the records of the contract; ``titles`` are section and subsection title of each
    activity.
    """
    section_keys = _section_keys(draft.sections)
    homes = [_home(row) for row in draft.rows]
    sub_keys = _subsection_keys(draft)
    keys = _keys(draft.rows, homes, section_keys, sub_keys)
    frame = Frame(period.start, period.end) if period else None
    activities = tuple(
        _activity(row, key, section_keys.get(id(row.section)), home, sub_keys, frame, vocabulary)
        for row, key, home in zip(draft.rows, keys, homes, strict=True)
    )
    titles = tuple(
        (_title(row.section, vocabulary), _announced(row, home, vocabulary))
        for row, home in zip(draft.rows, homes, strict=True)
    )
    return Plan(
        tuple(_section(s, section_keys[id(s)], draft, vocabulary) for s in draft.sections),
        tuple(
            _subsection(pair, section_keys, sub_keys, draft.rows, homes, vocabulary)
            for pair in draft.subsections
        ),
        activities,
        titles,
    )


def _announced(row: RowDraft, home: HeadingDraft | None, vocabulary: Vocabulary) -> str:
    """The title above a row; under a goal its measures say what the rows are."""
    over = _over(row)
    if over and over.measures:
        return _title(over.measures[-1], vocabulary)
    return _title(home, vocabulary)


def _title(heading: HeadingDraft | None, vocabulary: Vocabulary) -> str:
    return join_pieces(heading.titles, vocabulary) if heading else ""


def _section_keys(sections: Sequence[HeadingDraft]) -> dict[int, str]:
    """The key of each section: its number, with ``#2`` where a number comes again."""
    printed = [
        section.heading.number or f"#{index}" for index, section in enumerate(sections, start=1)
    ]
    return {id(s): key for s, key in zip(sections, _unique(printed), strict=True)}


def _subsection_keys(draft: TableDraft) -> dict[int, str]:
    """The number of each subsection; ``#n`` within its section where none is printed."""
    counts: Counter[int] = Counter()
    keys = {}
    for section, sub in draft.subsections:
        counts[id(section)] += 1
        keys[id(sub)] = sub.heading.number or f"#{counts[id(section)]}"
    return keys


def _unique(keys: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    out = []
    for key in keys:
        seen[key] += 1
        out.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return out


def _over(row: RowDraft) -> HeadingDraft | None:
    """The goal or the measure a row stands under."""
    return next((sub for sub in reversed(row.subsections) if sub.role is not Role.GROUP), None)


def _home(row: RowDraft) -> HeadingDraft | None:
    """The heading a row stands under: by its number, else the last one opened."""
    over = _over(row)
    groups = row.subsections[row.subsections.index(over) + 1 :] if over else row.subsections
    return _group(row, groups) or over


def _group(row: RowDraft, groups: Sequence[HeadingDraft]) -> HeadingDraft | None:
    if not groups:
        return None
    last = groups[-1]
    if row.number is None or last.heading.number is None:
        return last
    parents = [s for s in groups if s.heading.number and is_child(row.number, s.heading.number)]
    if parents:
        return max(parents, key=lambda s: depth(s.heading.number or ""))
    return last if depth(row.number) < depth(last.heading.number) else None


def _keys(
    rows: Sequence[RowDraft],
    homes: Sequence[HeadingDraft | None],
    section_keys: dict[int, str],
    sub_keys: dict[int, str],
) -> list[str]:
    """Keys unique in the document: the number, with what stands above it where numbers restart."""
    restarts, restarts_below = _restarts(rows), _restarts_below(rows, homes)
    unnumbered: Counter[str] = Counter()
    keys = []
    for row, home in zip(rows, homes, strict=True):
        section = section_keys.get(id(row.section), "")
        if row.number is None:
            above = f"{section}{_measure(row, '/')}"
            unnumbered[above] += 1
            keys.append(f"{above}/#{unnumbered[above]}")
        elif home is not None and id(home) in restarts_below:
            keys.append(f"{section}/{sub_keys[id(home)]}/{row.number}")
        else:
            keys.append(f"{section}/{row.number}" if restarts and section else row.number)
    return _unique(keys)


def _measure(row: RowDraft, mark: str = "") -> str:
    """The number of the measure a row stands under, with a mark before it; else nothing."""
    over = _over(row)
    number = over.heading.number if over and over.role is Role.MEASURE else None
    return f"{mark}{number}" if number else ""


def _restarts_below(
    rows: Sequence[RowDraft], homes: Sequence[HeadingDraft | None]
) -> frozenset[int]:
    """The subsections that share a number with another one of their section."""
    seen: dict[tuple[int, str], set[int]] = {}
    for row, home in zip(rows, homes, strict=True):
        if row.number and home is not None:
            seen.setdefault((id(row.section), row.number), set()).add(id(home))
    return frozenset(home for shared in seen.values() if len(shared) > 1 for home in shared)


def _restarts(rows: Sequence[RowDraft]) -> bool:
    """Whether numbers restart: the same one in two sections, and sections are not part of the
    numbers.
    """
    homes: dict[str, set[int]] = {}
    own = 0
    for row in rows:
        if row.number is None:
            continue
        homes.setdefault(row.number, set()).add(id(row.section))
        section = row.section.heading.number if row.section else None
        own += bool(section and is_child(row.number, section))
    numbered = sum(row.number is not None for row in rows)
    return any(len(ids) > 1 for ids in homes.values()) and own < 0.9 * numbered


def _activity(
    row: RowDraft,
    key: str,
    section: str | None,
    home: HeadingDraft | None,
    sub_keys: dict[int, str],
    frame: Frame | None,
    vocabulary: Vocabulary,
) -> Activity:
    joined = {column: join_pieces(pieces, vocabulary) for column, pieces in row.pieces.items()}
    raw = joined.get(Column.DEADLINE, "")
    deadline = read_deadline(raw, frame)
    over = _over(row)
    return Activity(
        key=key,
        number=row.number,
        number_printed=row.printed,
        section=section,
        subsection=sub_keys[id(home)] if home and home.role is Role.GROUP else None,
        text=joined.get(Column.TEXT, ""),
        deadline_raw=raw,
        deadline=deadline,
        fields=tuple(
            Field(column.value, text, _pieces(row.pieces[column]))
            for column, text in joined.items()
            if column not in (Column.TEXT, Column.DEADLINE)
        ),
        text_pieces=_pieces(row.pieces.get(Column.TEXT, [])),
        places=tuple(row.places),
        goal=sub_keys[id(over)] if over and over.role is Role.GOAL else None,
        measure=_measure(row) or None,
        cells=tuple(cells_of(row, deadline)),
    )


def _pieces(pieces: list[str]) -> tuple[str, ...]:
    """What a joined cell was joined from; nothing if it was whole."""
    return tuple(pieces) if len([piece for piece in pieces if piece]) > 1 else ()


def _section(draft: HeadingDraft, key: str, table: TableDraft, vocabulary: Vocabulary) -> Section:
    count = sum(row.section is draft for row in table.rows)
    heading = draft.heading
    return Section(
        heading.number, heading.printed, key, _title(draft, vocabulary), count, tuple(draft.places)
    )


def _subsection(
    pair: tuple[HeadingDraft | None, HeadingDraft],
    section_keys: dict[int, str],
    sub_keys: dict[int, str],
    rows: Sequence[RowDraft],
    homes: Sequence[HeadingDraft | None],
    vocabulary: Vocabulary,
) -> Subsection:
    section, draft = pair
    if draft.role is Role.GROUP:
        count = sum(home is draft for home in homes)
    else:
        count = sum(_over(row) is draft for row in rows)
    return Subsection(
        number=draft.heading.number,
        number_printed=draft.heading.printed,
        key=sub_keys[id(draft)],
        section=section_keys.get(id(section)) if section else None,
        title=_title(draft, vocabulary),
        activity_count=count,
        places=tuple(draft.places),
        role=draft.role,
        measures=" ".join(join_pieces(one.titles, vocabulary) for one in draft.measures),
    )
