"""The walk through the table: which row is a heading, an activity, or the rest of one cut by a
page.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from .align import Aligned, align, is_known, origins_of
from .columns import Column, Columns, header_at
from .drafts import HeadingDraft, Role, RowDraft, TableDraft
from .headings import (
    Heading,
    announces_control,
    are_alike,
    are_lettered,
    has_higher,
    heading_above,
    keyword_heading,
    lettered_section,
    number_of,
    numbered_section,
    roman_section,
)
from .labels import Label, label_of, labelled
from .leaves import settle
from .resting import is_whole
from .rows import Place, Row, clean

# So many lines may stand between a heading and the table it opens.
_LEADS_ON = 3
# A lone text longer than this is no title.
_LONGEST_TITLE = 300

Progress = Callable[[int, int], None]


class TableWalk:
    """Reads the rows one after another; ``draft`` is what was found."""

    def __init__(self, columns: Columns, opening: tuple[str, Place] | None = None) -> None:
        self.draft = TableDraft(columns)
        self._opening = opening
        self._columns = columns
        self._section: HeadingDraft | None = None
        self._measure: HeadingDraft | None = None
        self._open: HeadingDraft | RowDraft | None = None
        self._keyworded = False
        self._above_operative = False
        self._labelled = self._lettered = self._operative_first = False

    def read(self, rows: Sequence[Row], progress: Progress | None = None) -> TableDraft:
        """Read all rows after the first header."""
        self._labelled = labelled(rows)
        lines = [clean(next(filter(None, row.cells), "")) for row in rows if _stands_alone(row)]
        self._lettered = are_lettered(lines)
        self._operative_first = self._columns.at(Column.MEASURE) is not None or not has_higher(
            lines
        )
        index = 0
        while index < len(rows):
            index += self._take(rows[index], rows[index + 1 : index + 1 + _LEADS_ON])
            if progress is not None:
                progress(index, len(rows))
        self._open_before()
        settle(self.draft)
        return self.draft

    def _take(self, row: Row, following: Sequence[Row]) -> int:
        """Read one row, or the rows of a repeated header; how many were used up."""
        header = header_at(row, following[0] if following else None)
        if header is not None:
            inside = self.draft.columns.numbers_inside
            self._columns = replace(header[0], numbers_inside=inside)
            return header[1]
        if row.is_noise:
            self.draft.noise.append(row.place)
        elif row.is_paragraph:
            self._paragraph(row, any(not later.is_paragraph for later in following))
        elif not row.is_empty:
            self._row(row)
        return 1

    def _paragraph(self, row: Row, leads_on: bool) -> None:  # noqa: FBT001
        """A line outside of the table: a heading, the rest of one, or what comes after."""
        text = clean(row.cells[0])
        heading = self._keyword(text) or (numbered_section(text) if leads_on else None)
        if heading is not None:
            self._open_heading(heading, row.place, outside=True)
        elif leads_on and announces_control(text):
            title = Heading(None, "", text, first_level=False)
            self._open_heading(title, row.place, outside=True)
        elif isinstance(self._open, HeadingDraft) and leads_on and text[:1].islower():
            self._open.titles.append(text)
            self._open.places.append(row.place)
        else:
            self.draft.tail.append((text, row.place))

    def _open_before(self, like: Heading | None = None) -> None:
        """The heading above the first table counts as a section once another one is like it."""
        heading = heading_above(self._opening[0]) if self._opening else None
        if heading is None or self._opening is None or self.draft.sections or not self.draft.rows:
            return
        if not (are_alike(heading, like) if like else _names_goal(heading)):
            return
        section = HeadingDraft(heading, [heading.title], [self._opening[1]], outside=True)
        self.draft.sections.append(section)
        for row in self.draft.rows:
            row.section = section
        self.draft.subsections = [(section, sub) for _none, sub in self.draft.subsections]

    def _row(self, row: Row) -> None:
        aligned = align(row, self._columns)
        rest = aligned.number is None and self._continues(row, aligned)
        if aligned.measure:
            self._take_measure(row, aligned.measure, rest=rest)
        if aligned.only_heading:
            self._heading_row(row, aligned)
        elif aligned.number is not None or not rest:
            self._activity(row, aligned)
        else:
            self._rest(row, aligned)

    def _take_measure(self, row: Row, text: str, *, rest: bool) -> None:
        """A cell of the column with measures: a new one, or the rest of the one above."""
        if self._measure and (rest or text[:1].islower()):
            self._measure.titles.append(text)
            self._measure.places.append(row.place)
            return
        heading = keyword_heading(text) or Heading(None, "", text, first_level=False)
        self._measure = HeadingDraft(heading, [heading.title], [row.place], outside=False)
        self._measure.role = Role.MEASURE
        self.draft.subsections.append((self._section, self._measure))

    def _heading_row(self, row: Row, aligned: Aligned) -> None:
        """A row with a number and a title and nothing else, or with a title alone."""
        label = label_of(aligned.text) if self._labelled else None
        if label is not None:
            self._take_label(label, row, aligned)
            return
        heading = self._keyword(aligned.line) or roman_section(aligned.line)
        if heading and row.across is False and heading.printed.lower().startswith("модул"):
            heading = None  # a module of a programme with cells of its own is work
        if heading is None and aligned.number is not None:
            heading = self._by_depth(aligned.number, aligned.printed, aligned.text)
        if heading is None and row.across is False:
            self._activity(row, aligned)
        elif heading is None and self._continues(row, aligned):
            self._rest(row, aligned)
        else:
            self._open_row(row, aligned, heading)

    def _open_row(self, row: Row, aligned: Aligned, heading: Heading | None) -> None:
        """A row becomes a heading; one without a number is of the level that has none inside."""
        if heading is None:
            alone = row.across is True and self._columns.numbers_inside
            heading = Heading(None, "", aligned.text, first_level=alone)
        opened = self._open_heading(heading, row.place, outside=False)
        if row.across is not True and heading.number == aligned.number:
            opened.leaf = self._drafted(row, aligned)

    def _take_label(self, label: Label, row: Row, aligned: Aligned) -> None:
        """„Цел: …“ opens a goal, „Мерки: …“ belongs to it, „Дейности:“ only announces rows."""
        if label.is_goal:
            number = aligned.number or label.number
            heading = Heading(number, aligned.printed or label.printed, label.text, False)  # noqa: FBT003
            goal = HeadingDraft(heading, [label.text], [row.place], outside=False, role=Role.GOAL)
            self.draft.subsections.append((self._section, goal))
            self._open = goal
        elif label.is_measure:
            self._open_measures(label, row)
        elif label.text:
            cells = aligned.cells | {Column.TEXT: label.text}
            self._activity(row, replace(aligned, cells=cells))
        else:
            self._open = None

    def _open_measures(self, label: Label, row: Row) -> None:
        heading = Heading(label.number, label.printed, label.text, first_level=False)
        measures = HeadingDraft(heading, [label.text], [row.place], outside=False)
        goals = [s for above, s in self.draft.subsections if above is self._section]
        if goals and goals[-1].role is Role.GOAL:
            goals[-1].measures.append(measures)
        else:
            self.draft.subsections.append((self._section, measures))
        self._open = measures

    def _keyword(self, text: str) -> Heading | None:
        """A heading that names itself; in a table of measures the operative goals come first."""
        heading = keyword_heading(text)
        if self._lettered and (letter := lettered_section(text)):
            return letter
        first = self._operative_first and not self._above_operative
        if heading and first and _is_operative(heading):
            return replace(heading, first_level=True)
        return heading

    def _by_depth(self, number: str, printed: str, title: str) -> Heading:
        """Numbers of one part open sections, unless goals or Roman numbers do."""
        return Heading(number, printed, title, "." not in number and not self._keyworded)

    def _open_heading(self, heading: Heading, place: Place, *, outside: bool) -> HeadingDraft:
        draft = HeadingDraft(heading, [heading.title], [place], outside)
        if heading.first_level and outside:
            self._open_before(heading)
        if heading.first_level:
            worded = number_of(heading.printed) is None and bool(heading.number)
            self._keyworded = self._keyworded or worded
            self._above_operative |= worded and not _is_operative(heading)
            self._section, self._measure = draft, None
            self.draft.sections.append(draft)
        else:
            self.draft.subsections.append((self._section, draft))
        self._open = draft
        return draft

    def _activity(self, row: Row, aligned: Aligned) -> None:
        draft = self._drafted(row, aligned)
        self.draft.rows.append(draft)
        self._open = draft

    def _drafted(self, row: Row, aligned: Aligned) -> RowDraft:
        """A row of work; cells merged with the row above have its text."""
        pieces = {column: [text] for column, text in aligned.cells.items()}
        for column in aligned.merged_up & pieces.keys():
            above = self.draft.rows[-1].last(column) if self.draft.rows else ""
            pieces[column] = [pieces[column][0] or above]
        inside = tuple(sub for section, sub in self.draft.subsections if section is self._section)
        draft = RowDraft(
            aligned.number,
            aligned.printed,
            self._section,
            inside,
            pieces,
            [row.place],
            aligned.shifted,
        )
        draft.came_from(origins_of(row, aligned))
        return draft

    def _continues(self, row: Row, aligned: Aligned) -> bool:
        """Whether a row without a number is the rest of the one before."""
        if self._open is None or row.across is False:
            return False
        if isinstance(self._open, HeadingDraft):
            return aligned.only_heading and aligned.text[:1].islower()
        if Column.NUMBER in aligned.merged_up or not aligned.text:
            return True
        if aligned.text[:1].islower():
            return not is_whole(aligned, self._open)
        if aligned.only_heading:
            return self._is_rest(row, aligned, self._open)
        above = self._open.last(Column.DEADLINE)
        return not (is_known(aligned.deadline) and is_known(above))

    def _is_rest(self, row: Row, aligned: Aligned, before: RowDraft) -> bool:
        """Whether a lone text goes on a row: a title stands across the table or names a kind of
        control.
        """
        if aligned.shifted or len(aligned.text) > _LONGEST_TITLE:
            return True
        if not aligned.across:
            return not announces_control(aligned.text)
        return row.after_break and not before.last(Column.TEXT).endswith((".", ";", ":"))

    def _rest(self, row: Row, aligned: Aligned) -> None:
        """Put the rest of a cut row where it belongs."""
        if isinstance(self._open, HeadingDraft):
            self._open.titles.append(aligned.text)
            self._open.places.append(row.place)
            return
        if self._open is None:
            return
        cut = tuple(column for column, text in aligned.cells.items() if text)
        for column in cut:
            self._open.pieces.setdefault(column, []).append(aligned.cells[column])
        self._open.places.append(row.place)
        self._open.cuts.append((row.place, cut))
        self._open.came_from(origins_of(row, aligned))
        if aligned.shifted:
            self.draft.shifted_rest.append((self._open, row.place))


def _stands_alone(row: Row) -> bool:
    return sum(bool(cell.strip()) for cell in row.cells) == 1


def _names_goal(heading: Heading) -> bool:
    """Whether the only heading above a table says what its rows are for."""
    return heading.printed.lower().startswith(("стратегическ", "приоритет", "цел"))


def _is_operative(heading: Heading) -> bool:
    return heading.printed.lower().startswith("оперативна")
