"""Repairs of numbers: repeated, missing, misprinted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.reading.changes import Change, Part
from plans.reading.columns import Column
from plans.reading.merged import merged_rows, shared_out
from plans.reading.model import Activity, Anomaly, Reading, Section
from plans.reading.rows import Place

from .rule import becomes, cell, repairs, rows_of

_DOTS = re.compile(r"\.{2,}")
_LETTERS = "абвгдежзиклмн"


@repairs("numbering_duplicate")
def _repeated(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The number that is free behind it, else the number with a letter: „2а“, as laws do."""
    rows = rows_of(doubt, reading)
    for row in rows:
        yield becomes(row, Column.NUMBER, _free(row, reading.activities))
    if not rows:
        yield from _in_line(reading.sections, doubt.where)


def _free(row: Activity, rows: Sequence[Activity]) -> str:
    place = row.key.rpartition("/")[0]
    taken = {one.number for one in rows if one.key.rpartition("/")[0] == place}
    parent, dot, last = (row.number or "").rpartition(".")
    behind = f"{parent}{dot}{int(last) + 1}" if last.isdigit() else ""
    named = (f"{row.number}{letter}" for letter in _LETTERS)
    return next((one for one in (behind, *named) if one and one not in taken), row.number or "")


def _in_line(sections: Sequence[Section], key: str) -> Iterator[Change]:
    """Sections between two sound numbers that leave room for just as many are counted through."""
    numbers = [int(one.number) if one.number and one.number.isdigit() else None for one in sections]
    at = next((index for index, one in enumerate(sections) if one.key == key), None)
    if at is None:
        return
    counts = [n for n in numbers if n is not None]
    sound = [index for index, n in enumerate(numbers) if n is not None and counts.count(n) == 1]
    before = max((index for index in sound if index < at), default=-1)
    after = min((index for index in sound if index > at), default=None)
    first = numbers[before] or 0 if before >= 0 else 0
    if after is None or (numbers[after] or 0) - first != after - before:
        return
    own = sections[at].number
    for index in range(before + 1, after):
        if sections[index].number == own:
            yield _renumbered(sections[index], str(first + index - before))


def _renumbered(section: Section, number: str) -> Change:
    return Change(Part.SECTION, section.key, "number", section.number or "", number)


@repairs("section_without_number")
def _unnumbered_section(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The number that its place leaves for it."""
    yield from _in_line(reading.sections, doubt.where)


@repairs("numbering_style")
def _misprinted(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """„7..1“ under 7.6 is 7.6.1; elsewhere the dots too many go."""
    for row in rows_of(doubt, reading):
        number = row.number or ""
        if _DOTS.search(number):
            above, tail = _above(row, reading), number.rpartition(".")[2]
            printed = _DOTS.sub(".", number)
            yield becomes(row, Column.NUMBER, f"{above}.{tail}" if above else printed)


def _above(row: Activity, reading: Reading) -> str:
    """The number of the last lower heading before the row that begins as the row's does."""
    first = (row.number or "").partition(".")[0]
    before = [
        one.number
        for one in reading.subsections
        if one.number and _order(one.places) < _order(row.places)
    ]
    return next((n for n in reversed(before) if n.startswith(f"{first}.")), "")


def _order(places: Sequence[Place]) -> tuple[int, int, int]:
    place = places[0]
    return place.line or 0, place.table or 0, place.row or 0


@repairs("number_missing")
def _unnumbered(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The next number under the same heading: the heading's, and one more than the last."""
    meant, last = set(doubt.keys), defaultdict[tuple[str | None, ...], int](int)
    numbers = {section.key: section.number for section in reading.sections}
    for row in reading.activities:
        above = row.subsection or numbers.get(row.section or "")
        place = (row.section, row.subsection)
        if row.key in meant and above:
            last[place] += 1
            yield becomes(row, Column.NUMBER, f"{above}.{last[place]}")
        elif (row.number or "").rpartition(".")[2].isdigit():
            last[place] = int((row.number or "").rpartition(".")[2])


@repairs("merged_rows")
def _apart(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """A row for each number, with its text and its share of the cells that hold several."""
    found = merged_rows(reading.activities)
    for row in rows_of(doubt, reading):
        shares = found.get(row.key, ())
        keys = [row.key, *(_key(row, share.number, reading) for share in shares[1:])]
        for before, key, share in zip(keys, keys[1:], shares[1:], strict=False):
            yield Change(Part.SPLIT, before, key, "", share.number)
        for key, share in zip(keys, shares, strict=True):
            yield replace(becomes(row, Column.TEXT, share.text), key=key)
        yield from _cells(row, keys)


def _key(row: Activity, number: str, reading: Reading) -> str:
    place, slash, _own = row.key.rpartition("/")
    key = f"{place}{slash}{number}"
    return f"{row.key}~{number}" if any(one.key == key for one in reading.activities) else key


def _cells(row: Activity, keys: Sequence[str]) -> Iterator[Change]:
    columns = [Column.DEADLINE, *(Column(one.name) for one in row.fields)]
    for column in columns:
        for key, part in zip(keys, shared_out(column, cell(row, column), len(keys)), strict=True):
            yield replace(becomes(row, column, part), key=key)
