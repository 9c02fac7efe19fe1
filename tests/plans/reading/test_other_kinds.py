"""Other school plans and other papers for a council: made up, in other shapes."""

import pytest

from plans.reading import read_document
from plans.reading.model import Reading

from .papers import COUNCIL_REPORT, SCHOOL_AREAS, as_docx, as_text
from .seeds import as_object
from .test_formats import without_places


def read(lines: list[str]) -> Reading:
    return read_document("plan.txt", as_text(*lines))


def kinds(reading: Reading) -> set[str]:
    return {anomaly.kind for anomaly in reading.anomalies}


STACKED_HEAD = ["ПЛАН НА ДГ „ЗОРНИЦА“ – С. ЛИПНИК ЗА УЧЕБНАТА 2027/2028 ГОДИНА", ""]


def stacked(*rows: tuple[str, ...]) -> list[str]:
    lines = list(STACKED_HEAD)
    for row in rows:
        lines += [f"\t{cell}" for cell in row]
        lines.append("")
    return lines


def test_areas_goals_measures_and_rows() -> None:
    found = as_object(read(SCHOOL_AREAS))
    assert [(s["key"], s["activity_count"]) for s in found["sections"]] == [("I", 3), ("II", 2)]
    goals = [(g["section"], g["number"], g["goal"], g["measures"]) for g in found["goals"]]
    assert goals == [
        ("I", "1", "Нито един отпаднал", "Работа с родителите"),
        ("I", "2", "Ритмично посещаване", "Текущи проверки"),
        ("II", "1", "Повече прочетени книги", "Библиотечни часове"),
    ]
    rows = [(a["key"], a["goal"], a["subsection"]) for a in found["activities"]]
    assert rows == [
        ("I/1.1", "1", None),
        ("I/1.2.1", "1", "1.2"),
        ("I/2.1", "2", None),
        ("II/1.1", "1", None),
        ("II/1.2", "1", None),
    ]
    assert [(i["key"], i["kind"], i["target_count"]) for i in found["inspections"]] == [
        ("I/2.1", "current", 10)
    ]


def test_areas_are_the_same_from_word() -> None:
    word = read_document("plan.docx", as_docx("\n".join(SCHOOL_AREAS)))
    assert without_places(as_object(word)) == without_places(as_object(read(SCHOOL_AREAS)))


def test_cells_under_one_another_are_rows_whatever_their_columns() -> None:
    found = read(
        stacked(
            ("Отговорник", "Дейност", "Период", "Показател"),
            ("директор", "Родителска среща", "октомври 2027 г.", "1 среща"),
            ("", "Есенен празник", "ноември 2027 г.", ""),
            ("учители", "Коледен базар\n\nс работилница", "декември 2027 г.", "1 базар"),
        )
    )
    cells = [(a.text, a.deadline_raw, a.field("responsible_raw")) for a in found.activities]
    assert cells == [
        ("Родителска среща", "октомври 2027 г.", "директор"),
        ("Есенен празник", "ноември 2027 г.", ""),
        ("Коледен базар с работилница", "декември 2027 г.", "учители"),
    ]


def test_headings_among_cells_under_one_another() -> None:
    found = read(
        stacked(
            ("№", "Дейност", "Срок", "Отговорник"),
            ("1.", "Организация"),
            ("", "1.1 Правилник", "септември 2027 г.", "директор"),
            ("", "1.2 График", "", ""),
            ("2.", "Контрол"),
            ("", "2.1 Дневници", "ежемесечно", "ЗДУД"),
            ("", "2.2 Занимания\n\nпо интереси", "май 2028 г.", "ЗДУД"),
        )
    )
    assert [(s.number, s.activity_count) for s in found.sections] == [("1", 2), ("2", 2)]
    assert [a.key for a in found.activities] == ["1.1", "1.2", "2.1", "2.2"]
    assert found.activities[3].text == "Занимания по интереси"
    assert [i.key for i in found.inspections] == ["2.1", "2.2"]


def test_table_of_a_report_in_another_order() -> None:
    found = as_object(read(COUNCIL_REPORT))
    assert (found["kind"], found["institution"]) == ("council_report", "Община Ясенково")
    assert [s["key"] for s in found["sections"]] == ["1", "2"]
    measures = [(m["operative_goal"], m["number"], m["title"]) for m in found["measures"]]
    assert measures == [
        ("1", "1", "Оценяване"),
        ("1", "2", "Консултации"),
        ("2", "1", "Назначаване"),
    ]
    assert [a["key"] for a in found["activities"]] == ["1/1/#1", "1/1/#2", "1/2/#1", "2/1/#1"]
    last = found["activities"][2]
    cells = [last[name] for name in ("expected_result", "reported_result", "responsible_raw")]
    assert cells == ["часове", "Не са проведени.", "училища"]


def test_duties_of_another_draft() -> None:
    draft = as_object(read(COUNCIL_REPORT))["draft_decision"]
    duties = [
        (d["point"], d["who"], d["addressees"], d["deadline_days"], d["counted_from"])
        for d in draft["duties"]
    ]
    assert duties == [
        ("2", "директорите на училищата и детските градини", ["кмета на общината"], 10,
         "влизане в сила на решението"),
        ("3", "кмета на община Ясенково", [], None, None),
        (None, None, ["областния управител", "началника на РУО – Загорие"], 7, "приемането му"),
    ]  # fmt: skip
    assert draft["duties"][1]["deadline_date"] == "2028-02-15"
    appeal = draft["appeal"]
    assert (appeal["days"], appeal["counted_from"]) == (14, "обявяването му")
    assert appeal["court"] == "Административен съд – Загорие"
    assert draft["return"] is None
    people = [draft[name] for name in ("presenters", "coordinated_by", "prepared_by")]
    assert [[one["name"] for one in some] for some in people] == [
        ["Мила Тонева"],
        ["Рада Велева"],
        ["Мила Тонева"],
    ]


def test_the_council_is_told_what_does_not_agree() -> None:
    lines = [
        line.replace("МОТИВИ:", "МОТИВИ: Всички дейности бяха реализирани.")
        if line == "МОТИВИ:"
        else line
        for line in COUNCIL_REPORT
    ]
    assert "not_carried_out" in kinds(read(COUNCIL_REPORT))
    lines.insert(7, "Всички заложени дейности бяха реализирани.")
    assert "contradiction" in kinds(read(lines))


@pytest.mark.parametrize(
    ("cell", "column"),
    [("3 срещи", "responsible"), ("брой деца", "responsible")],
)
def test_a_count_in_the_column_of_posts_is_doubted(cell: str, column: str) -> None:
    lines = [
        line.replace("класни ръководители", cell) if column == "responsible" else line
        for line in SCHOOL_AREAS
    ]
    assert "value_astray" in kinds(read(lines))
    assert "value_astray" not in kinds(read(SCHOOL_AREAS))
