"""Every kind of document is the same object from every format."""

from collections.abc import Callable

import pytest
from docx import Document

from plans.reading import read_document

from .doc_writer import Paragraph, as_doc, doc_file
from .papers import as_docx, saved
from .pdf_writer import Look
from .seeds import COUNCIL, MUNICIPAL, RUO, SCHOOL_AREAS, SCHOOL_STACKED, Score, as_object, seed
from .test_formats import without_places
from .test_pdf import fields_of, held_against
from .written import as_odt, odt_file, odt_paragraph

WITH_TABLES: dict[str, Callable[[str], bytes]] = {"docx": as_docx, "odt": as_odt, "doc": as_doc}


def docx_lines(text: str) -> bytes:
    paper = Document()
    for line in text.splitlines():
        paper.add_paragraph(line)
    return saved(paper)


LINE_BY_LINE: dict[str, Callable[[str], bytes]] = {
    "docx": docx_lines,
    "odt": lambda text: odt_file("".join(map(odt_paragraph, text.splitlines()))),
    "doc": lambda text: doc_file([Paragraph(f"{line}\r") for line in text.splitlines()]),
}


def agreement(text: str, suffix: str, data: bytes) -> Score:
    expected = dict(fields_of(without_places(as_object(read_document("p.txt", text.encode())))))
    found = dict(fields_of(without_places(as_object(read_document(f"p.{suffix}", data)))))
    score = Score()
    for path in {**expected, **found}:
        score.compare(path, expected.get(path), found.get(path))
    return score


@pytest.mark.parametrize("suffix", LINE_BY_LINE)
@pytest.mark.parametrize("name", [RUO, MUNICIPAL, SCHOOL_STACKED, SCHOOL_AREAS, COUNCIL])
def test_lines_with_tabs_are_rows_in_every_format(name: str, suffix: str) -> None:
    text = seed(name).decode()
    assert agreement(text, suffix, LINE_BY_LINE[suffix](text)).wrong == []


@pytest.mark.parametrize("suffix", WITH_TABLES)
@pytest.mark.parametrize(("name", "least"), [(SCHOOL_AREAS, 1), (COUNCIL, 0.98)])
def test_tables_give_what_the_text_gives(name: str, least: float, suffix: str) -> None:
    text = seed(name).decode()
    score = agreement(text, suffix, WITH_TABLES[suffix](text))
    assert score.share >= least, str(score)


@pytest.mark.parametrize(("name", "least"), [(SCHOOL_AREAS, 0.995), (COUNCIL, 0.98)])
def test_a_pdf_gives_what_the_text_gives(name: str, least: float) -> None:
    score = held_against(seed(name).decode(), Look())
    assert score.share >= least, str(score)
