"""OpenDocument: merged, covered and repeated cells, headers on every page, lists that count."""

from pathlib import Path

import pytest

from plans.reading import read_document
from plans.reading.formats import rows_of

from .papers import RUO_HEAD
from .seeds import MUNICIPAL, RUO, as_object, seed
from .test_formats import SAMPLES, without_places
from .written import as_odt, odt_file, odt_paragraph

ROW = ["1.1.", "Среща", "май 2026 г.", "брой", "0", "2", "директор", ""]


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{odt_paragraph(text)}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def cells_of(body: str, styles: str = "") -> list[tuple[str, ...]]:
    return [found.cells for found in rows_of("plan.odt", odt_file(body, styles))]


@pytest.mark.parametrize("name", [RUO, MUNICIPAL])
def test_a_seed_gives_what_its_text_gives(name: str) -> None:
    data = seed(name)
    text = as_object(read_document("plan.txt", data))
    assert without_places(as_object(read_document("plan.odt", as_odt(data.decode())))) == (
        without_places(text)
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_what_its_text_gives(path: Path) -> None:
    text = as_object(read_document(path.name, path.read_bytes()))
    odt = as_object(read_document("p.odt", as_odt(path.read_text(encoding="utf-8"))))
    assert without_places(odt) == without_places(text)


def test_cells_merged_down_count_for_every_row() -> None:
    header = row(*map(cell, RUO_HEAD[1].split("\t")))
    deep = cell("май 2026 г.", 'table:number-rows-spanned="2"')
    rest = "".join(map(cell, ROW[3:]))
    body = odt_paragraph(RUO_HEAD[0]) + table(
        f"<table:table-header-rows>{header}</table:table-header-rows>",
        row(cell("1."), cell("Раздел", 'table:number-columns-spanned="7"'),
            '<table:covered-table-cell table:number-columns-repeated="6"/>'),
        row(cell("1.1."), cell("Среща"), deep, rest),
        row(cell("1.2."), cell("Друга"), "<table:covered-table-cell/>", rest),
    )  # fmt: skip
    found = read_document("plan.odt", odt_file(body))
    assert [one.deadline_raw for one in found.activities] == ["май 2026 г."] * 2
    assert [one.key for one in found.activities] == ["1.1", "1.2"]
    assert found.sections[0].title == "Раздел"


def test_repeated_cells_are_as_many_cells() -> None:
    wide = cell("Същото", 'table:number-columns-repeated="3"')
    plain = row(*map(cell, "абвг"))
    assert (
        cells_of(table(plain, row(cell("1"), wide), plain))[1] == ("1", "Същото") + ("Същото",) * 2
    )


def test_white_space_is_folded_and_spaces_that_are_meant_stay() -> None:
    inner = 'две  \n думи<text:s text:c="2"/>и<text:tab/>още<text:line-break/>ред'
    assert cells_of(f"<text:p>{inner}</text:p>") == [("две думи  и", "още ред")]


def test_notes_comments_and_deleted_words_are_not_read() -> None:
    dropped = "".join(f"<{tag}><text:p>не</text:p></{tag}>" for tag in (
        "text:note", "office:annotation"))  # fmt: skip
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>не</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    assert cells_of(f"{gone}<text:p>да{dropped}</text:p>") == [("да",)]


def listed(level: int, text: str, more: str = 'text:continue-numbering="true"') -> str:
    inner = odt_paragraph(text)
    for _each in range(level):
        inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
    opening = f'<text:list text:style-name="L" {more}>'
    return f"{opening}<text:list-item>{inner}</text:list-item></text:list>"


LEVELS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." '
    'text:display-levels="2"/></text:list-style>'
)


def test_numbers_that_are_counted_are_read_from_row_to_row() -> None:
    def numbered(level: int, text: str) -> str:
        return row(f"<table:table-cell>{listed(level, '')}</table:table-cell>", cell(text))

    body = table(*(numbered(*one) for one in ((0, "а"), (1, "б"), (1, "в"), (0, "г"), (1, "д"))))
    assert [cells[0].strip() for cells in cells_of(body, LEVELS)] == [
        "1.", "1.1.", "1.2.", "2.", "2.1.",
    ]  # fmt: skip


def test_a_list_that_begins_anew_counts_anew_and_one_may_start_later() -> None:
    later = listed(0, "в", "").replace("<text:list-item>", '<text:list-item text:start-value="7">')
    body = listed(0, "а") + listed(0, "б", "") + later + listed(0, "г")
    assert [cells[0] for cells in cells_of(body, LEVELS)] == ["1. а", "1. б", "7. в", "8. г"]
