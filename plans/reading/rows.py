"""What every format is brought to before the grammar sees it: rows of cells with their place."""

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

_TAG = re.compile(
    r"</?(?:p|b|i|u|em|strong|br|span|div|sup|sub|font|td|tr|ul|ol|li)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_STARS = re.compile(r"(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_BOOKMARK = re.compile(r"\[bookmark:[^\]]{0,80}\]")
_DASHES = re.compile(r"[-–—_=|+:\s]*[-–—_=]{2,}[-–—_=|+:\s]*")
_HEADING_MARK = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True)
class Place:
    """Where a row stands in its source: a line of text, or a row of a table.

    All counts start at 1; table 0 holds the paragraphs outside of tables. ``cell`` is there when a
    single cell is meant.
    """

    line: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None


@dataclass(frozen=True)
class Row:
    """One row as the format gave it; a paragraph is a row of one cell.

    ``across`` says whether a text that stands alone is one cell over the whole table (True) or the
    row has its own empty cells (False); None where the format does not tell.
    ``cell_places`` are there when the cells of a row do not share its place; ``moved`` says that
    cells were put under other columns than they stood in.
    """

    cells: tuple[str, ...]
    place: Place
    after_break: bool = False
    merged_up: frozenset[int] = field(default_factory=frozenset)
    across: bool | None = None
    cell_places: tuple[Place, ...] = ()
    moved: bool = False

    def place_of(self, cell: int) -> Place:
        """Where one cell stands; the first is 0 here and 1 in the place."""
        if self.cell_places:
            return self.cell_places[min(cell, len(self.cell_places) - 1)]
        at = self.place
        return Place(at.line, at.table, at.row, cell + 1)

    @property
    def is_paragraph(self) -> bool:
        """Whether the row stands outside of any table."""
        return len(self.cells) == 1

    @property
    def is_noise(self) -> bool:
        """Rows of dashes are left behind by converters and say nothing."""
        filled = [cell for cell in self.cells if cell.strip()]
        return bool(filled) and all(_DASHES.fullmatch(cell) for cell in filled)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text of a cell without mark-up, white space folded, spelling left as printed."""
    # Every cell comes here several times; hardly one has mark-up, and to look for it is cheaper.
    bare = html.unescape(text) if "&" in text else text
    bare = _TAG.sub(" ", bare) if "<" in bare else bare
    bare = _BOOKMARK.sub(" ", bare) if "[bookmark" in bare else bare
    bare = _HEADING_MARK.sub("", bare) if "#" in bare else bare
    bare = _STARS.sub(r"\2", bare).replace("**", " ") if "*" in bare else bare
    return " ".join((bare if bare.isprintable() else bare.translate(_INVISIBLE)).split())


def has_markup(text: str) -> bool:
    """Whether the cell carries mark-up that ``clean`` takes off."""
    return bool(_TAG.search(text) or _STARS.search(text) or _BOOKMARK.search(text))
