"""Rows that stand in one row, words broken at an edge, schools in several spellings."""

import pytest

from plans.reading.broken import Words
from plans.reading.changes import Part
from plans.reading.spellings import Named, spellings_of

from .test_layouts import ruo
from .test_repairs import CHECKS, SECTION, control, line


def the_doubt(reading, kind):
    (doubt,) = [one for one in reading.anomalies if one.kind == kind]
    return doubt


def told(doubt):
    return [(one.key, one.field, one.now) for one in doubt.repair]


def kinds(reading):
    return {one.kind for one in reading.anomalies}


def test_a_number_that_is_missing_stands_inside_the_row_before():
    merged = line(
        "1.2.", "Среща с работодатели и 1.3 Ден на отворените врати", "март 2026 г.",
        "брой срещи, брой посетители", "1 60", "2 90", "директор",
    )  # fmt: skip
    found = ruo(SECTION, line("1.1."), merged, line("1.4."))
    doubt = the_doubt(found, "merged_rows")
    assert doubt.severity.value == "high"
    assert doubt.repair[0].part is Part.SPLIT
    assert told(doubt) == [
        ("1.2", "1.3", "1.3"),
        ("1.2", "text", "Среща с работодатели"),
        ("1.3", "text", "Ден на отворените врати"),
        ("1.2", "unit", "брой срещи"),
        ("1.3", "unit", "брой посетители"),
        ("1.2", "baseline_raw", "1"),
        ("1.3", "baseline_raw", "60"),
        ("1.2", "target_raw", "2"),
        ("1.3", "target_raw", "90"),
    ]
    assert "numbering_gap" not in kinds(found)


def test_three_rows_in_one_are_three():
    merged = line("1.1.", "Първа среща 1.2. Втора среща 1.3. Трета среща")
    found = ruo(SECTION, merged, line("1.4."))
    splits = [one for one in the_doubt(found, "merged_rows").repair if one.part is Part.SPLIT]
    assert [(one.key, one.field) for one in splits] == [("1.1", "1.2"), ("1.2", "1.3")]


def test_two_terms_are_shared_out():
    merged = line("1.1.", "Първа среща; 1.2. Втора среща", "март 2026 г. май 2026 г.")
    found = told(the_doubt(ruo(SECTION, merged, line("1.3.")), "merged_rows"))
    assert ("1.1", "deadline_raw", "март 2026 г.") in found
    assert ("1.2", "deadline_raw", "май 2026 г.") in found


def test_a_range_of_months_belongs_to_both_rows():
    merged = line("1.1.", "Първа среща 1.2. Втора среща", "март 2026 г. – май 2026 г.")
    found = told(the_doubt(ruo(SECTION, merged, line("1.3.")), "merged_rows"))
    assert not [one for one in found if one[1] == "deadline_raw"]


def test_two_sentences_with_two_terms_and_two_values_are_two_rows():
    text = "Среща с работодатели Обучение на учители"
    merged = line("1.1.", text, "март 2026 г. май 2026 г.", "брой", "1 60", "2 90")
    doubt = the_doubt(ruo(SECTION, merged, line("1.3.")), "merged_rows")
    assert told(doubt)[:3] == [
        ("1.1", "1.2", "1.2"),
        ("1.1", "text", "Среща с работодатели"),
        ("1.2", "text", "Обучение на учители"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Изпълнение на т. 1.2 Мерки от програмата",
        "Прилагане на чл. 1.2 Закон за училищата",
        "Проект BG05 1.2 развитие на умения",
        "Дейности по мярка № 1.2 Учене",
    ],
)
def test_a_number_that_is_cited_begins_no_row(text):
    assert "merged_rows" not in kinds(ruo(SECTION, line("1.1.", text), line("1.3.")))


def test_a_number_that_another_row_has_begins_none():
    both = line("1.1.", "Първа среща 1.2. Втора среща"), line("1.2.")
    assert "merged_rows" not in kinds(ruo(SECTION, *both))


@pytest.mark.parametrize("number", ["1.2..", "1..2."])
def test_a_number_with_dots_too_many_is_told(number):
    found = ruo(SECTION, line("1.1."), line(number), line("1.3."))
    assert [
        one.where
        for one in found.anomalies
        if "сгрешен" in one.what or one.kind == "numbering_style"
    ]


