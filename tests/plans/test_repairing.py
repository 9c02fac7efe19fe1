"""Changes in a reading: several of one cell, what follows from them, what stays."""

import pytest

from plans.reading.changes import Change, Part
from plans.repairing import changed, merged
from tests import making


def change(field, was, now, key="1.1", part=Part.ROW):
    return Change(part, key, field, was, now)


@pytest.mark.parametrize(
    ("was", "now", "stands", "result"),
    [
        ("а б", "а, б", "а б", "а, б"),
        ("отдел А ст. Б", "отдел А, ст. Б", "отдел В ст. Б", "отдел В, ст. Б"),
        ("отдел ЮЛ", "отдел ЮГ", "отдел ЮГ", "отдел ЮГ"),
        ("отдел ЮЛ", "отдел ЮГ", "отдел ЮН", "отдел ЮГ"),
        ("отдел ЮЛ и ЮЛ", "отдел ЮГ и ЮГ", "отдел ЮГ, ЮЛ", "отдел ЮГ и ЮГ"),
    ],
)  # fmt: skip
def test_other_words_of_the_cell_keep_their_own_correction(was, now, stands, result):
    assert merged(was, now, stands) == result


def test_a_reading_without_changes_is_the_same_object():
    reading = making.municipal_reading()
    assert changed(reading, []) is reading


def test_what_was_read_is_never_touched():
    reading = making.municipal_reading()
    before = reading["activities"][0]["text"]
    result = changed(reading, [change("text", before, "Друго")])
    assert reading["activities"][0]["text"] == before
    assert result["activities"][0]["text"] == "Друго"


def test_a_term_is_read_anew():
    reading = making.municipal_reading(2026)
    row = reading["activities"][0]
    result = changed(reading, [change("deadline_raw", row["deadline_raw"], "май 2026 г.")])
    new = result["activities"][0]
    assert (new["deadline_start"], new["deadline_end"]) == ("2026-05-01", "2026-05-31")


def test_the_inspection_follows_its_row():
    reading = making.municipal_reading()
    row = reading["activities"][0]
    reading["inspections"] = [
        {"key": row["key"], "number": row["number"], "target_raw": "3 училища", "target_count": 3,
         "responsible": [], "institutions": [], "subject": row["text"]},
    ]  # fmt: skip
    row["target_raw"] = "3 училища"
    text = "Контрол: ОУ „Ясен“ – с. Брод"
    made = changed(
        reading,
        [
            change("target_raw", "3 училища", "1 училище"),
            change("text", row["text"], text),
            change("responsible_raw", row["responsible_raw"], "директор, ст. експерт"),
        ],
    )["inspections"][0]
    assert (made["target_count"], made["responsible"]) == (1, ["директор", "ст. експерт"])
    assert [one["name"] for one in made["institutions"]] == ["ОУ „Ясен“"]


def test_a_row_that_is_not_there_changes_nothing():
    reading = making.municipal_reading()
    assert changed(reading, [change("text", "", "x", key="99")]) == reading
