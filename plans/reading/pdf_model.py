"""What a page of a PDF is made of. All measures are points from the upper left corner."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word of a line, or several that stand together."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Line:
    """A line of text; several segments stand apart in it, as under columns."""

    segments: tuple[Word, ...]
    top: float
    bottom: float
    size: float
    words: tuple[Word, ...] = ()

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        """Its words; what stands apart is parted by tabs."""
        return "\t".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class PdfCell:
    """A cell: its lines, whether it goes on from the row above, and whether text fills it to its
    end, as it does where a page has cut it.
    """

    x0: float
    lines: tuple[str, ...]
    goes_on: bool = False
    is_full: bool = False

    @property
    def text(self) -> str:
        """The text, good enough to compare."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class TableOnPage:
    """The part of a table that one page holds."""

    rows: tuple[tuple[PdfCell, ...], ...]
    top: float
    bottom: float
    x0: float
    x1: float


@dataclass(frozen=True)
class PdfPage:
    """A page, its blocks from the top down."""

    blocks: tuple[Line | TableOnPage, ...]
    width: float
    height: float
