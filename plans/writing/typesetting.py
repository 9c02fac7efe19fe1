"""Typst at work: what is given as JSON becomes a PDF. Also a program of its own for long papers.

As a program it reads the inputs from standard input and writes the PDF to standard output; it
imports nothing of the project.
"""

import json
import sys
from pathlib import Path
from typing import Literal

import typst

_SOURCE = Path(__file__).with_name("paper.typ")


def typeset(inputs: dict[str, str]) -> bytes:
    """PDF/UA-1, or plain PDF where a sign stands that no font has."""
    try:
        return _compiled(inputs, "ua-1")
    except typst.TypstError:
        # The standard forbids such a sign; the rest of the paper is read all the same.
        return _compiled(inputs, None)


def _compiled(inputs: dict[str, str], standard: Literal["ua-1"] | None) -> bytes:
    compiler = typst.Compiler(str(_SOURCE), ignore_system_fonts=True)
    written = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standard)
    if not isinstance(written, bytes):
        raise TypeError("One document is one file.")
    return written


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))
