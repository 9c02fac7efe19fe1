"""Documents made up for the tests: a plan as text, and the same as a Word document."""

import io

from docx import Document

RUO_HEAD = [
    (
        "ПЛАН ЗА ДЕЙНОСТТА НА РЕГИОНАЛНО УПРАВЛЕНИЕ НА ОБРАЗОВАНИЕТО – ЗАГОРИЕ ЗА УЧЕБНАТА "
        "2025/2026 ГОДИНА"
    ),
    "№\tДейност\tСрок\tМерна единица\tБазова стойност\tЦелева стойност\tОтговорник\tЗабележка",
]
MUNICIPAL_HEAD = [
    "ОБЩИНА ЯСЕНКОВО",
    "ГОДИШЕН ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ В ОБЩИНА ЯСЕНКОВО ЗА 2026 ГОДИНА",
    "№\tДейност\tСрок\tОтговорник\tФинансиране\tИндикатори",
]


def as_text(*lines: str) -> bytes:
    """The lines as a text file."""
    return "\n".join(lines).encode()


def as_docx(text: str) -> bytes:
    """A text written as Word: tabs become tables, headings are merged across, blank lines part
    nothing.
    """
    paper = Document()
    table = None
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) == 1:
            table = None if line.strip() else table
            if table is None:
                paper.add_paragraph(line)
            continue
        if table is None or len(cells) > len(table.columns):
            table = paper.add_table(0, max(len(cells), 2))
        add_row(table, cells)
    return saved(paper)


def add_row(table, cells) -> None:
    row = table.add_row()
    for index, text in enumerate(cells):
        row.cells[index].text = text
    filled = [index for index, text in enumerate(cells) if text.strip()]
    if len(cells) == len(table.columns) and filled and filled[0] == 0 and filled[-1] <= 1:
        row.cells[filled[-1]].merge(row.cells[len(cells) - 1])


def saved(paper) -> bytes:
    """The bytes of a Word document."""
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()
