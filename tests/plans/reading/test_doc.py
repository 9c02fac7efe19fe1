"""Word 97–2003: cells and rows by their marks, merged cells, pieces of text, lists, fields."""

import struct
from pathlib import Path

import pytest

from plans.reading import Unreadable, read_document
from plans.reading.formats import rows_of

from .doc_writer import IN_TABLE, Paragraph, as_doc, container, doc_file, flag, row_of
from .papers import RUO_HEAD
from .seeds import MUNICIPAL, RUO, as_object, seed
from .test_formats import SAMPLES, without_places

ROW = ["1.1.", "Среща", "май 2026 г.", "брой", "0", "2", "директор", ""]
FIRST_MERGED, MERGED = 0x60, 0x20


def cells_of(data: bytes) -> list[tuple[str, ...]]:
    return [found.cells for found in rows_of("plan.doc", data)]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", [RUO, MUNICIPAL])
def test_a_seed_gives_what_its_text_gives(name: str, narrow: bool) -> None:
    data = seed(name)
    text = as_object(read_document("plan.txt", data))
    found = read_document("plan.doc", as_doc(data.decode(), narrow=narrow))
    assert without_places(as_object(found)) == without_places(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_what_its_text_gives(path: Path) -> None:
    text = as_object(read_document(path.name, path.read_bytes()))
    found = read_document("plan.doc", as_doc(path.read_text(encoding="utf-8")))
    assert without_places(as_object(found)) == without_places(text)


def test_cells_merged_down_count_for_every_row() -> None:
    head = [Paragraph(RUO_HEAD[0] + "\r"), *row_of([(t, 1) for t in RUO_HEAD[1].split("\t")])]
    rows = [
        row_of([("1.", 1), ("Раздел", 7)]),
        row_of([(text, 1) for text in ROW], [0, 0, FIRST_MERGED, 0, 0, 0, 0, 0]),
        row_of([(t, 1) for t in ["1.2.", "Друга", "", *ROW[3:]]], [0, 0, MERGED, 0, 0, 0, 0, 0]),
    ]
    found = read_document("plan.doc", doc_file([*head, *(one for row in rows for one in row)]))
    assert [one.deadline_raw for one in found.activities] == ["май 2026 г."] * 2
    assert [one.key for one in found.activities] == ["1.1", "1.2"]
    assert found.sections[0].title == "Раздел"


def test_a_cell_of_several_paragraphs_is_one_cell_and_an_empty_one_ends_no_row() -> None:
    several = Paragraph("първи\r", flag(IN_TABLE))
    row = row_of([("втори", 1), ("", 1), ("", 1), ("край", 1)])
    assert cells_of(doc_file([several, *row])) == [("първи втори", "", "", "край")]


def test_fields_are_read_by_their_results_and_hyphens_as_shown() -> None:
    text = "виж \x13 REF x \x14точка \x13 PAGE \x147\x15\x15, из\x1fпит по\x1eпърви\x0bред\r"
    assert cells_of(doc_file([Paragraph(text)])) == [("виж точка 7, изпит по-първи ред",)]


def test_words_struck_out_are_not_read() -> None:
    data = doc_file([Paragraph("Преди старо нова\r")], deleted=[(6, 12)])
    assert cells_of(data) == [("Преди нова",)]


def level(pattern: str, kind: int = 0) -> bytes:
    lvlf = struct.pack("<iBB9s9xBBBB", 1, kind, 0, b"", 0, 0, 0, 0)
    return lvlf + struct.pack("<H", len(pattern)) + pattern.encode("utf-16-le")


def numbered(at: int, text: str) -> Paragraph:
    use = struct.pack("<HBHH", 0x260A, at, 0x460B, 1)
    return Paragraph(text + "\r", use)


def test_numbers_that_word_counts_are_read() -> None:
    lists = struct.pack("<H", 1) + struct.pack("<ii18sBB", 77, 0, b"", 0, 0)
    levels = level("\0.") + level("\0.\1.") + level("•", 23) * 7
    uses = struct.pack("<IiIIBBBB", 1, 77, 0, 0, 0, 0, 0, 0)
    given = ((0, "а"), (1, "б"), (1, "в"), (0, "г"), (1, "д"), (2, "е"))
    data = doc_file([numbered(*one) for one in given], tables={73: lists, 74: uses}, behind=levels)
    assert [cells[0] for cells in cells_of(data)] == [
        "1. а", "1.1. б", "1.2. в", "2. г", "2.1. д", "е",
    ]  # fmt: skip


def test_numbers_of_a_style_are_read() -> None:
    lists = struct.pack("<H", 1) + struct.pack("<ii18sBB", 77, 0, b"", 1, 0)
    uses = struct.pack("<IiIIBBBB", 1, 77, 0, 0, 0, 0, 0, 0)
    papx = struct.pack("<HHH", 1, 0x460B, 1)
    std = struct.pack("<5H", 0, 1 | 0xFFF << 4, 1, 0, 0) + struct.pack("<H2s2x", 1, b"x\0")
    std += struct.pack("<H", len(papx)) + papx
    plain = struct.pack("<5H", 0, 1 | 0xFFF << 4, 1, 0, 0) + struct.pack(
        "<H2s2xHH", 1, b"n\0", 2, 0
    )
    sheet = struct.pack("<HHH", 4, 2, 10) + b"".join(
        struct.pack("<H", len(one)) + one for one in (plain, std)
    )
    data = doc_file(
        [Paragraph("а\r", style=1), Paragraph("б\r"), Paragraph("в\r", style=1)],
        tables={1: sheet, 73: lists, 74: uses}, behind=level("\0)"),
    )  # fmt: skip
    assert [cells[0] for cells in cells_of(data)] == ["1) а", "б", "2) в"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (doc_file([Paragraph("а\r")], flags=0x1300), "парола"),
        (container({"EncryptedPackage": b"x"}), "парола"),
        (doc_file([Paragraph("а\r")], streams={"Macros/VBA": b""}), "макроси"),
        (doc_file([Paragraph("а\x07", flag(IN_TABLE))]), "повреден"),
        (container({"Workbook": b"x"}), "повреден"),
        (container({"WordDocument": b"\xdc\xa5\x65\0" + b"\0" * 4000}), "стара версия"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_document("plan.doc", data)


def test_a_file_that_was_cut_off_is_refused_wherever_the_cut_is() -> None:
    cut = as_doc("№\tДейност\tСрок\n1\tа\tб")
    for share in range(5, 100, 5):
        with pytest.raises(Unreadable):
            read_document("plan.doc", cut[: len(cut) * share // 100])
