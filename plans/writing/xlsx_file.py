"""XLSX by XlsxWriter: the table as rows that can be counted and sorted, headings repeated.

Text stays text: what begins like a formula or an address is no formula and no link.
"""

import datetime
import io
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .paper import Block, Paper, Row, Table
from .widths import shares

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LETTERS = 160
_A4 = 9
# The same paper gives the same bytes.
_MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001


def as_xlsx(paper: Paper) -> bytes:
    """The paper as a workbook of one sheet, ready to print on A4."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties(
            {"title": paper.title, "author": paper.house, "keywords": str(paper.source or ""),
             "created": _MADE}
        )  # fmt: skip
        sheet = book.add_worksheet()
        _on_paper(sheet, paper)
        _Pen(sheet, _Looks.of(book), _width(paper)).paper(paper)
    return out.getvalue()


def _on_paper(sheet: Worksheet, paper: Paper) -> None:
    if paper.lying:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    foot = paper.foot.replace("&", "&&")
    sheet.set_footer(f"&L&8{foot}&R&8{paper.words.page} &P {paper.words.of} &N")
    for table in paper.tables:
        for at, share in enumerate(shares(table)):
            sheet.set_column(at, at, share * _LETTERS)


def _width(paper: Paper) -> int:
    return max((len(table.columns) for table in paper.tables), default=1)


@dataclass(frozen=True)
class _Looks:
    plain: Format
    strong: Format
    cell: Format
    head: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Looks":
        wrapped = {"text_wrap": True, "valign": "top"}
        framed = wrapped | {"border": 1, "num_format": "@"}
        return cls(
            book.add_format(wrapped),
            book.add_format(wrapped | {"bold": True}),
            book.add_format(framed),
            book.add_format(framed | {"bold": True, "bg_color": "#ECECEC"}),
        )


class _Pen:
    """Writes from the top down; ``at`` is the row that comes next."""

    def __init__(self, sheet: Worksheet, looks: _Looks, width: int) -> None:
        self.sheet, self.looks, self.width, self.at = sheet, looks, width, 0

    def paper(self, paper: Paper) -> None:
        """All of it."""
        for line in (paper.box.head, *paper.box.lines) if paper.box else ():
            self.line(line, self.looks.plain)
        for line in (paper.house, paper.title):
            self.line(line, self.looks.strong)
        for line in paper.under:
            self.line(line, self.looks.plain)
        for block in paper.blocks:
            self.block(block)
        for line in paper.closing:
            self.line(line, self.looks.plain)

    def line(self, text: str, look: Format) -> None:
        """A line over the whole width."""
        self.across(0, self.width - 1, text, look)
        self.at += 1

    def across(self, first: int, last: int, text: str, look: Format, down: int = 1) -> None:
        """A text in one cell, or in several made one."""
        if first == last and down == 1:
            self.sheet.write_string(self.at, first, text, look)
        else:
            # Text goes in apart: a merged range would take it for a number or a formula.
            self.sheet.merge_range(self.at, first, self.at + down - 1, last, "", look)
            self.sheet.write_string(self.at, first, text, look)

    def block(self, block: Block) -> None:
        """A heading, a paragraph or a table."""
        if isinstance(block, Table):
            self.table(block)
        else:
            self.line(block.text, self.looks.strong if block.is_heading else self.looks.plain)

    def table(self, table: Table) -> None:
        """The heading, then the rows."""
        began = self.at
        for cells in table.heads:
            for cell in cells:
                area = (cell.at, cell.at + cell.across - 1)
                self.across(*area, cell.label, self.looks.head, down=cell.down)
            self.at += 1
        self.sheet.repeat_rows(began, self.at - 1)
        self.sheet.freeze_panes(self.at, 0)
        for row in table.rows:
            self.row(row, len(table.columns))

    def row(self, row: Row, width: int) -> None:
        """A row of cells; the last one of a heading goes on to the end."""
        look = self.looks.head if row.is_heading else self.looks.cell
        for at, text in enumerate(row.cells[:-1]):
            self.sheet.write_string(self.at, at, text, look)
        last = len(row.cells) - 1
        self.across(last, width - 1 if row.is_heading else last, row.cells[-1], look)
        self.at += 1
