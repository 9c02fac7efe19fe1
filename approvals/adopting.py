"""What the public reads of an adopted report (domain.md 3.4): no names of people."""

from dataclasses import replace

from plans.reading.posts import persons_in
from plans.writing.official import OfficialText

HIDDEN = "…"


def for_the_public(official: OfficialText) -> OfficialText:
    """The table without names of people."""
    rows = (replace(row, cells=tuple(map(without_names, row.cells))) for row in official.table.rows)
    return replace(official, table=replace(official.table, rows=tuple(rows)))


def without_names(text: str) -> str:
    """A cell in which names of people are not shown."""
    for name in persons_in(text):
        text = text.replace(name, HIDDEN)
    return text
