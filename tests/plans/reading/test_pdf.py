"""PDF: tables by their lines, rows cut by pages, repeated headers, words cut by lines."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from plans.reading import Unreadable, read_document
from plans.reading.formats import rows_of
from plans.reading.line_cuts import Words, whole

from .papers import RUO_HEAD
from .pdf_writer import Look, as_pdf
from .seeds import MUNICIPAL, RUO, Score, as_object, seed
from .test_formats import SAMPLES, without_places

LYING, STANDING = Look(), Look(size=(210, 297))
PORTRAIT_SMALL = Look(size=(210, 100), hyphenate=False)


def fields_of(value, path=""):
    """Every field by its path, without notes of how cells were joined; white space and dashes
    aside, which the end of a line does not show.
    """
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "joined_from":
                yield from fields_of(inner, f"{path}/{name}")
    elif isinstance(value, list):
        yield f"{path}/count", len(value)
        for at, inner in enumerate(value):
            yield from fields_of(inner, f"{path}/{at}")
    else:
        yield path, re.sub(r"[\s–-]+", "", value) if isinstance(value, str) else value


def held_against(text: str, look: Look) -> Score:
    expected = dict(fields_of(without_places(as_object(read_document("p.txt", text.encode())))))
    found = dict(fields_of(without_places(as_object(read_document("p.pdf", as_pdf(text, look))))))
    score = Score()
    for path in {**expected, **found}:
        score.compare(path, expected.get(path), found.get(path))
    return score


@pytest.mark.parametrize("look", [LYING, STANDING], ids=["landscape", "portrait"])
@pytest.mark.parametrize("name", [RUO, MUNICIPAL])
def test_a_seed_gives_what_its_text_gives(name: str, look: Look) -> None:
    score = held_against(seed(name).decode(), look)
    assert score.share > 0.995, str(score)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_what_its_text_gives(path: Path) -> None:
    score = held_against(path.read_text(encoding="utf-8"), LYING)
    assert score.wrong == []


def plan_of(rows: list[str]) -> str:
    return "\n".join([*RUO_HEAD, *rows])


def test_rows_over_many_pages_are_whole_and_headers_are_read_once() -> None:
    long = " ".join(f"Дума{n} и още нещо." for n in range(60))
    rows = [f"1.{n}.\t{long}\tмай 2026 г.\tброй\t0\t{n}\tначалник\t" for n in range(1, 12)]
    data = as_pdf(plan_of(rows), PORTRAIT_SMALL)
    found = read_document("plan.pdf", data).activities
    assert [one.text for one in found] == [long] * 11
    assert [one.key for one in found] == [f"1.{n}" for n in range(1, 12)]
    assert not any(one.text_pieces for one in found)


def test_rows_of_one_line_stay_apart_at_the_end_of_a_page() -> None:
    rows = [f"1.{n}.\tСреща {n}\tмай 2026 г.\tброй\t0\t{n}\tначалник\t" for n in range(1, 90)]
    found = read_document("plan.pdf", as_pdf(plan_of(rows))).activities
    assert [one.text for one in found] == [f"Среща {n}" for n in range(1, 90)]


def test_paragraphs_are_whole_and_the_foot_of_pages_is_not_read() -> None:
    sentence = "Изречение, което е дълго колкото няколко реда. " * 12
    data = as_pdf("\n".join([sentence.strip(), "1. Първо", "2. Второ", sentence.strip()] * 6))
    texts = [row.cells[0] for row in rows_of("p.pdf", data)]
    assert texts == [sentence.strip(), "1. Първо", "2. Второ", sentence.strip()] * 6


def test_words_cut_by_lines_are_whole_and_hyphens_that_belong_stay() -> None:
    words = Words([("социално-психологическа подкрепа, организация, повишаване, ниска",)])

    def joined(*lines: str) -> str:
        return whole(lines, words)

    assert joined("органи-", "зация") == "организация"
    assert joined("организация-", "та") == "организацията"
    assert joined("социално-", "психологическа") == "социално-психологическа"
    assert joined("по-", "ниска и по-", "вишаване") == "по-ниска и повишаване"
    assert joined("АП-", "ФСИО") == "АП-ФСИО"
    assert joined("2020-", "2021") == "2020-2021"
    assert joined("18.1.", "10.") == "18.1.10."
    assert joined("за деца/", "ученици /", "групи/", "и други") == "за деца/ученици /групи/ и други"


def test_a_pdf_of_pictures_or_cut_off_is_refused_by_name() -> None:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PDF")
    with pytest.raises(Unreadable, match="изображения"):
        read_document("plan.pdf", out.getvalue())
    whole_file = as_pdf("ПЛАН")
    for share in range(5, 100, 5):
        with pytest.raises(Unreadable):
            read_document("plan.pdf", whole_file[: len(whole_file) * share // 100])


@pytest.mark.parametrize("size", [(297, 210), (210, 297)], ids=["landscape", "portrait"])
def test_a_table_without_lines_is_read_by_its_columns(size: tuple[int, int]) -> None:
    text = "Провеждане на среща с директорите на училища по въпросите на приобщаващото образование"
    rows = ["1.\tОбхват и задържане на учениците в училище\t\t\t\t\t\t"] + [
        f"1.{n}.\t{text} {n}\tмай 2026 г.\tброй срещи\t0\t{n} срещи\tстарши експерти по "
        f"приобщаващо образование\tняма"
        for n in range(1, 31)
    ]
    data = as_pdf(plan_of(rows), Look(size=size, lines=False, header=0))
    found = read_document("plan.pdf", data)
    assert [one.key for one in found.activities] == [f"1.{n}" for n in range(1, 31)]
    assert {one.text for one in found.activities} == {f"{text} {n}" for n in range(1, 31)}
    assert {one.deadline_raw for one in found.activities} == {"май 2026 г."}
    assert [one.field("target_raw") for one in found.activities] == [
        f"{n} срещи" for n in range(1, 31)
    ]
    assert {one.field("responsible_raw") for one in found.activities} == {
        "старши експерти по приобщаващо образование"
    }
    assert [one.title for one in found.sections] == ["Обхват и задържане на учениците в училище"]


def test_text_in_two_columns_is_no_table() -> None:
    data = as_pdf("Съгласувал:\tУтвърдил:\nНачалник\tКмет\nДата\tДата", Look(lines=False))
    assert all(row.place.table == 0 for row in rows_of("p.pdf", data))


@pytest.mark.parametrize("column", [1, 6, 7])
def test_a_word_too_long_for_its_cell_keeps_its_letters(column: int) -> None:
    cells = ["1.1.", "Среща", "май 2026 г.", "брой", "1", "2", "директор", "да"]
    cells[column] = "предизвикателствопротивоконституционствувателствувайте" * 2
    rows = ["1.\tРаздел\t\t\t\t\t\t", "\t".join(cells)]
    found = read_document("p.pdf", as_pdf("\n".join([*RUO_HEAD, *rows]), PORTRAIT_SMALL))
    row = as_object(found)["activities"][0]
    assert cells[column] in (row["text"], row["responsible_raw"], row["note"])
    assert (row["deadline_raw"], row["target_raw"]) == ("май 2026 г.", "2")
