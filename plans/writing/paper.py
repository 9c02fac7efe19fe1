"""A paper as people read it: the box, the title, the blocks, the foot; of no format and no kind.

Everything is text that is ready to print. Writers put it on a page and decide nothing else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from typing import ClassVar


@dataclass(frozen=True)
class Box:
    """The box of who signs: its head, then name, post and date, one to a line."""

    head: str
    lines: tuple[str, ...]
    is_signed: bool = False


@dataclass(frozen=True)
class Heading:
    """A line over what follows it."""

    text: str
    is_heading: ClassVar[bool] = True


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    is_heading: ClassVar[bool] = False


@dataclass(frozen=True)
class Column:
    """A column by its heading; ``over`` is the heading that it shares with its neighbours."""

    label: str
    over: str = ""


@dataclass(frozen=True)
class HeadCell:
    """A cell of the heading: the column it begins at, how many it covers, how many rows."""

    label: str
    at: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Row:
    """A row of cells; a heading has its number and its title, or a title across the table."""

    cells: tuple[str, ...]
    is_heading: bool = False

    @property
    def line(self) -> str:
        """A heading as one line."""
        return " ".join(filter(None, self.cells))


@dataclass(frozen=True)
class Part:
    """Rows under the headings that open there."""

    headings: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """Columns and rows; the heading is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def heads(self) -> tuple[tuple[HeadCell, ...], ...]:
        """The heading: one row, or two where columns share a heading."""
        every = tuple(HeadCell(column.label, at) for at, column in enumerate(self.columns))
        under = tuple(cell for cell in every if self.columns[cell.at].over)
        return (tuple(self._upper(every)), under) if under else (every,)

    @property
    def parts(self) -> Iterator[Part]:
        """Its rows by the headings above them."""
        headings: tuple[Row, ...] = ()
        for is_heading, run in groupby(self.rows, key=lambda row: row.is_heading):
            if is_heading:
                headings = tuple(run)
            else:
                yield Part(headings, tuple(run))
                headings = ()
        if headings:
            yield Part(headings, ())

    def _upper(self, every: tuple[HeadCell, ...]) -> Iterator[HeadCell]:
        for over, run in groupby(every, key=lambda cell: self.columns[cell.at].over):
            cells = list(run)
            if over:
                yield HeadCell(over, cells[0].at, across=len(cells))
            else:
                yield from (replace(cell, down=2) for cell in cells)


Block = Heading | Text | Table

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without the signs that no format can hold."""
    return _CONTROL.sub("", text)


@dataclass(frozen=True)
class Source:
    """Of what a paper was written: kept in the properties of the file, where ``verify`` looks."""

    document: str
    revision: int
    fingerprint: str

    def __str__(self) -> str:
        """„saglas:<document>/<revision>:<fingerprint>“."""
        return f"saglas:{self.document}/{self.revision}:{self.fingerprint}"


@dataclass(frozen=True)
class Words:
    """The few words that stand on every paper: quoted from official papers, not translated."""

    page: str = "страница"
    of: str = "от"
    language: str = "bg"


@dataclass(frozen=True)
class Paper:
    """A document to be written; ``foot`` runs on every page before the number of the page."""

    house: str
    title: str
    under: tuple[str, ...] = ()
    box: Box | None = None
    blocks: tuple[Block, ...] = ()
    closing: tuple[str, ...] = ()
    foot: str = ""
    source: Source | None = None
    lying: bool = True
    words: Words = field(default_factory=Words)

    def as_json(self) -> str:
        """All of it, for a writer that is no Python."""
        given = asdict(self) | {"blocks": [_named(block) for block in self.blocks]}
        return json.dumps(given | {"source": str(self.source or "")}, ensure_ascii=False)

    @property
    def tables(self) -> Iterator[Table]:
        """Its tables."""
        return (block for block in self.blocks if isinstance(block, Table))


def _named(block: Block) -> dict[str, object]:
    return asdict(block) | {"block": type(block).__name__.lower()}
