"""PDF by typst: tagged for those who listen, the heading of a table on every page.

The paper is given as data and never as source: nothing in it is run. Fonts come with the library,
Cyrillic among them, so that every machine prints the same.
"""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from .paper import Paper, Table
from .widths import is_long, shares

_SOURCE = Path(__file__).with_name("paper.typ")
# A line is not broken behind the hyphen of a word: read back, nobody could tell whose it was.
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def as_pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1; the same paper gives the same bytes."""
    given = _HYPHEN.sub("-\u2060", paper.as_json())
    tables = json.dumps([_measures(table) for table in paper.tables])
    inputs = {"paper": given, "tables": tables}
    try:
        return _compiled(inputs, "ua-1")
    except typst.TypstError:
        # The standard forbids a sign that no font has; the rest of the paper is read all the same.
        return _compiled(inputs, None)


def _compiled(inputs: dict[str, str], standard: Literal["ua-1"] | None) -> bytes:
    compiler = typst.Compiler(str(_SOURCE), ignore_system_fonts=True)
    written = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standard)
    if not isinstance(written, bytes):
        raise TypeError("One document is one file.")
    return written


def _measures(table: Table) -> dict[str, object]:
    widths = shares(table)
    whole = [row.is_heading or not is_long(row.cells, widths) for row in table.rows]
    heads = [asdict(cell) for row in table.heads for cell in row]
    return {"widths": widths, "whole": whole, "heads": heads}
