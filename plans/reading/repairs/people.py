"""Repairs of who is responsible."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plans.reading.changes import Change
from plans.reading.columns import Column
from plans.reading.model import Activity, Anomaly, ListedInstitution, Reading
from plans.reading.posts import persons_in, posts_of
from plans.reading.spellings import named_in, spellings_of

from .rule import becomes, cell, repairs, rows_of

_DEPARTMENT = re.compile(r"(?<!\w)[А-Я]{2,}(?:-[А-Я]{2,})?(?!\w)")
_PERSON = (Column.TEXT, Column.RESPONSIBLE, Column.NOTE)
_INTRODUCED = r"(?:[,;.]?\s*(?:учител|директор|г-жа|г-н|лице за контакт)[а-я]*\s*[:–-]?\s*)?"


@repairs("personal_name")
def _without_the_name(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The name goes; so does the word that only introduces it: „Учител: …“."""
    for row in rows_of(doubt, reading):
        for column in _PERSON:
            text = cell(row, column)
            for name in persons_in(text):
                text = _without(text, name, keeps_post=column is Column.RESPONSIBLE)
            yield becomes(row, column, text)


def _without(text: str, name: str, *, keeps_post: bool) -> str:
    said = re.escape(name) if keeps_post else _INTRODUCED + re.escape(name)
    left = re.sub(rf"\s*{said}", " ", text, count=1, flags=re.IGNORECASE)
    return re.sub(r"\s+([,;.])", r"\1", left).strip(" ,;–-")


@repairs("department_spelling")
def _usual_spelling(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The spelling that stands most often; of equally frequent ones the longer."""
    rows = rows_of(doubt, reading)
    spelled = Counter(name for row in rows for name in _named(row, doubt.what))
    if not spelled:
        return
    usual = max(spelled, key=lambda name: (spelled[name], "-" not in name, len(name), name))
    for row in rows:
        text = _DEPARTMENT.sub(
            lambda found: usual if found[0] in spelled else found[0], cell(row, Column.RESPONSIBLE)
        )
        yield becomes(row, Column.RESPONSIBLE, text)


@repairs("school_spelling")
def _usual_name(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """Wherever the school is listed, its usual name; the settlement stays as printed."""
    every = spellings_of(named_in(reading.inspections))
    told = (one for one in every if all(name in doubt.what for name in one.names))
    listed = {one.key: one.institutions for one in reading.inspections}
    for found in told:
        for row in rows_of(doubt, reading):
            others = [one for one in listed.get(row.key, ()) if one.name in found.names[1:]]
            yield becomes(row, Column.TEXT, _called(row.text, others, found.usual))


def _called(text: str, listed: Sequence[ListedInstitution], usual: str) -> str:
    for one in listed:
        text = text.replace(one.printed, one.printed.replace(one.name, usual, 1), 1)
    return text


def _named(row: Activity, told: str) -> list[str]:
    """The spellings of the row that the doubt tells of."""
    meant = set(_DEPARTMENT.findall(told))
    return [name for name in _DEPARTMENT.findall(cell(row, Column.RESPONSIBLE)) if name in meant]


@repairs("missing_separator")
def _with_commas(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """A comma between the posts."""
    for row in rows_of(doubt, reading):
        yield becomes(row, Column.RESPONSIBLE, ", ".join(posts_of(cell(row, Column.RESPONSIBLE))))
