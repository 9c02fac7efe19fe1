"""The walk through the table: which row is a heading, an activity, or the rest of one cut by a
page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .align import Aligned, align
from .columns import Column, Columns, header_at
from .deadlines import DeadlineDoubt, DeadlineKind, read_deadline
from .headings import Heading, keyword_heading, number_of, roman_heading, split_number
from .rows import Place, Row, clean

# So many lines may stand between a heading and the table it opens.
_LEADS_ON = 3
# A lone text longer than this is no title.
_LONGEST_TITLE = 300
_TITLE = re.compile(
    r"(?:[А-Я]\s*[.)]\s*)?(?:(?:тематичн|текущ|последващ)\w*\s+(?:проверк|контрол)|мониторинг\W*$"
    r"|контролна дейност|мерки\b)",
    re.IGNORECASE,
)

Progress = Callable[[int, int], None]


@dataclass
class HeadingDraft:
    """A heading being read; its title may go on in the next row."""

    heading: Heading
    titles: list[str]
    places: list[Place]
    outside: bool


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

    def last(self, column: Column) -> str:
        """The last piece of a column."""
        return next((piece for piece in reversed(self.pieces.get(column, [])) if piece), "")


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


class TableWalk:
    """Reads the rows one after another; ``draft`` is what was found."""

    def __init__(self, columns: Columns, opening: tuple[str, Place] | None = None) -> None:
        self.draft = TableDraft(columns)
        self._opening = opening
        self._columns = columns
        self._section: HeadingDraft | None = None
        self._open: HeadingDraft | RowDraft | None = None
        self._keyworded = False

    def read(self, rows: Sequence[Row], progress: Progress | None = None) -> TableDraft:
        """Read all rows after the first header."""
        index = 0
        while index < len(rows):
            index += self._take(rows[index], rows[index + 1 : index + 1 + _LEADS_ON])
            if progress is not None:
                progress(index, len(rows))
        return self.draft

    def _take(self, row: Row, following: Sequence[Row]) -> int:
        """Read one row, or the rows of a repeated header; how many were used up."""
        header = header_at(row, following[0] if following else None)
        if header is not None:
            self._columns = header[0]
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
        heading = keyword_heading(text) or (_numbered(text) if leads_on else None)
        if heading is not None:
            self._open_heading(heading, row.place, outside=True)
        elif leads_on and _TITLE.match(text):
            title = Heading(None, "", text, first_level=False)
            self._open_heading(title, row.place, outside=True)
        elif isinstance(self._open, HeadingDraft) and leads_on and text[:1].islower():
            self._open.titles.append(text)
            self._open.places.append(row.place)
        else:
            self.draft.tail.append((text, row.place))

    def _open_before(self) -> None:
        """The heading above the first table counts as a section once another one is like it."""
        heading = _roman(self._opening[0]) if self._opening else None
        if heading is None or self._opening is None or self.draft.sections or not self.draft.rows:
            return
        section = HeadingDraft(heading, [heading.title], [self._opening[1]], outside=True)
        self.draft.sections.append(section)
        for row in self.draft.rows:
            row.section = section
        self.draft.subsections = [(section, sub) for _none, sub in self.draft.subsections]

    def _row(self, row: Row) -> None:
        aligned = align(row, self._columns)
        if aligned.only_heading:
            self._heading_row(row, aligned)
        elif aligned.number is not None:
            self._activity(row, aligned)
        elif self._continues(row, aligned):
            self._rest(row, aligned)
        else:
            self._activity(row, aligned)

    def _heading_row(self, row: Row, aligned: Aligned) -> None:
        """A row with a number and a title and nothing else, or with a title alone."""
        heading = keyword_heading(aligned.line) or _roman(aligned.line)
        if heading is None and aligned.number is not None:
            heading = self._by_depth(aligned.number, aligned.printed, aligned.text)
        if heading is None and self._continues(row, aligned):
            self._rest(row, aligned)
            return
        self._open_heading(
            heading or Heading(None, "", aligned.text, first_level=False),
            row.place,
            outside=False,
        )

    def _by_depth(self, number: str, printed: str, title: str) -> Heading:
        """Numbers of one part open sections, unless goals or Roman numbers do."""
        return Heading(number, printed, title, "." not in number and not self._keyworded)

    def _open_heading(self, heading: Heading, place: Place, *, outside: bool) -> None:
        draft = HeadingDraft(heading, [heading.title], [place], outside)
        if heading.first_level and outside and roman_heading(f"{heading.printed} x"):
            self._open_before()
        if heading.first_level:
            self._keyworded = self._keyworded or number_of(heading.printed) is None
            self._section = draft
            self.draft.sections.append(draft)
        else:
            self.draft.subsections.append((self._section, draft))
        self._open = draft

    def _activity(self, row: Row, aligned: Aligned) -> None:
        pieces = {column: [text] for column, text in aligned.cells.items()}
        for column in aligned.merged_up:
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
        self.draft.rows.append(draft)
        self._open = draft

    def _continues(self, row: Row, aligned: Aligned) -> bool:
        """Whether a row without a number is the rest of the one before."""
        if self._open is None:
            return False
        if isinstance(self._open, HeadingDraft):
            return aligned.only_heading and aligned.text[:1].islower()
        if Column.NUMBER in aligned.merged_up or not aligned.text or aligned.text[:1].islower():
            return True
        if aligned.only_heading:
            return self._is_rest(row, aligned, self._open)
        known = _known_deadline(aligned.deadline) and _known_deadline(
            self._open.last(Column.DEADLINE)
        )
        return not known

    def _is_rest(self, row: Row, aligned: Aligned, before: RowDraft) -> bool:
        """Whether a lone text goes on a row: a title stands across the table or names a kind of
        control.
        """
        if aligned.shifted or len(aligned.text) > _LONGEST_TITLE:
            return True
        if not aligned.across:
            return not _TITLE.match(aligned.text)
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
        if aligned.shifted:
            self.draft.shifted_rest.append((self._open, row.place))


def _known_deadline(text: str) -> bool:
    deadline = read_deadline(text)
    return deadline.kind is not DeadlineKind.EMPTY and deadline.doubt is not DeadlineDoubt.UNKNOWN


def _roman(text: str) -> Heading | None:
    """A row "II. …" inside the table opens a section."""
    found = roman_heading(text)
    return (
        Heading(found[0], f"{found[0]}.", found[1], first_level=True)
        if found and found[1]
        else None
    )


def _numbered(text: str) -> Heading | None:
    """A paragraph "13. …" or "II. …" right above rows of the table."""
    roman = _roman(text)
    if roman is not None:
        return roman
    parts = split_number(text)
    number = number_of(parts[0]) if parts else None
    if parts is None or number is None:
        return None
    return Heading(number, parts[0], parts[1], "." not in number)
