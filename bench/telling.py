"""How a measurement is told: tables on the terminal, one JSON line last, kept for the page."""

import dataclasses
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

RESULTS = Path(__file__).parent / "results"
WIDE = 28


@dataclass(frozen=True)
class Table:
    """Numbers of one kind: a row for each that was measured.

    ``drawn_over`` says what the columns are when the rows are drawn as lines over them.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[float]]]
    drawn_over: str = ""

    def show(self) -> None:
        """Print it."""
        print(f"\n{self.title}")
        print(f"  {'':{WIDE}}" + "".join(f" {name:>10}" for name in self.head))
        for name, numbers in self.rows:
            print(f"  {name:{WIDE}}" + "".join(f" {as_text(number):>10}" for number in numbers))


@dataclass(frozen=True)
class Result:
    """What one measurement found; ``figures`` are the numbers that are compared."""

    bench: str
    quick: bool
    figures: dict[str, Any]
    tables: Sequence[Table]
    machine: dict[str, Any] = field(default_factory=dict)


def as_text(number: float) -> str:
    """A number with three figures that count."""
    if number >= 100 or number == int(number):
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def machine() -> dict[str, Any]:
    """What it was measured on, and how busy that was when the measurement began."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    return {
        "day": f"{timezone.localdate():%Y-%m-%d}",
        "cores": os.cpu_count(),
        "busy_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "postgresql": server.split()[0],
    }


def tell(result: Result, *, keep: bool) -> None:
    """Print all, the figures as JSON last; keep a whole run for the page."""
    for table in result.tables:
        table.show()
    if keep:
        RESULTS.mkdir(exist_ok=True)
        text = json.dumps(dataclasses.asdict(result), indent=1, ensure_ascii=False)
        (RESULTS / f"{result.bench}.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps({"bench": result.bench, "quick": result.quick, **result.figures}))


def kept(name: str) -> Result | None:
    """The kept result of a measurement."""
    file = RESULTS / f"{name}.json"
    if not file.exists():
        return None
    found = json.loads(file.read_text(encoding="utf-8"))
    tables = [
        Table(**{**one, "rows": [tuple(row) for row in one["rows"]]}) for one in found.pop("tables")
    ]
    return Result(**found, tables=tables)
