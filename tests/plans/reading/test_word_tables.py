"""What only Word has: grids that do not fit, numbers it counts, boxes and tables inside cells."""

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plans.reading import read_document
from plans.reading.model import Reading

from .papers import RUO_HEAD, saved

HEADER = RUO_HEAD[1].split("\t")


def cell(text: str, span: int = 1, extra: str = "") -> str:
    width = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{width}</w:tcPr><w:p>{extra}<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table_of(*rows: list[str]) -> str:
    inner = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def read_table(*rows: list[str]) -> Reading:
    paper = Document()
    paper.add_paragraph(RUO_HEAD[0])
    paper.element.body.insert(1, parse_xml(table_of(*rows)))
    return read_document("plan.docx", saved(paper))


def test_cells_that_begin_a_hair_apart_are_one_column() -> None:
    texts = ["1.1.", "Среща", "май 2026 г.", "брой", "0", "2", "директор", ""]
    spans = [1, 2, 1, 1, 1, 1, 2, 1]
    shifted = [1, 1, 2, 1, 1, 1, 1, 2]
    found = read_table(
        [cell(text, span) for text, span in zip(HEADER, spans, strict=True)],
        [cell("1."), cell("Раздел", 9)],
        [cell(text, span) for text, span in zip(texts, shifted, strict=True)],
        [cell(text, span) for text, span in zip(["1.2.", *texts[1:]], spans, strict=True)],
    )
    first, second = found.activities
    assert first.fields == second.fields
    assert (first.text, first.deadline_raw, first.field("responsible_raw")) == (
        "Среща",
        "май 2026 г.",
        "директор",
    )
    assert found.sections[0].title == "Раздел"


def test_cells_merged_across_stay_where_they_begin() -> None:
    found = read_table(
        [cell(text) for text in HEADER],
        [cell("1."), cell("Раздел", 7)],
        [cell("1.1."), cell("Среща"), cell("май 2026 г."), cell("няма", 3), cell("директор", 2)],
        [
            cell(text)
            for text in ["1.2.", "Среща", "май 2026 г.", "брой", "0", "2", "директор", "-"]
        ],
    )
    first = found.activities[0]
    assert (first.field("unit"), first.field("target_raw"), first.field("responsible_raw")) == (
        "няма",
        "",
        "директор",
    )


def test_text_box_and_table_inside_a_cell_are_read_once() -> None:
    words = "<w:p><w:r><w:t>в кутия</w:t></w:r></w:p>"
    box = f"<w:r><w:pict><w:txbxContent>{words}</w:txbxContent></w:pict></w:r>"
    inner = f"<w:tc><w:tcPr/>{table_of([cell('вътре')])}<w:p/></w:tc>"
    found = read_table(
        [cell(text) for text in HEADER],
        [cell("1."), cell("Раздел", 7)],
        [
            cell("1.1."),
            cell("Среща", 1, box),
            inner,
            cell("б"),
            cell("0"),
            cell("2"),
            cell("д"),
            cell(""),
        ],
    )
    assert found.activities[0].text == "в кутия Среща"
    assert found.activities[0].deadline_raw == "вътре"


def test_numbers_that_word_counts_are_read() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("%1.", "%1.%2."))
    )
    paper = Document()
    lists = paper.part.numbering_part.element
    lists.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    lists.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    counted = [
        f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        for at in (0, 1)
    ]
    rest = ["май 2026 г.", "брой", "0", "2", "директор", ""]
    rows = [[cell(text) for text in HEADER]]
    for section in ("Първи", "Втори"):
        rows.append([cell("", 1, counted[0]), cell(section, 7)])
        rows += [
            [cell("", 1, counted[1]), cell(text), *map(cell, rest)]
            for text in ("Среща", "Обучение")
        ]
    paper.add_paragraph(RUO_HEAD[0])
    paper.element.body.insert(1, parse_xml(table_of(*rows)))
    found = read_document("plan.docx", saved(paper))
    assert [section.number for section in found.sections] == ["1", "2"]
    assert [activity.key for activity in found.activities] == ["1.1", "1.2", "2.1", "2.2"]


def test_numbers_of_a_style_are_read_in_lists() -> None:
    paper = Document()
    paper.add_paragraph(RUO_HEAD[0])
    paper.add_paragraph("I. Приоритети")
    for text in ("Четене", "Писане"):
        paper.add_paragraph(text, style="List Number")
    rows = [
        [cell(text) for text in HEADER],
        [cell(text) for text in ["1.", "Среща", "май 2026 г.", "б", "0", "2", "д", ""]],
    ]
    paper.element.body.insert(4, parse_xml(table_of(*rows)))
    items = read_document("plan.docx", saved(paper)).priorities[0].items
    assert [(item.number, item.text) for item in items] == [("1", "Четене"), ("2", "Писане")]
