"""The pages of a PDF put together: rows that a page has cut, headers that each page repeats,
running heads and page numbers, paragraphs out of lines.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from .pdf_model import Line, PdfCell, PdfPage, TableOnPage

_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVXІХ]{1,4}\.|[-–•▪])\s*\S")
_WORD = re.compile(r"\w")
_PAGE_NUMBER = re.compile(
    r"^(?:0|-0-|– 0 –)$|\bстр(?:аница|\.)\s*0(?:\s*(?:от|/)\s*0)?$", re.IGNORECASE
)
_MARGIN = 0.12
_SAME_COLUMN = 3.0
_NEW_PARAGRAPH = 1.35
_MOSTLY = 0.7


@dataclass(frozen=True)
class Paragraph:
    """Lines that are one paragraph."""

    lines: tuple[str, ...]
    after_break: bool

    @property
    def pieces(self) -> list[tuple[str, ...]]:
        """Its lines, as a table gives those of its cells."""
        return [self.lines]


@dataclass
class PdfTable:
    """A table over all its pages; ``page_tops`` are the rows with which a page begins."""

    rows: list[tuple[PdfCell, ...]] = field(default_factory=list)
    page_tops: set[int] = field(default_factory=set)

    @property
    def pieces(self) -> list[tuple[str, ...]]:
        """The lines of each cell."""
        return [cell.lines for row in self.rows for cell in row]

    def closed(self) -> "Iterator[PdfTable]":
        """The table itself, if it holds anything."""
        if self.rows:
            yield self

    def goes_on_in(self, part: TableOnPage) -> bool:
        """Whether the first table of the next page has the same columns."""
        ours = {round(cell.x0) for row in self.rows for cell in row}
        theirs = {round(cell.x0) for row in part.rows for cell in row}
        return all(any(abs(one - x0) <= _SAME_COLUMN for one in ours) for x0 in theirs)

    def add(self, part: TableOnPage, *, new_page: bool) -> None:
        """Put the next part to it: without the header, a cut row with its first half."""
        rows = list(part.rows)
        if self.rows and new_page:
            del rows[: self._repeated(rows)]
            if rows and self._is_rest(rows[0]):
                self.rows[-1] = _rejoined(self.rows[-1], rows.pop(0))
            self.page_tops.add(len(self.rows))
        self.rows += rows

    def _repeated(self, rows: Sequence[tuple[PdfCell, ...]]) -> int:
        """How many of the rows are those with which the table began."""
        same = 0
        for ours, theirs in zip(self.rows, rows, strict=False):
            if [cell.text for cell in ours] != [cell.text for cell in theirs]:
                break
            same += 1
        return same

    def _is_rest(self, row: tuple[PdfCell, ...]) -> bool:
        """Whether a row at the top of a page is the rest of the last one.

        Where it holds text, the row above is filled to its end; a number begins a new row.
        """
        above = self.rows[-1]
        filled = [cell for cell in row if cell.lines]
        if len(above) != len(row) or not any(map(_WORD.search, (one.text for one in filled))):
            return False
        if any(abs(a.x0 - b.x0) > _SAME_COLUMN for a, b in zip(above, row, strict=True)):
            return False
        if not all(a.is_full for a, b in zip(above, row, strict=True) if b.lines):
            return False
        if self._is_numbered() and not row[0].lines:
            return True
        return len(filled) < len(row) and _goes_on(filled[0].text)

    def _is_numbered(self) -> bool:
        """Whether most rows hold something in the first column."""
        begun = sum(bool(row[0].lines) for row in self.rows if row)
        return begun >= _MOSTLY * len(self.rows)


def _goes_on(text: str) -> bool:
    return text[:1].islower() or text[:1] in "(,;–-"


def _rejoined(above: tuple[PdfCell, ...], rest: tuple[PdfCell, ...]) -> tuple[PdfCell, ...]:
    return tuple(
        replace(a, lines=a.lines + b.lines, is_full=b.is_full)
        for a, b in zip(above, rest, strict=True)
    )


@dataclass(frozen=True)
class _Placed:
    """A line, its page, and how far to the right lines reach there."""

    line: Line
    page: int
    right: float


def joined(pages: Sequence[PdfPage]) -> Iterator[Paragraph | PdfTable]:
    """The paragraphs and tables of a document, whatever page they stand on."""
    right = _right_edges(pages)
    lines: list[_Placed] = []
    table = PdfTable()
    for number, page in enumerate(_without_running(pages)):
        new_page = True
        for block in page.blocks:
            if isinstance(block, Line):
                yield from table.closed()
                table = PdfTable()
                lines.append(_Placed(block, number, right[page.width]))
                continue
            yield from _paragraphs(lines)
            lines = []
            if not table.goes_on_in(block):
                yield from table.closed()
                table = PdfTable()
            table.add(block, new_page=new_page)
            new_page = False
    yield from table.closed()
    yield from _paragraphs(lines)


def _right_edges(pages: Sequence[PdfPage]) -> dict[float, float]:
    """How far to the right anything reaches, for each width of page."""
    edges: dict[float, float] = {}
    for page in pages:
        reach = max((block.x1 for block in page.blocks), default=0)
        edges[page.width] = max(edges.get(page.width, 0), reach)
    return edges


def _without_running(pages: Sequence[PdfPage]) -> Iterator[PdfPage]:
    """The pages without heads, feet and page numbers: what stands at the edge of most pages."""
    counts = Counter(text for page in pages for text in {_masked(one) for one in _edges(page)})
    for page in pages:
        running = [
            one
            for one in _edges(page)
            if _PAGE_NUMBER.search(_masked(one))
            or (len(pages) > 1 and counts[_masked(one)] > len(pages) / 2)
        ]
        yield replace(page, blocks=tuple(block for block in page.blocks if block not in running))


def _edges(page: PdfPage) -> list[Line]:
    """The lines in the margins, apart from what stands on the page."""
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    heads = [block for block in page.blocks if block.bottom < low]
    feet = [block for block in page.blocks if block.top > high][::-1]
    return [*_until_gap(heads, page.blocks), *_until_gap(feet, page.blocks[::-1])]


def _until_gap(
    margin: Sequence[Line | TableOnPage], blocks: Sequence[Line | TableOnPage]
) -> list[Line]:
    """The lines from the edge on up to white space; none where the text itself begins."""
    lines: list[Line] = []
    for block, following in zip(margin, [*blocks[1:], None], strict=False):
        if not isinstance(block, Line):
            return []
        lines.append(block)
        if following is None or _between(block, following) > block.size:
            return lines
    return []


def _between(one: Line | TableOnPage, other: Line | TableOnPage) -> float:
    return max(other.top - one.bottom, one.top - other.bottom)


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _paragraphs(lines: Sequence[_Placed]) -> Iterator[Paragraph]:
    """Lines that go on each other, as paragraphs."""
    pitch = _pitch(lines)
    open_lines: list[str] = []
    after_break = False
    for before, now in zip([None, *lines], lines, strict=False):
        gap = _gap(before, now, pitch)
        if open_lines and before is not None and (gap or _begins(before, now)):
            yield Paragraph(tuple(open_lines), after_break)
            open_lines, after_break = [], gap
        open_lines.append(now.line.text)
    if open_lines:
        yield Paragraph(tuple(open_lines), after_break)


def _pitch(lines: Sequence[_Placed]) -> float:
    """How far lines of one paragraph are from each other."""
    steps = [
        b.line.top - a.line.top
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < b.line.top - a.line.top < 2.5 * b.line.size
    ]
    return median(steps) if steps else 0.0


def _gap(before: _Placed | None, now: _Placed, pitch: float) -> bool:
    """Whether white space stands between two lines of a page."""
    return (
        before is not None
        and before.page == now.page
        and now.line.top - before.line.top > _NEW_PARAGRAPH * (pitch or now.line.size)
    )


def _begins(before: _Placed, now: _Placed) -> bool:
    """Whether a line begins a paragraph: its first word had room in the line before."""
    line, last = now.line, before.line
    if len(line.segments) > 1 or len(last.segments) > 1 or abs(line.size - last.size) > 1:
        return True
    if _ITEM.match(line.text):
        return True
    first = line.text.split(" ", 1)[0]
    needed = (line.x1 - line.x0) * (len(first) + 1) / max(len(line.text), 1)
    return last.x1 + needed < before.right
