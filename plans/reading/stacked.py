"""Tables written with one cell per line: cells under one another become rows again.

A cell begins with a tab; lines without one go on the cell above, also over an empty line. Rows are
parted by an empty line, but cells hold empty lines too: where the rows begin is decided for the
table as a whole, by the way that cuts it into rows of full width or of number and title alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .columns import Column, role_of
from .rows import Place, Row, clean

_FEWEST = 3
_LONGEST = 120
# So many lines apart, a text is no longer part of the cell above.
_FAR = 4
_NUMBER = re.compile(r"[\W\d_]*|[IVXІХ]{1,5}\s*[.)]?")
_NO_BREAK, _NO_NUMBER, _HEADING, _ODD, _SURPLUS = 4.0, 6.0, 0.5, 2.0, 3.0
_MOST_SURPLUS = 3


@dataclass
class _Cell:
    """One cell: its lines, where it begins, and what stood before it."""

    lines: list[str]
    place: Place
    after_break: bool
    opens_row: bool = False

    @property
    def text(self) -> str:
        """All lines of the cell."""
        return " ".join(self.lines)


@dataclass
class _Stretch:
    """Cells without a foreign paragraph between them, and the paragraphs that follow."""

    cells: list[_Cell] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)


def unstacked(rows: Sequence[Row]) -> list[Row]:
    """The rows with every table of one cell per line put together; others as they are."""
    start = _header_start(rows)
    if start is None:
        return [row for row in rows if not row.is_empty]
    stretches = _stretches(rows[start:])
    head = _header(stretches[0].cells)
    own = set(map(id, stretches[0].cells))
    size = sum(id(cell) in own for part in head for cell in part)
    width = max(len(part) for part in head)
    numbered = role_of(clean(head[0][0].text)) is Column.NUMBER
    stretches[0].cells = stretches[0].cells[size:]
    out = [row for row in rows[:start] if not row.is_empty]
    out += [_row(part, across=False) for part in head]
    for stretch in stretches:
        out += _cut(stretch.cells, width, numbered=numbered)
        out += [row for row in stretch.after if not row.is_empty]
    return out


def _header_start(rows: Sequence[Row]) -> int | None:
    """The line where a header of one name per line begins."""
    for index, row in enumerate(rows):
        if _is_cell(row) and role_of(clean(row.cells[1])) is not Column.OTHER:
            names = [clean(one.cells[-1]) for one in rows[index : index + 12] if _is_cell(one)]
            roles = {role_of(name) for name in names if len(name) <= _LONGEST} - {Column.OTHER}
            if {Column.TEXT, Column.DEADLINE} <= roles and len(roles) >= _FEWEST:
                return index
    return None


def _is_cell(row: Row) -> bool:
    return len(row.cells) == 2 and row.cells[0] == ""


def _at(place: Place) -> int:
    """How far down a line stands: its line in a text, else its paragraph."""
    return place.line or (place.row if not place.table else 0) or 0


def _stretches(rows: Sequence[Row]) -> list[_Stretch]:
    """The cells from the header on, up to the last line that begins with a tab."""
    last = max(index for index, row in enumerate(rows) if len(row.cells) > 1)
    found = [_Stretch()]
    before = _at(rows[0].place)
    for index, row in enumerate(rows):
        line = _at(row.place)
        stretch = found[-1]
        apart = line - before
        far = apart >= _FAR or (index > last and apart > 1)
        if row.is_paragraph and (far or stretch.after or not stretch.cells):
            stretch.after.append(row)
        else:
            if stretch.after:
                found.append(stretch := _Stretch())
            _take(stretch.cells, row, after_break=apart > 1)
        before = line
    return found


def _take(cells: list[_Cell], row: Row, *, after_break: bool) -> None:
    """A line of the table: the rest of the cell above, then the cells that it begins."""
    rest, *begun = row.cells
    if rest.strip() and cells:
        cells[-1].lines.append(rest)
    opens = bool(rest) and not rest.strip()
    texts = [rest, *begun] if opens else begun
    for index, text in enumerate(texts):
        cells.append(_Cell([text], row.place, after_break and not index, opens and not index))


def _header(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """One or two rows of names: the second begins with empty cells under names that span two."""
    names: list[_Cell] = []
    for cell in cells:
        text = clean(cell.text)
        if text and (len(text) > _LONGEST or role_of(text) is Column.OTHER):
            break
        names.append(cell)
    while names and not clean(names[-1].text):
        names.pop()
    under = next((i for i, cell in enumerate(names) if not clean(cell.text)), len(names))
    return _spread(names[:under], names[under:], cells[len(names) :])


def _spread(over: list[_Cell], under: list[_Cell], rest: Sequence[_Cell]) -> list[list[_Cell]]:
    """The rows of names as wide as the table: a name over several has empty cells beside it, and
    below the names after it there are empty ones too.
    """
    if not under:
        return [over]
    spanning = next(i for i, cell in enumerate(under) if clean(cell.text))
    after = max(len(over) - spanning - 1, 0)
    if not after or len(rest) < after or any(clean(cell.text) for cell in rest[:after]):
        return [over, under]
    beside = [
        _Cell([""], over[spanning].place, after_break=False) for _each in under[spanning + 1 :]
    ]
    return [[*over[: spanning + 1], *beside, *over[spanning + 1 :]], [*under, *rest[:after]]]


def _cut(cells: Sequence[_Cell], width: int, *, numbered: bool) -> Iterator[Row]:
    """The rows of a stretch, cut where the whole fits best."""
    costs = [0.0] * (len(cells) + 1)
    ends = [0] * len(cells)
    for start in reversed(range(len(cells))):
        most = min(len(cells), start + width + _MOST_SURPLUS)
        costs[start], ends[start] = min(
            (_cost(cells, start, end, width, numbered=numbered) + costs[end], end)
            for end in range(start + 1, most + 1)
        )
    start = 0
    while start < len(cells):
        part = cells[start : ends[start]]
        yield _row(part, across=len(part) <= 2 < width)
        start = ends[start]


def _cost(cells: Sequence[_Cell], start: int, end: int, width: int, *, numbered: bool) -> float:
    """How unlikely it is that these cells are one row."""
    first, size = cells[start], end - start
    if any(cell.opens_row for cell in cells[start + 1 : end]):
        return float("inf")
    cost = 0.0 if not start or first.after_break or first.opens_row else _NO_BREAK
    if numbered and not _NUMBER.fullmatch(clean(first.text)):
        cost += _NO_NUMBER
    if size == width:
        return cost
    if size == (2 if numbered else 1):
        return cost + _HEADING
    return cost + _ODD + (width - size if size < width else _SURPLUS * (size - width))


def _row(cells: Sequence[_Cell], *, across: bool) -> Row:
    said = next((cell for cell in cells if clean(cell.text)), cells[0])
    return Row(
        tuple(cell.text for cell in cells) + ("",) * (2 - len(cells)),
        said.place,
        after_break=False,
        across=across,
        cell_places=tuple(cell.place for cell in cells),
    )
