"""Schools listed inside a cell, with the liberties that officials take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reading.inspections import count_of
from plans.reading.listed import listing_of
from plans.reading.posts import persons_in, posts_of


@pytest.mark.parametrize(
    ("printed", "name", "kind", "settlement"),
    [
        ("ОУ „Райна Княгиня“ – гр. Каменград", "ОУ „Райна Княгиня“", "ОУ", "Каменград"),
        ("ОУ „Райна Княгиня“, гр. Каменград", "ОУ „Райна Княгиня“", "ОУ", "Каменград"),
        ("ОУ „Райна Княгиня“ гр.Каменград", "ОУ „Райна Княгиня“", "ОУ", "Каменград"),
        ("ОУ „Райна Княгиня“- Каменград", "ОУ „Райна Княгиня“", "ОУ", "Каменград"),
        ("ОУ “ Райна Княгиня “ –Каменград", "ОУ “ Райна Княгиня “", "ОУ", "Каменград"),
        ('ОУ "Райна Княгиня" – Мечи дол', 'ОУ "Райна Княгиня"', "ОУ", "Мечи дол"),
        ("ОУ «Райна Княгиня»", "ОУ «Райна Княгиня»", "ОУ", None),
        (("ОУ „П. Хилендарски“, с. Долно Лозе, общ. "
"Каменград"), "ОУ „П. Хилендарски“", "ОУ", "Долно Лозе"),
        ("ПГ – гр. Мечи дол", "ПГ", "ПГ", "Мечи дол"),
        ("ПГТ, гр. Белоречене", "ПГТ", "ПГТ", "Белоречене"),
        ("ПГ по транспорт – Белоречене", "ПГ по транспорт", "ПГ", "Белоречене"),
        (("ПГ по селско стопанство „Тодор Влайков“, гр. "
"Белоречене"), "ПГ по селско стопанство „Тодор Влайков“", "ПГ", "Белоречене"),
        (("Основно училище „Васил Друмев“ – "
"Белоречене"), "Основно училище „Васил Друмев“", "ОУ", "Белоречене"),
        ("Професионална гимназия – Мечи дол", "Професионална гимназия", "ПГ", "Мечи дол"),
        ("Детска градина „Синчец“ – гр. Каменград", "Детска градина „Синчец“", "ДГ", "Каменград"),
        ("Шесто ОУ „Васил Друмев“ – Белоречене", "Шесто ОУ „Васил Друмев“", "ОУ", "Белоречене"),
        ("VI ОУ „Васил Друмев“ – Белоречене", "VI ОУ „Васил Друмев“", "ОУ", "Белоречене"),
        (("ПГЛП „Вл. Димитров-Майстора“ – "
"Каменград"), "ПГЛП „Вл. Димитров-Майстора“", "ПГЛП", "Каменград"),
        ("ЦСОП „Д-р Петър Берон“, гр. Белоречене", "ЦСОП „Д-р Петър Берон“", "ЦСОП", "Белоречене"),
    ],
)  # fmt: skip
def test_one_school_after_a_subject(
    printed: str, name: str, kind: str, settlement: str | None
) -> None:
    for subject in (
        "Проверка на дневниците:",
        "Проверка по БЕЛ в XI клас",
        "Работа с ДЗИ под „Среден 3“",
    ):
        listing = listing_of(f"{subject} {printed}")
        assert listing.subject == subject
        assert [(i.name, i.type, i.settlement) for i in listing.institutions] == [
            (name, kind, settlement)
        ]


def test_a_list_without_separators_is_taken_apart() -> None:
    text = (
        "Обучение. ОУ „А“ – Мечи дол Професионална гимназия – Мечи дол СУ „Б“ с. Равна "
        "нива ПГ – Каменград"
    )
    listing = listing_of(text)
    assert listing.subject == "Обучение."
    assert [(i.type, i.settlement) for i in listing.institutions] == [
        ("ОУ", "Мечи дол"), ("ПГ", "Мечи дол"), ("СУ", "Равна нива"), ("ПГ", "Каменград"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Контрол на директорите на ОУ и СУ в областта",
        "Изпити по БЕЛ, НВО и ДЗИ съгласно ЗПУО",
        "Работа на ПГ по новите учебни програми",
        "Мониторинг на ДГ и училища по НП „Успяваме заедно“",
        "",
    ],
)
def test_words_of_a_sentence_are_no_schools(text: str) -> None:
    assert listing_of(text).institutions == ()
    assert listing_of(text).subject == text


def test_school_inside_a_sentence_is_listed_and_the_sentence_stays_whole() -> None:
    text = "Посещение в ОУ „Райна Княгиня“, гр. Каменград във връзка с подаден сигнал"
    listing = listing_of(text)
    assert listing.subject == text
    assert [(i.name, i.settlement) for i in listing.institutions] == [
        ("ОУ „Райна Княгиня“", "Каменград")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Дневници: 1. ОУ „А“ – Мечи дол 2. СУ „Б“, с. Липа 3. ПГ – Каменград",
        "Дневници: 1) ОУ „А“ – Мечи дол; 2) СУ „Б“, с. Липа; 3) ПГ – Каменград.",
        "Дневници: - ОУ „А“ – Мечи дол - СУ „Б“, с. Липа - ПГ – Каменград",
        "Дневници: ОУ „А“ – Мечи дол, СУ „Б“, с. Липа и ПГ – Каменград",
        "Дневници: ОУ Ана – Мечи дол СУ Св. Клим Охрид, с. Липа ПГ – Каменград",
    ],
)
def test_marks_between_schools_are_no_part_of_them(text: str) -> None:
    listing = listing_of(text)
    assert listing.subject == "Дневници:"
    places = [(i.type, i.settlement) for i in listing.institutions]
    assert places == [("ОУ", "Мечи дол"), ("СУ", "Липа"), ("ПГ", "Каменград")]


types = st.sampled_from(["ОУ", "СУ", "НУ", "ПМГ", "ЕГ", "ДГ", "ПГСС"])
patrons = st.sampled_from(
    ["Васил Левски", "Св. св. Кирил и Методий", "Д-р Петър Берон", "Хр. Ботев", "Синчец"]
)
quotes = st.sampled_from([("„", "“"), ('"', '"'), ("“", "”"), ("„", "”"), ("«", "»")])
joints = st.sampled_from([" – гр. ", ", гр. ", " – ", " - ", "- ", " –", ", с. ", " гр. "])
places = st.sampled_from(["Каменград", "Мечи дол", "Долно Лозе", "Равна нива", "Рътлево"])
schools = st.tuples(types, patrons, quotes, joints, places)
separators = st.sampled_from([" ", ", ", "; ", ",", "\u00a0".replace("\u00a0", " ")])


@given(st.lists(schools, min_size=1, max_size=8), separators)
def test_every_list_is_read_in_its_order(
    listed: list[tuple[str, str, tuple[str, str], str, str]], separator: str
) -> None:
    items = [
        f"{kind} {left}{patron}{right}{joint}{place}"
        for kind, patron, (left, right), joint, place in listed
    ]
    listing = listing_of("Проверка на документацията: " + separator.join(items))
    assert [(i.type, i.settlement) for i in listing.institutions] == [
        (kind, place) for kind, _p, _q, _j, place in listed
    ]
    assert listing.subject == "Проверка на документацията:"


@given(st.text(max_size=300))
def test_no_text_breaks_the_search(text: str) -> None:
    assert len(listing_of(text).subject) <= len(text)


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("15 училища", 15),
        ("37 училища, 19 детски градини, 2 ЦПЛР", 58),
        ("2 училища 2 детски градини", 4),
        ("1", 1),
        ("3 от 12 училища", 3),
        ("брой училища, заявили прием", None),
        ("според заявките", None),
        ("100 %", None),
        ("", None),
    ],
)
def test_target_is_counted(target: str, count: int | None) -> None:
    assert count_of(target) == count


@pytest.mark.parametrize(
    ("cell", "posts"),
    [
        ("началник на отдел ОМДК, ст. експерти", ("началник на отдел ОМДК", "ст. експерти")),
        (("началник на отдел ОМДК старши експерти от отдел "
"ОМДК"), ("началник на отдел ОМДК", "старши експерти от отдел ОМДК")),
        (("ст. експерти по ОСО и началник на отдел "
"АПФСИО"), ("ст. експерти по ОСО", "началник на отдел АПФСИО")),
        ("ст. експерт по ЧЕ; директор", ("ст. експерт по ЧЕ", "директор")),
        ("ст. експерт по ЧЕ Снежина Златарева", ("ст. експерт по ЧЕ",)),
        ("", ()),
    ],
)  # fmt: skip
def test_posts_are_told_apart(cell: str, posts: tuple[str, ...]) -> None:
    assert posts_of(cell) == posts


def test_persons_are_found_and_patrons_are_not() -> None:
    assert persons_in("Учител: Снежина Златарева") == ("Снежина Златарева",)
    assert persons_in("ОУ „Васил Левски“, РУО – Каменград Община Каменград, гр. Нова Загора") == ()


@pytest.mark.parametrize(
    ("cell", "schools"),
    [
        ("ДГ „Мечо“ в с. Долни Чифлик, ЦПЛР – ОДК – гр. Езеро", "ДГ/Долни Чифлик ЦПЛР – ОДК/Езеро"),
        ("ДГ №7 „Слънчо“ – гр. Рудник, ДГ № 12 – гр. Рудник", "ДГ/Рудник ДГ/Рудник"),
        ("II ОУ „Димитър Благоев“ (гр. Езеро)", "ОУ/Езеро"),
        ("СУЕЕ „Константин Философ“ – гр. Рудник", "СУЕЕ/Рудник"),
        ("OУ „Отец Паисий“ – с. Белица", "ОУ/Белица"),
        ("Контрол на ДЗИ – 5 СУ и 3 ПГ", ""),
    ],
)
def test_schools_in_other_words(cell: str, schools: str) -> None:
    found = listing_of(cell).institutions
    assert " ".join(f"{one.type}/{one.settlement}" for one in found) == schools
