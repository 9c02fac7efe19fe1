"""Plans without a table: items with „Срок:“ lines. Other periods, other lines of adoption."""

import datetime as dt

import pytest

from plans.reading import Unreadable, read_document
from plans.reading.model import Reading

from .papers import MUNICIPAL_HEAD, as_docx, as_text
from .seeds import as_object
from .test_formats import without_places

LIST = [
    "ОБЩИНА ЯСЕНКОВО",
    "ГОДИШЕН ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ В ОБЩИНА ЯСЕНКОВО ЗА 2027 ГОДИНА",
    "I. Приоритети",
    "1. Ранно оценяване",
    "2. Приобщаване",
    "Стратегическа цел № 1: Подкрепяща среда",
    "1. Определяне на координатори",
    "във всички детски градини.",
    "Срок: септември 2027 г.",
    "Отговорник: директорите",
    "Финансиране: не се изисква",
    "2. Скрининг на тригодишните деца. Срок: до 30.11.2027 г. Отговорник: детски градини.",
    "Стратегическа цел № 2: Специалисти",
    "1. Назначаване на логопед (Срок: постоянен; Отговорни институции: община Ясенково)",
    "",
    "РЕШЕНИЕ № 58",
    "ВЗЕТО С ПРОТОКОЛ № 5 ОТ 23. 04. 2027 Г.",
]


def read(*lines: str) -> Reading:
    return read_document("plan.txt", as_text(*lines))


def test_items_of_a_list_are_rows() -> None:
    found = read(*LIST)
    rows = [
        (a.key, a.text, a.deadline_raw, a.field("responsible_raw"), a.field("financing"))
        for a in found.activities
    ]
    assert rows == [
        ("1/1", "Определяне на координатори във всички детски градини.", "септември 2027 г.",
         "директорите", "не се изисква"),
        ("1/2", "Скрининг на тригодишните деца.", "до 30.11.2027 г.", "детски градини", ""),
        ("2/1", "Назначаване на логопед", "постоянен", "община Ясенково", ""),
    ]  # fmt: skip
    assert [(s.number, s.title) for s in found.sections] == [
        ("1", "Подкрепяща среда"),
        ("2", "Специалисти"),
    ]
    assert [(one.roman, len(one.items)) for one in found.priorities] == [("I", 2)]
    signoff = found.signoff
    assert (signoff.decision_number, signoff.protocol_number) == ("58", "5")
    assert signoff.date == dt.date(2027, 4, 23)


def test_cells_of_a_list_know_their_lines() -> None:
    cells = as_object(read(*LIST))["activities"][0]["cells"]
    assert cells["deadline"]["source_lines"] == [[9]]
    assert cells["responsible_raw"]["source_lines"] == [[10]]


def test_a_list_is_the_same_from_word() -> None:
    word = read_document("plan.docx", as_docx("\n".join(LIST)))
    assert without_places(as_object(word)) == without_places(as_object(read(*LIST)))


def test_items_of_two_levels_without_numbers_below() -> None:
    found = read(
        "ПЛАН ЗА ДЕЙНОСТТА НА ОУ „КЛИМЕНТ“ – С. ЛИПНИК ЗА УЧЕБНАТА 2027/2028 ГОДИНА",
        "II. Дейности",
        "1. Организация на учебната година",
        "- Изготвяне на графици",
        "Срок: септември 2027 г.",
        "Отг.: ЗДУД",
        "- Родителски срещи",
        "Срок: октомври 2027 г.",
        "Отг.: класни ръководители",
        "2. Контролна дейност",
        "2.1. Проверка на дневниците",
        "Срок: ежемесечно",
        "Отг.: директор",
    )
    assert [(a.text, a.deadline_raw) for a in found.activities] == [
        ("Изготвяне на графици", "септември 2027 г."),
        ("Родителски срещи", "октомври 2027 г."),
        ("Проверка на дневниците", "ежемесечно"),
    ]
    assert [i.subject for i in found.inspections] == ["Проверка на дневниците"]


def test_one_term_makes_no_list() -> None:
    with pytest.raises(Unreadable):
        read(*MUNICIPAL_HEAD[:2], "1. Събрание", "Срок: май 2026 г.")


@pytest.mark.parametrize(
    ("title", "start", "end", "label"),
    [
        ("ЗА ПЕРИОДА 1 МАЙ 2027 Г. – 30 АПРИЛ 2028 Г.", "2027-05-01", "2028-04-30", "2027/2028"),
        ("за периода 01.05.2027 г. - 30.04.2028 г.", "2027-05-01", "2028-04-30", "2027/2028"),
        ("за периода от 01. 05. 2027 до 30. 04. 2028", "2027-05-01", "2028-04-30", "2027/2028"),
        ("за учебната 2027-2028 година", "2027-09-15", "2028-09-14", "2027/2028"),
        ("за 2027 г.", "2027-01-01", "2027-12-31", "2027"),
    ],
)
def test_periods(title: str, start: str, end: str, label: str) -> None:
    head = f"ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ В ОБЩИНА ЯСЕНКОВО {title}"
    row = "1.\tСкрининг\tпрез периода\tучилища\tбюджет\tброй"
    period = read("ОБЩИНА ЯСЕНКОВО", head, MUNICIPAL_HEAD[2], row).period
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat(), period.label) == (start, end, label)


def test_a_month_of_a_year_from_may_to_april_has_its_year() -> None:
    head = "ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ В ОБЩИНА ЯСЕНКОВО (1 май 2027 – 30 април 2028)"
    rows = [f"{n}.\tА\t{m}\tучилища\tбюджет\tброй" for n, m in ((1, "м. юни"), (2, "м. февруари"))]
    found = read("ОБЩИНА ЯСЕНКОВО", head, MUNICIPAL_HEAD[2], *rows)
    starts = [a.deadline.start for a in found.activities]
    assert starts == [dt.date(2027, 6, 1), dt.date(2028, 2, 1)]


@pytest.mark.parametrize(
    ("lines", "decision", "protocol", "date"),
    [
        (["Планът е приет с Решение 402 / 27.04.2021 на Общински съвет – Ясенково"],
         "402", None, dt.date(2021, 4, 27)),
        (["Приет с решение № 12-3, взето с протокол № 2 от 15. 02. 2024 г."],
         "12-3", "2", dt.date(2024, 2, 15)),
        (["РЕШЕНИЕ № 31", "ВЗЕТО С ПРОТОКОЛ № 2 ОТ 15. 02. 2024"], "31", "2", dt.date(2024, 2, 15)),
        (["Приет с Решение №31/15.02.2024 г., Протокол 2/15.02.2024 г."],
         "31", "2", dt.date(2024, 2, 15)),
    ],
)  # fmt: skip
def test_lines_of_adoption(
    lines: list[str], decision: str, protocol: str | None, date: dt.date
) -> None:
    row = "1.\tСкрининг\tпостоянен\tучилища\tбюджет\tброй"
    signoff = read(*MUNICIPAL_HEAD, row, "", *lines).signoff
    assert (signoff.decision_number, signoff.protocol_number, signoff.date) == (
        decision,
        protocol,
        date,
    )
