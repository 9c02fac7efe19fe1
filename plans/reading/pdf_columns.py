"""Tables of a PDF that have no lines: columns by the white space that no word ever crosses."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from .pdf_model import Line, PdfCell, TableOnPage, Word

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 3
_GUTTER = 4
_SPACE = 0.6
_HAIR = 2
_NARROW = 0.1
_NEW_ROW = 1.2

Gutters = list[tuple[int, int]]


def with_columns(lines: Sequence[Line]) -> list[Line | TableOnPage]:
    """The lines of a page that has no ruled table; those that stand under columns as a table."""
    wide = [at for at, line in enumerate(lines) if len(line.segments) >= _FEWEST_COLUMNS]
    if len(wide) < _FEWEST_LINES:
        return list(lines)
    first, last = wide[0], max(at for at, line in enumerate(lines) if len(line.segments) > 1)
    inside = lines[first : last + 1]
    gutters = _gutters(inside)
    if len(gutters) + 1 < _FEWEST_COLUMNS:
        return list(lines)
    end = last + 1
    while end < len(lines) and _hangs_on(lines[end - 1], lines[end], gutters):
        end += 1
    # The rest of a row that the page before has cut stands above all rows of this one.
    if all(_hangs_on(lines[at + 1], lines[at], gutters) for at in range(first)):
        first = 0
    return [*lines[:first], _table(lines[first:end], gutters), *lines[end:]]


def _hangs_on(row: Line, line: Line, gutters: Gutters) -> bool:
    """Whether a line above or below rows of several cells belongs to one of them."""
    near = abs(line.top - row.top) < 2 * line.size
    return near and line.x0 >= gutters[0][1] - _HAIR and not _is_across(line, gutters)


def _gutters(lines: Sequence[Line]) -> Gutters:
    """Ranges that no text covers in the lines that stand under several columns."""
    begin, end = int(min(line.x0 for line in lines)), int(max(line.x1 for line in lines)) + 1
    wide = [_covered(line) for line in lines if len(line.segments) >= _FEWEST_COLUMNS]
    covered = sorted(set().union(*wide))
    return [(a, b) for a, b in pairwise([begin, *covered, end]) if b - a > _GUTTER]


def _covered(line: Line) -> set[int]:
    """The points that a line covers."""
    return {at for x0, x1 in _stretches(line) for at in range(int(x0), int(x1) + 1)}


def _stretches(line: Line) -> Iterator[tuple[float, float]]:
    """What words cover, with the spaces between words that belong together."""
    for word, following in zip(line.words, [*line.words[1:], None], strict=True):
        gap = following.x0 - word.x1 if following else line.size
        yield word.x0, word.x1 + (gap if gap < _SPACE * line.size else 0)


def _table(lines: Sequence[Line], gutters: Gutters) -> TableOnPage:
    starts = [min(line.x0 for line in lines), *(end for _start, end in gutters)]
    rows = tuple(_row(row, gutters, starts) for row in _rows(lines, gutters))
    return TableOnPage(
        rows, lines[0].top, lines[-1].bottom,
        min(line.x0 for line in lines), max(line.x1 for line in lines),
    )  # fmt: skip


def _rows(lines: Sequence[Line], gutters: Gutters) -> Iterator[list[Line]]:
    """Lines of one row each: a number begins a row, white space above, a heading across."""
    left = min(line.x0 for line in lines)
    width = max(line.x1 for line in lines) - left
    is_numbered = gutters[0][0] - left < _NARROW * width
    steps = sorted(b.top - a.top for a, b in pairwise(lines))
    pitch = steps[len(steps) // 10]
    row = [lines[0]]
    for before, line in pairwise(lines):
        begins = is_numbered and line.words[0].x1 <= gutters[0][0] + _HAIR
        turns = _is_across(before, gutters) != _is_across(line, gutters)
        if begins or turns or line.top - before.top > _NEW_ROW * pitch:
            yield row
            row = []
        row.append(line)
    yield row


def _row(lines: Sequence[Line], gutters: Gutters, starts: Sequence[float]) -> tuple[PdfCell, ...]:
    """The cells of a row; what goes across columns stands in the first of them."""
    texts: list[list[str]] = [[] for _start in starts]
    ends = [0.0] * len(starts)
    for line in lines:
        first = _column(line.words[0], gutters)
        is_across = _is_across(line, gutters)
        for at, words in groupby(
            line.words, key=lambda word: first if is_across else _column(word, gutters)
        ):
            texts[at].append(" ".join(word.text for word in words))
            ends[at] = line.bottom
    return tuple(
        PdfCell(x0, tuple(found), is_full=bool(found) and end >= lines[-1].top)
        for x0, found, end in zip(starts, texts, ends, strict=True)
    )


def _column(word: Word, gutters: Gutters) -> int:
    return sum(word.x0 >= (start + end) / 2 for start, end in gutters)


def _is_across(line: Line, gutters: Gutters) -> bool:
    """Whether the words of a line run over the space between columns."""
    covered = _covered(line)
    return any(covered.issuperset(range(start + 1, end)) for start, end in gutters)
