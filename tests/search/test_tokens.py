"""What a text is found by, and what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tokens import found_by, tokens
from search.vector import LAST_PLACE, Question, Weighted, vector


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Решение №1030", ["решение", "1030"]),
        ("РД-318/09.03.2026 г.", ["рд", "318", "2026-03-09", "г"]),
        ("рд318", ["рд", "318"]),
        ("от 15. 02. 2024", ["от", "2024-02-15"]),
        ("15 септември 2026", ["2026-09-15"]),
        ("ред 18.1.2.", ["ред", "18.1.2"]),
        ("2020/2021", ["2020", "2021"]),
        ("PУO", ["руо"]),
        ("Moodle", ["moodle"]),
        ("провѐрка", ["проверка"]),
        ("майка ѝ", ["майка", "и"]),
        ("' & | ! :* \\ <script>", ["script"]),
    ],
)
def test_words_numbers_and_days(text, found):
    assert list(tokens(text)) == found


def test_short_and_long_names_find_each_other():
    assert {"основ", "училищ"} <= set(found_by("ОУ „Райна Княгиня“"))
    assert "оу" in found_by("Основното училище „Райна Княгиня“")
    assert "руо" in found_by("Регионално управление на образованието")
    assert "2026" in found_by("до 15.09.2026 г.")


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_question_that_the_database_reads(text):
    question = Question.of(text)
    assert all(sign not in word for word in question.words for sign in "'\\&|!():*<> \0")
    assert len(question.words) <= 12


def test_what_is_long_is_cut_and_told():
    question = Question.of("проверка " * 2000)
    assert question.is_long
    assert question.query == "'проверц'"


def test_a_vector_counts_no_further_than_the_database():
    kept = vector([Weighted("дума " * 20_000 + "край", "B")])
    assert f"'кра':{LAST_PLACE}B" in kept
    assert kept.count(",") == 254
