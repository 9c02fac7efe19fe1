"""Repairs of cells: what slipped into a neighbour, letters of another alphabet, stray marks."""

import re
from collections.abc import Iterator

from plans.reading.broken import Words
from plans.reading.changes import Change, Part
from plans.reading.columns import Column
from plans.reading.model import Activity, Anomaly, Kind, Reading
from plans.reading.posts import is_measure

from .rule import becomes, cell, repairs, rows_of

_MIXED = re.compile(r"[^\W\d_]*(?:[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я])[^\W\d_]*")
_CYRILLIC = str.maketrans("ABCEHKMOPTXaceopxyguikmntbdrsvzfl", "АВСЕНКМОРТХасеорхугиикмнтбдрсвзфл")
_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITION = re.compile(r"(на|за|от|с|със|в|във|и|до|по)\s+(.*)", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:\s+\w.*)?$")
_TITLES = {
    Kind.RUO: "План за дейността на {name} за учебната {period} година",
    Kind.SCHOOL: "Годишен план за дейността на {name} за учебната {period} година",
    Kind.MUNICIPAL: "Годишен план на дейностите за подкрепа за личностно развитие на децата и "
    "учениците – {name}, {period} година",
}
_CELLS = (
    Column.TEXT,
    Column.DEADLINE,
    Column.UNIT,
    Column.BASELINE,
    Column.TARGET,
    Column.RESPONSIBLE,
    Column.INDICATOR,
    Column.FINANCING,
    Column.NOTE,
)


@repairs("value_astray")
def _one_to_the_right(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """A cell is missing: what follows stands one column too far to the left."""
    for row in rows_of(doubt, reading):
        yield from _moved(row)


def _moved(row: Activity) -> Iterator[Change]:
    line = (Column.RESPONSIBLE, Column.UNIT, Column.BASELINE, Column.TARGET)
    start = 0 if is_measure(cell(row, Column.RESPONSIBLE)) else 1
    texts = [cell(row, column) for column in line]
    astray = start == 0 or _NUMBER.match(texts[1])
    if not astray or texts[-1]:
        return
    for place in range(start, len(line)):
        yield becomes(row, line[place], texts[place - 1] if place > start else "")


@repairs("shifted_words")
def _word_moved_back(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """„на Брой …“ beside „Бюджет училището“: the preposition goes behind the first word there."""
    for row in rows_of(doubt, reading):
        found = _PREPOSITION.match(cell(row, Column.INDICATOR))
        first, _space, rest = cell(row, Column.FINANCING).partition(" ")
        if found and rest:
            yield becomes(row, Column.FINANCING, f"{first} {found[1]} {rest}")
            yield becomes(row, Column.INDICATOR, found[2])


@repairs("mixed_alphabet")
def _in_one_alphabet(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """A word that is mostly Cyrillic is written in Cyrillic."""
    for row in rows_of(doubt, reading):
        for column in _CELLS:
            yield becomes(row, column, _MIXED.sub(_cyrillic, cell(row, column)))


def _cyrillic(word: re.Match[str]) -> str:
    mostly = sum("а" <= letter.lower() <= "я" for letter in word[0]) * 2 > len(word[0])
    written = word[0].translate(_CYRILLIC)
    return written if mostly and not re.search(r"[a-zA-Z]", written) else word[0]


@repairs("broken_word")
def _in_one_word(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The parts are joined where the word stands whole elsewhere, or a hyphen was left."""
    words = Words.of([cell(row, column) for row in reading.activities for column in _CELLS])
    for row in rows_of(doubt, reading):
        pieces = {one.name: one.pieces for one in row.fields} | {"text": row.text_pieces}
        for column in _CELLS:
            text = cell(row, column)
            yield becomes(row, column, words.whole(text, pieces.get(column.value, ())))


@repairs("stray_mark")
def _no_mark(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """A note of marks alone says nothing."""
    for row in rows_of(doubt, reading):
        yield becomes(row, Column.NOTE, "")


@repairs("punctuation")
def _marks(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """A dash before the first post goes; a quotation that is never closed is closed at the end."""
    for row in rows_of(doubt, reading):
        yield becomes(row, Column.RESPONSIBLE, cell(row, Column.RESPONSIBLE).lstrip(" -–—"))
        text = row.text
        if text.rfind("„") > max(map(text.rfind, "“”")):
            yield becomes(row, Column.TEXT, f"{text.rstrip(' .')}“")


@repairs("title_missing")
def _title(_doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The usual title, of what is known."""
    words = _TITLES.get(reading.kind)
    if words and reading.period:
        said = {"name": reading.institution or "", "period": reading.period.label}
        yield Change(Part.PLAN, "", "title", "", " ".join(words.format(**said).split()))
