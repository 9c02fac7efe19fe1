"""Write every sample plan of this folder as .docx, from its text: ``python samples/make.py``.

The texts are the source. A line with tabs becomes a row of a table, a heading row is merged
across it, and a header of two rows is merged the way offices do it.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from docx.table import Table, _Row

HERE = Path(__file__).parent


def main() -> None:
    """Write all samples."""
    for text in sorted(HERE.glob("*-plan-*.txt")):
        write_docx(text.read_text(encoding="utf-8"), text.with_suffix(".docx"))


def write_docx(text: str, target: Path) -> None:
    """One plan: paragraphs, and tables where the lines have tabs."""
    paper = _landscape()
    table: Table | None = None
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) == 1:
            table = None
            paper.add_paragraph(line)
            continue
        if table is None:
            table = paper.add_table(0, len(cells), style="Table Grid")
        _add_row(table, cells)
    paper.save(str(target))


def _landscape() -> Paper:
    paper = Document()
    page = paper.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    paper.styles["Normal"].font.size = Pt(9)
    return paper


def _add_row(table: Table, cells: list[str]) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, cells, strict=True):
        cell.text = text
    filled = [index for index, text in enumerate(cells) if text]
    if filled and filled[-1] <= 1 and len(table.rows) > 1:
        _span(row, filled[-1], len(cells) - 1)
    elif len(table.rows) == 2 and not cells[0]:
        _merge_header(table.rows[0], row, cells)


def _span(row: _Row, first: int, last: int) -> None:
    """A heading goes across the table."""
    row.cells[first].merge(row.cells[last])


def _merge_header(upper: _Row, lower: _Row, below: list[str]) -> None:
    """Columns without a second heading are merged downwards, the heading above the others to the
    right.
    """
    inner = [index for index, text in enumerate(below) if text]
    for index, text in enumerate(below):
        if not text:
            upper.cells[index].merge(lower.cells[index])
    upper.cells[inner[0]].merge(upper.cells[inner[-1]])


if __name__ == "__main__":
    main()
