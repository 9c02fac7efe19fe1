"""``./run bench page``: docs/performance.md with its plots, from the kept results."""

from collections.abc import Iterator
from pathlib import Path

import pygal
from pygal.style import CleanStyle

from bench import telling
from bench.chapters import CHAPTERS, Chapter
from bench.telling import Result, Table, as_text

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEAD = """# Performance

Printed by `./run bench page` from `bench/results/`; do not edit by hand. A chapter is measured
anew by `./run bench NAME --keep`. Everything compared is measured in turns within one run on one
machine, so the ratios say more than the numbers; nothing here was measured on another machine.
"""
STYLE = CleanStyle(font_family="sans-serif", background="#fff", plot_background="#fff")


def run() -> None:
    """Write the page and its plots."""
    (DOCS / "performance.md").write_text(text(), encoding="utf-8")
    for name, table in drawn():
        file = DOCS / "performance" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(plot(table))


def text() -> str:
    """The page."""
    return "\n".join([HEAD, *(line for chapter in CHAPTERS for line in _chapter(chapter))])


def drawn() -> Iterator[tuple[str, Table]]:
    """The tables that have a plot, each with the name of its file."""
    for chapter in CHAPTERS:
        found = telling.kept(chapter.bench)
        for number, table in enumerate(found.tables if found else (), start=1):
            if table.drawn_over:
                yield f"{chapter.bench}-{number}.svg", table


def plot(table: Table) -> bytes:
    """Lines over the columns of a table; both grow by factors, so the axis does."""
    chart = pygal.Line(
        js=[], style=STYLE, width=720, height=420, logarithmic=True, truncate_legend=-1,
        legend_at_bottom=True, legend_at_bottom_columns=2, x_title=table.drawn_over,
        title=table.title, y_labels=_powers(table), show_dots=True, no_prefix=True,
    )  # fmt: skip
    chart.x_labels = list(table.head)
    for name, numbers in table.rows:
        chart.add(name, list(numbers))
    written: bytes = chart.render()
    return written


def _powers(table: Table) -> list[float]:
    """Where the axis of values is labelled: 1, 2 and 5 with powers of ten around the numbers."""
    numbers = [number for _name, row in table.rows for number in row]
    steps = [factor * 10.0**power for power in range(-2, 7) for factor in (1, 2, 5)]
    least = max(step for step in steps if step <= min(numbers))
    most = min(step for step in steps if step >= max(numbers))
    return [step for step in steps if least <= step <= most]


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.title}\n\n{chapter.about}\n"
    found = telling.kept(chapter.bench)
    if found is None:
        yield "Not measured yet.\n"
        return
    on = found.machine
    yield (
        f"Measured on {on['day']}: {on['cores']} cores, Python {on['python']}, PostgreSQL "
        f"{on['postgresql']}; load of the machine before: {on['busy_before']}.\n"
    )
    yield from _figures(chapter, found)
    for number, table in enumerate(found.tables, start=1):
        yield from _table(table)
        if table.drawn_over:
            yield f"![{table.title}](performance/{chapter.bench}-{number}.svg)\n"


def _figures(chapter: Chapter, found: Result) -> Iterator[str]:
    yield "| figure | measured | wanted | |\n|---|---:|---|---|"
    for key, bound in chapter.bounds.items():
        value = found.figures[key]
        verdict = ("holds" if bound.holds(value) else "**not reached**") if bound.is_asked else ""
        yield f"| {bound.words} | {as_text(value)} | {bound.wanted} | {verdict} |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"{table.title}:\n"
    yield f"| | {' | '.join(table.head)} |\n|---|{'---:|' * len(table.head)}"
    for name, numbers in table.rows:
        yield f"| {name} | {' | '.join(as_text(number) for number in numbers)} |"
    yield ""
