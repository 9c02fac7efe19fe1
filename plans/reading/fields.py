"""The cells of an activity: what they say, where that stands, and how sure it is."""

from dataclasses import dataclass

from .facts import Json
from .rows import Place


@dataclass(frozen=True)
class Field:
    """A cell of an activity: the column's name in the contract and the text as printed."""

    name: str
    text: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """Where the text of one field came from, and how sure it is that it was read right (0 to 1)."""

    name: str
    places: tuple[Place, ...]
    confidence: float

    def as_json(self) -> Json:
        """A value of ``cells``: line and cell of a text; table, row and cell of other formats."""
        lines = [[p.line, p.cell] if p.cell else [p.line] for p in self.places if p.line]
        rows = [[p.table, p.row, p.cell] for p in self.places if p.table is not None]
        at: Json = {"source_rows": rows} if rows else {"source_lines": lines}
        return {"confidence": self.confidence, **at}
