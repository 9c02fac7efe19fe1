"""One page of a PDF: lines of text and tables with their cells, from the top down."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.text import extract_words

from .pdf_columns import with_columns
from .pdf_model import Line, PdfCell, PdfPage, TableOnPage, Word

# Gaps as parts of the size of letters: between two words, and between two things side by side.
_BETWEEN_WORDS, _APART = 0.22, 2.5
_SAME_LINE = 3
_HAIR, _TOUCH = 0.01, 0.05
_NEAR = 2.0
_ROOM_FOR_A_LINE = 1.6

Char = dict[str, Any]


def read_page(page: Page) -> PdfPage:
    """The lines and tables of a page."""
    _straighten(page.lines)
    chars: list[Char] = page.chars
    _keep_words_whole(chars)
    tables = []
    for found in page.find_tables():
        x0, top, x1, bottom = found.bbox
        inside = [char for char in chars if _is_in(char, found.bbox)]
        if inside:
            tables.append(TableOnPage(tuple(_rows(found.cells, inside)), top, bottom, x0, x1))
            taken = set(map(id, inside))
            chars = [char for char in chars if id(char) not in taken]
    lines = lines_of(chars)
    blocks: list[Line | TableOnPage] = [*lines, *tables] if tables else with_columns(lines)
    blocks.sort(key=lambda block: block.top)
    return PdfPage(tuple(blocks), float(page.width), float(page.height))


def _straighten(lines: Sequence[Char]) -> None:
    """A turned page leaves lines a hair from upright, which the library takes for slanting ones."""
    for line in lines:
        for first, last in (("x0", "x1"), ("top", "bottom")):
            if abs(line[last] - line[first]) < _HAIR:
                line[last] = line[first]


def _keep_words_whole(chars: Sequence[Char]) -> None:
    """Every letter stands where its word begins: one too long for its cell runs over the border."""
    before: Char | None = None
    for char in chars:
        char["home"] = (char["x0"] + char["x1"]) / 2
        if before is not None and _touches(before, char):
            char["home"] = before["home"]
        before = char


def _touches(before: Char, char: Char) -> bool:
    """Whether a letter follows another one of its word."""
    return bool(
        abs(char["top"] - before["top"]) < 1
        and abs(char["x0"] - before["x1"]) < _TOUCH * char["size"]
        and not char["text"].isspace()
        and not before["text"].isspace()
    )


def _is_in(char: Char, box: Sequence[float]) -> bool:
    x0, top, x1, bottom = box
    return bool(x0 <= char["home"] < x1 and top <= (char["top"] + char["bottom"]) / 2 < bottom)


def _rows(boxes: Sequence[Sequence[float]], chars: Sequence[Char]) -> Iterator[tuple[PdfCell, ...]]:
    """The rows of a table; a cell that takes several rows goes on in the lower ones."""
    for top in _tops(boxes):
        here = [box for box in boxes if box[1] <= top + _NEAR and box[3] > top + _NEAR]
        bottom = max((box[3] for box in here), default=top)
        beside = [char for char in chars if top - _NEAR <= char["bottom"] and char["top"] <= bottom]
        yield tuple(
            PdfCell(box[0], (), goes_on=True) if box[1] < top - _NEAR else _cell(box, beside)
            for box in sorted(here, key=lambda box: box[0])
        )


def _tops(boxes: Sequence[Sequence[float]]) -> list[float]:
    """Where rows begin; borders a hair apart are one."""
    tops: list[float] = []
    for top in sorted(box[1] for box in boxes):
        if not tops or top > tops[-1] + _NEAR:
            tops.append(top)
    return tops


def _cell(box: Sequence[float], chars: Sequence[Char]) -> PdfCell:
    lines = lines_of([char for char in chars if _is_in(char, box)])
    texts = tuple(line.text.replace("\t", " ") for line in lines)
    room = box[3] - lines[-1].bottom if lines else 0
    return PdfCell(box[0], texts, is_full=bool(lines) and room < _ROOM_FOR_A_LINE * lines[-1].size)


def lines_of(chars: Sequence[Char]) -> list[Line]:
    """The lines that letters stand in, from the top down."""
    words = extract_words(
        list(chars), x_tolerance_ratio=_BETWEEN_WORDS, y_tolerance=_SAME_LINE, return_chars=False
    )
    lines: list[Line] = []
    for word in words:
        size = float(word["bottom"] - word["top"])
        segment = Word(word["text"], word["x0"], word["x1"])
        last = lines[-1] if lines else None
        if last is None or abs(word["top"] - last.top) > _SAME_LINE or segment.x0 < last.x1 - size:
            lines.append(Line((segment,), word["top"], word["bottom"], size, (segment,)))
        else:
            lines[-1] = _with(last, segment)
    return lines


def _with(line: Line, word: Word) -> Line:
    """One more word at the end of a line."""
    *before, last = line.segments
    words = (*line.words, word)
    if word.x0 - last.x1 > _APART * line.size:
        return replace(line, segments=(*line.segments, word), words=words)
    joined = Word(f"{last.text} {word.text}", last.x0, word.x1)
    return replace(line, segments=(*before, joined), words=words)
