"""PDF by typst: tagged for those who listen, the heading of a table on every page.

The paper is given as data and never as source: nothing in it is run. Fonts come with the library,
Cyrillic among them, so that every machine prints the same.
"""

import json
import re
import subprocess
import sys
from dataclasses import asdict

from . import typesetting
from .paper import Paper, Table
from .widths import is_long, shares

# A line is not broken behind the hyphen of a word: read back, nobody could tell whose it was.
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
#: Rows that are written in this process: half a second. More take memory that would stay in it.
_AT_ONCE = 1000
_LONGEST_WAIT = 60


def as_pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1; the same paper gives the same bytes."""
    given = _HYPHEN.sub("-\u2060", paper.as_json())
    tables = json.dumps([_measures(table) for table in paper.tables])
    inputs = {"paper": given, "tables": tables}
    rows = sum(len(table.rows) for table in paper.tables)
    return typesetting.typeset(inputs) if rows <= _AT_ONCE else _apart(inputs)


def _apart(inputs: dict[str, str]) -> bytes:
    """The same in a process of its own, whose memory goes with it."""
    program = [sys.executable, "-I", typesetting.__file__]
    given = json.dumps(inputs).encode()
    done = subprocess.run(
        program, input=given, stdout=subprocess.PIPE, env={}, timeout=_LONGEST_WAIT, check=True
    )
    return done.stdout


def _measures(table: Table) -> dict[str, object]:
    widths = shares(table)
    whole = [row.is_heading or not is_long(row.cells, widths) for row in table.rows]
    heads = [asdict(cell) for row in table.heads for cell in row]
    return {"widths": widths, "whole": whole, "heads": heads}
