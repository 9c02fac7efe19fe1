"""One text as a workbook: paragraphs are lines over the width, lines with tabs framed rows."""

import io

from xlsxwriter import Workbook

from .written import blocks_of, spans_of


def as_xlsx(text: str) -> bytes:
    """The text as a sheet, as an office lays out a plan to be printed from it."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План")
        framed, plain = book.add_format({"border": 1}), book.add_format()
        at = 1
        for block in blocks_of(text):
            if isinstance(block, str):
                sheet.merge_range(at, 0, at, 5, block, plain)
                at += 2
                continue
            for cells in block:
                column = 0
                for one, span in spans_of(cells, len(block[0])):
                    if span > 1:
                        sheet.merge_range(at, column, at, column + span - 1, "", framed)
                    sheet.write_string(at, column, one, framed)
                    column += span
                at += 1
    return out.getvalue()
