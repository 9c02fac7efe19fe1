"""Workbooks: framed rows are tables, numbers read as they are shown, hidden sheets stay out."""

import datetime as dt
import io
from typing import Any

from xlsxwriter import Workbook

from plans.reading import read_document
from plans.reading.formats import rows_of

from .hostile import archive, with_parts
from .papers import MUNICIPAL_HEAD
from .seeds import as_object
from .test_formats import without_places
from .xlsx_writer import as_xlsx

HEADS = MUNICIPAL_HEAD[-1].split("\t")


def workbook(*rows: list[Any], frame: bool = True, **of_book: Any) -> bytes:
    """A title and a table whose cells may be days and numbers; a format is given as a pair."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True} | of_book) as book:
        looks = {"border": 1} if frame else {}
        sheet = book.add_worksheet("План")
        for at, line in enumerate(MUNICIPAL_HEAD[:-1]):
            sheet.write_string(at, 0, line)
        for at, cells in enumerate([HEADS, *rows], start=len(MUNICIPAL_HEAD) + 1):
            for column, cell in enumerate(cells):
                value, shown = cell if isinstance(cell, tuple) else (cell, "General")
                sheet.write(at, column, value, book.add_format(looks | {"num_format": shown}))
        sheet.write_string(at + 3, 0, "Приет с Решение № 5 по протокол № 2/14.04.2026 г.")
        hidden = book.add_worksheet("Бележки")
        hidden.write_row(0, 0, ["№", "Дейност", "Срок"])
        hidden.hide()
    return out.getvalue()


def read(*rows: list[Any], **of_book: Any) -> Any:
    return as_object(read_document("план.xlsx", workbook(*rows, **of_book)))


def test_a_workbook_gives_what_its_text_gives() -> None:
    rows = [f"{n}.\tДейност {n}\tпостоянен\tучилища\tбюджет\tброй" for n in range(1, 8)]
    section = "Стратегическа цел № 1: Среда\t\t\t\t\t"
    text = "\n".join([*MUNICIPAL_HEAD, section, *rows, "Приет с Решение № 5/14.04.2026 г."])
    expected = as_object(read_document("plan.txt", text.encode()))
    found = as_object(read_document("plan.xlsx", as_xlsx(text)))
    assert without_places(found) == without_places(expected)


def test_numbers_and_days_are_read_as_they_are_shown() -> None:
    day, month = (dt.date(2026, 5, 15), "dd.mm.yyyy"), (dt.date(2026, 10, 1), "mmm yyyy")
    found = read(
        [1, "Среща", day, "училища", (0.9, "0%"), 12],
        [2, "Обход", month, "училища", 0.5, (1200, "#,##0")],
    )
    first, second = found["activities"]
    assert (first["number"], first["deadline_raw"]) == ("1", "15.05.2026")
    assert (first["deadline_kind"], first["deadline_end"]) == ("date", "2026-05-15")
    assert (second["deadline_kind"], second["deadline_start"]) == ("month", "2026-10-01")
    assert [row["financing"] for row in (first, second)] == ["90%", "0,5"]
    assert second["indicator_raw"] == "1200"


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    day = (dt.date(2026, 5, 15), "d.m.yyyy")
    found = read([1, "Среща", day, "училища", "", ""], date_1904=True)
    assert found["activities"][0]["deadline_raw"] == "15.05.2026"


def test_what_stands_below_the_table_is_no_row_of_it() -> None:
    found = read([1, "Среща", "постоянен", "училища", "", ""])
    assert found["signoff"]["council_decision_number"] == "5"
    assert len(found["activities"]) == 1
    assert found["columns"] == HEADS


def test_a_table_without_frames_is_read_too() -> None:
    found = read([1, "Среща", "постоянен", "училища", "", ""], frame=False)
    assert [row["text"] for row in found["activities"]] == ["Среща"]


def test_a_formula_gives_its_value_and_nothing_runs() -> None:
    data = workbook([1, '="Сре"&"ща"', "постоянен", "училища", "=1/0", "=1+1"])
    assert rows_of("p.xlsx", data)[-2].cells[0] == "1"


def test_cells_merged_downward_share_their_text() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet, framed = book.add_worksheet(), book.add_format({"border": 1})
        sheet.write_row(0, 0, MUNICIPAL_HEAD[:1])
        sheet.write_row(1, 0, MUNICIPAL_HEAD[1:2])
        sheet.write_row(4, 0, HEADS, framed)
        for at in (1, 2):
            sheet.write_row(4 + at, 0, [f"{at}.", f"Дейност {at}", "постоянен", "", "", ""], framed)
        sheet.merge_range(5, 3, 6, 3, "община Ясенково", framed)
    found = as_object(read_document("p.xlsx", out.getvalue()))
    assert [row["responsible_raw"] for row in found["activities"]] == ["община Ясенково"] * 2


def test_rich_text_and_written_control_signs() -> None:
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>\xd0\x90'
        b"</t></r><r><t>_x000D_B</t></r><rPh><t>x</t></rPh></si></sst>"
    )
    data = with_parts(workbook([1, "а", "б", "", "", ""]), **{"xl/sharedStrings.xml": strings})
    assert "А B" in {cell for row in rows_of("p.xlsx", data) for cell in row.cells}
    assert archive(**{"xl/workbook.xml": b"<x/>"})
