"""What stands on paper: the heading on every page, the box, the foot, and nothing that runs."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest
from docx import Document
from lxml import etree

from plans.writing import FORMATS, Box, Column, Heading, Paper, Row, Table, Text, pdf_file, write
from plans.writing.paper import Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MEASURED = "Индикатори"
COLUMNS = (
    Column("№"), Column("Дейност"), Column("Срок"), Column("Единица", MEASURED),
    Column("База", MEASURED), Column("Цел", MEASURED), Column("Отговорник"),
)  # fmt: skip


def paper(rows: int = 90, text: str = "Среща с директорите") -> Paper:
    body = [Row(("1.", "Подкрепа"), is_heading=True), Row(("Тематични проверки",), is_heading=True)]
    body += [
        Row((f"1.{n}.", f"{text} {n}", "май 2026 г.", "брой", "0", str(n), "директор"))
        for n in range(1, rows + 1)
    ]
    return Paper(
        house="Община Ясенково",
        title="ГОДИШЕН ПЛАН ЗА 2026 ГОДИНА",
        under=("На основание чл. 197, ал. 3 ЗПУО",),
        box=Box("СЪГЛАСУВАЛ:", ("Мария Ненова", "01.04.2026 г."), is_signed=True),
        blocks=(Heading("I. Приоритети"), Text("1. Четене"), Table(COLUMNS, tuple(body))),
        closing=("Приет с Решение № 5.",),
        foot="Община Ясенково · версия 3",
        source=Source("7", 3, "ab" * 32),
    )


def opened(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def test_a_pdf_repeats_its_heading_and_counts_its_pages():
    with pdfplumber.open(io.BytesIO(write(paper(), "pdf"))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
        assert len(pages) > 2
        assert pdf.metadata["Title"] == "ГОДИШЕН ПЛАН ЗА 2026 ГОДИНА"
        assert pdf.metadata["Keywords"] == f"saglas:7/3:{'ab' * 32}"
    for number, text in enumerate(pages, start=1):
        assert f"страница {number} от {len(pages)}" in text
        assert "Община Ясенково · версия 3" in text
        assert "Индикатори" in text
    first = pages[0].splitlines()
    assert first[:3] == ["СЪГЛАСУВАЛ:", "Мария Ненова", "01.04.2026 г."]


def test_a_pdf_is_tagged_and_says_its_language():
    data = write(paper(3), "pdf")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        catalog = pdf.doc.catalog
    assert catalog["Lang"] in (b"bg", "bg")
    assert catalog["MarkInfo"]["Marked"] is True
    assert "StructTreeRoot" in catalog
    assert b"pdfuaid" in data


def test_a_word_document_repeats_its_heading_and_is_opened_by_others():
    data = write(paper(), "docx")
    found: Any = Document(io.BytesIO(data))
    (table,) = found.tables
    assert [cell.text for cell in table.rows[2].cells] == ["1.", *["Подкрепа"] * 6]
    assert found.core_properties.keywords == f"saglas:7/3:{'ab' * 32}"
    assert found.sections[0].page_width > found.sections[0].page_height
    rows = list(opened(data, "word/document.xml").iter(f"{W}tr"))
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True, True] + [False] * (len(rows) - 2)
    foot = "".join(opened(data, "word/footer1.xml").itertext())
    assert re.sub(r"\s+", " ", foot) == "Община Ясенково · версия 3страница PAGE 1 от NUMPAGES 1"


def test_a_workbook_repeats_its_heading_and_keeps_text_as_text():
    data = write(paper(4, "=1+1"), "xlsx")
    sheet = opened(data, "xl/worksheets/sheet1.xml")
    assert sheet.find(f".//{S}f") is None
    assert sheet.find(f"{S}pageSetup").get("orientation") == "landscape"
    assert "страница &P от &N" in sheet.findtext(f"{S}headerFooter/{S}oddFooter")
    names = "".join(opened(data, "xl/workbook.xml").itertext())
    assert re.search(r"\$\d+:\$\d+", names)
    texts = [node.text for node in opened(data, "xl/sharedStrings.xml").iter(f"{S}t")]
    assert "=1+1 1" in texts
    assert "Индикатори" in texts


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_paper_gives_the_same_bytes(suffix):
    assert write(paper(5), suffix) == write(paper(5), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_whatever_a_cell_holds_is_printed_and_not_run(suffix):
    odd = 'a\x00\x07 <w:p/> & "=cmd()" #eval("1") $x$ \\ [b] *c* _d_ {foot} \ud7ff\ufffe http://x.y'
    data = write(replace(paper(2, odd), title=odd, foot=odd), suffix)
    assert len(data) > 1000
    if suffix == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            assert '#eval("1")' in pdf.pages[0].extract_text()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_paper_without_a_table_stands_upright(suffix):
    plain = replace(paper(1), blocks=(Text("Препис."), Text("Верно.")), lying=False)
    data = write(plain, suffix)
    if suffix == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            assert pdf.pages[0].width < pdf.pages[0].height


def test_a_row_higher_than_a_page_goes_on_on_the_next():
    data = write(paper(2, "Много дълъг текст за един ред. " * 400), "pdf")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        text = " ".join(page.extract_text() for page in pdf.pages)
    assert text.count("Много дълъг") >= 700


def test_a_long_paper_is_written_apart_and_is_the_same(monkeypatch):
    apart = write(paper(1100), "pdf")
    monkeypatch.setattr(pdf_file, "_AT_ONCE", 5000)
    assert write(paper(1100), "pdf") == apart
