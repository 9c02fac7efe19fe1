"""Charts: every coordinate is worked out here, the template writes the SVG down.

Coordinates of the column chart are units of its view box; of the bars by row, percent of the
width, as text (``"64.3%"``), because a style attribute would break the content policy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workflows.display.ages import Text

# The column chart of the mockup: 520 units for up to ten columns, then 48 for each;
# the axis at 284, the top line at 24.
LEAST_WIDTH, PITCH, BAND, WIDE, NARROW = 520, 48, 48, 32, 24
LEFT, RIGHT, TOP, FLOOR, HEIGHT = 34, 6, 24, 284, 330


@dataclass(frozen=True)
class Column:
    """What one column says: planned and done; ``is_now`` marks the running month."""

    label: Text
    planned: int
    done: int
    is_now: bool = False

    @property
    def words(self) -> str:
        """``14/15``, or one number when all is done or nothing yet."""
        together = self.done in (0, self.planned)
        return str(max(self.planned, self.done)) if together else f"{self.done}/{self.planned}"


@dataclass(frozen=True)
class Bar:
    """A column with its place on the plot."""

    column: Column
    x: int
    plan_y: int
    plan_height: int
    done_y: int
    done_height: int

    @property
    def middle(self) -> int:
        """The middle of the column, where its words stand."""
        return self.x + WIDE // 2

    @property
    def done_x(self) -> int:
        """The left edge of the narrower filled column."""
        return self.x + (WIDE - NARROW) // 2

    @property
    def words_y(self) -> int:
        """Just above the higher of the two."""
        return min(self.plan_y, self.done_y) - 7

    @property
    def band_x(self) -> int:
        """The left edge of the band behind the running month."""
        return self.x - (BAND - WIDE) // 2


@dataclass(frozen=True)
class Tick:
    """A line across the plot with its number."""

    value: int
    y: int

    @property
    def text_y(self) -> int:
        """The base line of the number."""
        return self.y + 4


@dataclass(frozen=True)
class Plot:
    """A column chart: planned as a dashed frame, done as a fill."""

    title: Text
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    width: int
    height: int = HEIGHT
    head: Text = ""

    @property
    def right(self) -> int:
        """Where the lines end."""
        return self.width - 4


def _step(highest: int) -> int:
    """The distance of the lines: 1, 2, 5, 10 … so that at most five stand above the axis."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * 5 >= highest:
                return step
        size *= 10


def _bar(column: Column, x: int, top: int) -> Bar:
    plan_height = _height(column.planned, top)
    done_height = _height(column.done, top)
    return Bar(column, x, FLOOR - plan_height, plan_height, FLOOR - done_height, done_height)


def _height(value: int, top: int) -> int:
    return round(value * (FLOOR - TOP) / top)


def column_plot(title: Text, columns: Sequence[Column], head: Text = "") -> Plot:
    """The chart „проверки по месеци“; ``head`` names the first column of its table."""
    highest = max((max(c.planned, c.done) for c in columns), default=0)
    step = _step(max(highest, 1))
    top = step * max(1, -(-highest // step))
    width = max(LEAST_WIDTH, LEFT + RIGHT + PITCH * len(columns))
    pitch = (width - LEFT - RIGHT) / max(1, len(columns))
    bars = [
        _bar(column, round(LEFT + pitch * place + (pitch - WIDE) / 2), top)
        for place, column in enumerate(columns)
    ]
    ticks = [Tick(value, FLOOR - _height(value, top)) for value in range(0, top + 1, step)]
    return Plot(title, bars, ticks, width, head=head)


@dataclass(frozen=True)
class Row:
    """What one bar says: of ``total`` things so many are done, running and late."""

    label: Text
    done: int
    running: int
    late: int
    total: int
    expected: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: class, left edge and width in percent of the width."""

    css: str
    x: str
    width: str


@dataclass(frozen=True)
class RowBar:
    """A row with the pieces of its bar; ``expected_x`` is the line of today or empty."""

    row: Row
    segments: Sequence[Segment]
    expected_x: str = ""


@dataclass(frozen=True)
class RowPlot:
    """Horizontal bars: one row per section."""

    title: Text
    rows: Sequence[RowBar]
    head: Text = ""

    @property
    def has_expected(self) -> bool:
        """Whether the key must explain the line of today."""
        return any(bar.expected_x for bar in self.rows)


def _percent(part: float, total: int) -> str:
    return f"{100 * part / total:.1f}%" if total else "0%"


def _row_bar(row: Row) -> RowBar:
    pieces, x = [], 0
    for css, size in (("done", row.done), ("run", row.running), ("late", row.late)):
        if size > 0:
            pieces.append(Segment(css, _percent(x, row.total), _percent(size, row.total)))
        x += size
    line = "" if row.expected is None else _percent(min(row.expected, row.total), row.total)
    return RowBar(row, pieces, line)


def row_plot(title: Text, rows: Sequence[Row], head: Text = "") -> RowPlot:
    """The chart „изпълнение по раздели“."""
    return RowPlot(title, [_row_bar(row) for row in rows], head)
