"""The load of the coming days as columns; every coordinate is worked out here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The plot of the mockup: 14 bands of 20 units, the axis at 94, room for five steps above.
BAND, FLOOR, ROOF, STEP = 20, 94, 28, 22


@dataclass(frozen=True)
class DayLoad:
    """One day: how many deadlines end on it; ``off`` says why the offices are closed."""

    day: dt.date
    count: int
    off: str
    is_near: bool
    x: int
    y: int
    height: int

    @property
    def band_x(self) -> int:
        """The left edge of the band behind the column."""
        return self.x - 2

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + 7

    @property
    def count_y(self) -> int:
        """Just above the column."""
        return self.y - 4

    @property
    def css(self) -> str:
        """Near days are of another colour; the number above says the same."""
        return "d1" if self.is_near else "done"


@dataclass(frozen=True)
class Fortnight:
    """The days of the plot; ``closed`` are those without work that are no weekend."""

    days: Sequence[DayLoad]
    weekend: str

    @property
    def busy(self) -> list[DayLoad]:
        """Days on which something is due."""
        return [day for day in self.days if day.count]

    @property
    def closed(self) -> list[DayLoad]:
        """Holidays: a weekend needs no explanation."""
        return [day for day in self.days if day.off and day.off != self.weekend]


def fortnight(
    dues: Mapping[dt.date, int],
    today: dt.date,
    next_working: dt.date,
    off: Mapping[dt.date, str],
    weekend: str,
) -> Fortnight:
    """The next 14 days from today: how much is due on each; ``off`` says why a day is off."""
    days = [today + dt.timedelta(days=n) for n in range(14)]
    counts = [dues.get(day, 0) for day in days]
    highest = max(*counts, 1)
    step = min(STEP, (FLOOR - ROOF) // highest) or 1
    return Fortnight(
        [
            _load(n, day, count, off.get(day, ""), step, is_near=day <= next_working)
            for n, (day, count) in enumerate(zip(days, counts, strict=True))
        ],
        weekend,
    )


def _load(n: int, day: dt.date, count: int, off: str, step: int, *, is_near: bool) -> DayLoad:
    height = min(count * step, FLOOR - ROOF)
    return DayLoad(day, count, off, is_near, BAND * n + 4, FLOOR - height, height)