def words(*texts):
    return Words.of(texts)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("среща с дирек- тор", "среща с директор"),
        ("извънучилищ- ните дейности", "извънучилищните дейности"),
        ("социално- психологическа помощ", "социално-психологическа помощ"),
        ("пред- и следучилищна грижа", "пред- и следучилищна грижа"),
        ("XI- XII клас", "XI- XII клас"),
        ("среща с дирек тор", "среща с директор"),
        ("определен ите училища", "определените училища"),
        ("учител и ученик", "учител и ученик"),
        ("до 15 септември и 2026 г.", "до 15 септември 2026 г."),
        ("септември и октомври 2026 г.", "септември и октомври 2026 г."),
    ],
)
def test_a_broken_word_is_put_together(text, whole):
    known = words(text, "директор", "определените дни и определените дати", "учител, ученик")
    assert known.whole(text) == whole


def test_months_with_a_dash_too_near_are_no_broken_word():
    text = "октомври- декември 2020 г."
    assert words(text, "октомври и декември, декември").whole(text) == text


@pytest.mark.parametrize("witness", ["община", "общините"])
def test_over_a_page_a_witness_in_another_form_is_enough(witness):
    text, pieces = "училищата на общ ината", ("училищата на общ", "ината")
    assert words(text, witness).whole(text, pieces) == "училищата на общината"
    assert words(text, witness).whole(text) == text
    assert words(text, "областта").whole(text, pieces) == text


def test_a_row_whose_word_was_cut_by_the_page_is_put_together():
    cut = line("1.1.", "Посещения в училищата на общ"), "\tината\t\t\t\t\t\t"
    found = ruo(SECTION, *cut, line("1.2.", "Среща в община Каменград"))
    (change,) = the_doubt(found, "broken_word").repair
    assert change.now == "Посещения в училищата на общината"


def named(*names, settlement="Каменград"):
    return [Named(name, settlement, str(row)) for row, name in enumerate(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("СУ „Св. П. Хилендарски“", "СУ „Св. Паисий Хилендарски“"),
        ("СУ „Климент Охридски“", "СУ „Св. Климент Охридски“"),
        ("ПМГ „Проф. Ем. Иванов“", "ПМГ „Емануил Иванов“"),
        ("ПГ по транспорт", "ПГТ"),
        ("ОУ „Св. св. Кирил Методий“", "ОУ „Св. св. Кирил и Методий“"),
        ("ОУ „Любен Каравелов“", "ОУ „Любен Каравелоф“"),
    ],
)
def test_names_of_one_school(names):
    (found,) = spellings_of(named(*names))
    assert set(found.names) == set(names)


@pytest.mark.parametrize(
    "names",
    [
        ("ОУ „Ясен“", 'Основно училище "Ясен"'),
        ("ДГ „Дъга“", "ДГ  «Дъга»"),
        ("ДГ № 1 „Звънче“", "ДГ № 2 „Звънче“"),
        ("ДГ „Слънце“", "ДГ „Слънчо“"),
        ("ОУ „Христо Ботев“", "СУ „Христо Ботев“"),
        ("ОУ „Христо Ботев“", "ОУ „Христо Смирненски“"),
        ("Първо ОУ „Иван Вазов“", "Второ ОУ „Иван Вазов“"),
        ("ПГ по транспорт", "ПГ по туризъм и мода"),
    ],
)
def test_names_that_are_no_other_spelling(names):
    assert spellings_of(named(*names)) == []


def test_schools_of_the_same_patron_in_two_places_are_two():
    ours, theirs = (
        named("СУ „Св. П. Хилендарски“"),
        named("СУ „Паисий Хилендарски“", settlement="Брод"),
    )
    assert spellings_of([*ours, *theirs]) == []


def test_a_school_in_several_spellings_gets_its_usual_name():
    rows = (
        control("Контрол на записите: СУ „Св. П. Хилендарски“ – гр. Каменград", "1"),
        control("Контрол на дневниците: СУ „Св. Паисий Хилендарски“ – гр. Каменград", "1").replace(
            "18.1.1.", "18.1.2."
        ),
    )
    found = ruo(*CHECKS, *rows)
    (change,) = the_doubt(found, "school_spelling").repair
    assert (change.key, change.now) == (
        "18.1.1",
        "Контрол на записите: СУ „Св. Паисий Хилендарски“ – гр. Каменград",
    )
