"""The same plan is the same object from text and from Word."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from plans.reading import read_document

from .papers import MUNICIPAL_HEAD, RUO_HEAD, as_docx, as_text, saved
from .seeds import MUNICIPAL, RUO, as_object, seed

PLACES = {"source_lines", "source_rows", "line", "anomalies"}
SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*-plan-*.txt"))


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_places(inner) for name, inner in value.items() if name not in PLACES}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", [RUO, MUNICIPAL])
def test_a_document_with_tables_gives_what_its_text_gives(name: str) -> None:
    data = seed(name)
    text = as_object(read_document("plan.txt", data))
    word = as_object(read_document("plan.docx", as_docx(data.decode())))
    assert without_places(word) == without_places(text)


@pytest.mark.parametrize("name", [RUO, MUNICIPAL])
def test_paragraphs_with_tabs_are_rows_too(name: str) -> None:
    data = seed(name)
    paper = Document()
    for line in data.decode().splitlines():
        paper.add_paragraph(line)
    word = as_object(read_document("plan.docx", saved(paper)))
    assert without_places(word) == without_places(as_object(read_document("plan.txt", data)))


def test_rows_of_word_name_table_and_row() -> None:
    word = as_object(
        read_document(
            "p.docx", as_docx("\n".join([*RUO_HEAD, "1.\tРаздел\t\t\t\t\t\t", row("1.1.")]))
        )
    )
    assert word["activities"][0]["source_rows"] == [[1, 3]]
    assert "source_lines" not in word["activities"][0]


def row(number: str, text: str = "Дейност", deadline: str = "май 2026 г.") -> str:
    return f"{number}\t{text}\t{deadline}\tброй срещи\t0\t2 срещи\tначалник на РУО\t"


def test_a_cell_merged_downwards_counts_for_every_row() -> None:
    paper = Document()
    paper.add_paragraph(RUO_HEAD[0])
    table = paper.add_table(0, 8)
    for line in (RUO_HEAD[1], "1.\tРаздел\t\t\t\t\t\t", row("1.1."), row("1.2.", "Друга", "")):
        for cell, text in zip(table.add_row().cells, line.split("\t"), strict=True):
            cell.text = text
    table.cell(2, 2).merge(table.cell(3, 2))
    found = read_document("plan.docx", saved(paper)).activities
    assert [a.deadline_raw for a in found] == ["май 2026 г.", "май 2026 г."]


def test_a_plan_in_several_tables_is_one_plan() -> None:
    paper = Document()
    paper.add_paragraph(RUO_HEAD[0])
    for lines in (
        (RUO_HEAD[1], "1.\tРаздел\t\t\t\t\t\t", row("1.1.")),
        (RUO_HEAD[1], row("1.2.")),
        (row("1.3."),),
    ):
        table = paper.add_table(0, 8)
        for line in lines:
            for cell, text in zip(table.add_row().cells, line.split("\t"), strict=True):
                cell.text = text
        paper.add_paragraph("")
    found = read_document("plan.docx", saved(paper))
    assert [a.key for a in found.activities] == ["1.1", "1.2", "1.3"]
    assert found.sections[0].activity_count == 3


def test_words_struck_out_in_word_are_not_read() -> None:
    data = as_docx("\n".join([*RUO_HEAD, "1.\tРаздел\t\t\t\t\t\t", row("1.1.", "Стара нова")]))
    import io
    import zipfile

    archive, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for entry in archive.infolist():
            part = archive.read(entry)
            if entry.filename == "word/document.xml":
                old = "<w:r><w:t>Стара нова</w:t></w:r>".encode()
                assert old in part
                gone = "<w:del><w:r><w:delText>Стара</w:delText></w:r></w:del>"
                new = "<w:ins><w:r><w:t>Нова</w:t></w:r></w:ins>"
                part = part.replace(old, (gone + new).encode())
            target.writestr(entry, part)
    assert read_document("plan.docx", out.getvalue()).activities[0].text == "Нова"


def test_a_mark_at_the_start_of_the_text_does_no_harm() -> None:
    data = b"\xef\xbb\xbf" + as_text(
        *MUNICIPAL_HEAD, "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй"
    )
    assert read_document("plan.txt", data).institution == "Община Ясенково"


def test_progress_is_told_to_the_last_row() -> None:
    told: list[tuple[int, int]] = []
    data = as_text(
        *MUNICIPAL_HEAD, *(f"{n}.\tДейност\tпостоянен\tучилища\tбюджет\tброй" for n in range(1, 6))
    )
    read_document("plan.txt", data, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(1, 6)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_agree_in_both_formats_and_raise_no_alarm(path: Path) -> None:
    text = as_object(read_document(path.name, path.read_bytes()))
    word = path.with_suffix(".docx")
    assert without_places(as_object(read_document(word.name, word.read_bytes()))) == without_places(
        text
    )
    assert [a for a in text["anomalies"] if a["severity"] == "high"] == []
    assert not any(i["target_equals_listed"] is False for i in text["inspections"])


def test_samples_hold_what_the_demonstration_needs() -> None:
    found = {
        path.stem.split("-")[0]: as_object(read_document(path.name, path.read_bytes()))
        for path in SAMPLES
    }
    assert len(found["municipality"]["activities"]) == 31
    assert len(found["municipality"]["sections"]) == 6
    kinds = [i["kind"] for i in found["ruo"]["inspections"]]
    assert (kinds.count("thematic"), kinds.count("current")) == (4, 10)
    assert sum(len(i["institutions"]) for i in found["ruo"]["inspections"]) == 30
    assert {i["kind"] for i in found["school"]["inspections"]} == {
        "thematic",
        "current",
        "monitoring",
    }
    assert found["school"]["kind"] == "school_annual_plan"
