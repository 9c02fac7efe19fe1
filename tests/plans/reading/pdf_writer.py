"""A PDF as an office prints it: wide pages, headings repeated, words cut at the ends of lines."""

import json
from dataclasses import dataclass
from functools import lru_cache

import typst

from .written import blocks_of, spans_of

PAGE = """
#let given = json(bytes(sys.inputs.given))
#set page(width: given.size.at(0) * 1mm, height: given.size.at(1) * 1mm, margin: 15mm,
  footer: context align(center,
    [страница #counter(page).display() от #counter(page).final().at(0)]))
#set text(lang: "bg", size: 9pt, hyphenate: given.hyphenate)
#for block in given.blocks {
  if type(block) == str { par(block) } else {
    let row(cells) = cells.map(((body, span)) => table.cell(colspan: span, body))
    let heads = if block.at(0).filter(one => one.at(0) != "").len() > 2 { given.header } else { 0 }
    table(columns: given.columns.at(str(block.at(0).map(one => one.at(1)).sum())).map(x => x * 1fr),
      stroke: if given.lines { 0.5pt } else { none }, inset: 3pt,
      table.header(..block.slice(0, heads).map(row).flatten()),
      ..block.slice(heads).map(row).flatten())
  }
}
"""
WIDTHS = (1.6, 6, 3, 2, 2, 2, 3, 2)


@dataclass(frozen=True)
class Look:
    """How a page looks; sizes in millimetres, ``header`` rows are repeated on every page."""

    size: tuple[int, int] = (297, 210)
    hyphenate: bool = True
    lines: bool = True
    header: int = 1


@lru_cache
def as_pdf(text: str, look: Look = Look()) -> bytes:
    """The text as PDF."""
    blocks = [
        block if isinstance(block, str) else [_filled(cells, len(block[0])) for cells in block]
        for block in blocks_of(text)
    ]
    columns = {str(n): (WIDTHS * 8)[:n] for n in range(1, 64)}
    given = json.dumps(
        {"blocks": blocks, "columns": columns, "size": look.size, "hyphenate": look.hyphenate,
         "lines": look.lines, "header": look.header},
        ensure_ascii=False,
    )  # fmt: skip
    written: bytes = typst.compile(PAGE.encode(), sys_inputs={"given": given})
    return written


def _filled(cells: list[str], width: int) -> list[tuple[str, int]]:
    """A row with all its cells: in a grid that flows a short one would shift the next."""
    return spans_of(cells, width) + [("", 1)] * (width - len(cells))
