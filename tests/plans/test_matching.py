"""Rows of two texts are matched: properties that hold for every pair of texts."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.compare.assignment import assigned
from plans.compare.matching import Document, Heading, Line, match
from plans.compare.words import Mark, word_difference

TEXT = (
    "среща с директорите на детските градини училища проверка по заявка обучение за учители "
    "логопед лятна школа библиотека скрининг семинар отчет график родители форум тест"
)
WORDS = TEXT.split()
EVERY = settings(max_examples=60, deadline=None)

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
headings = st.lists(st.builds(Heading, texts, st.sampled_from("1234")), max_size=3, unique=True)


@st.composite
def documents(draw):
    heads = draw(headings)
    homes = st.integers(-1, len(heads) - 1)
    line = st.builds(Line, texts, st.sampled_from(["", "1", "1.2", "3"]), homes)
    lines = draw(st.lists(line, max_size=12))
    return Document(tuple(sorted(lines, key=lambda one: one.heading)), tuple(heads))


@EVERY
@given(documents())
def test_a_text_beside_itself_has_all_its_rows_where_they_were(text):
    found = match(text, text)
    assert found.lines == tuple((n, n) for n in range(len(text.lines)))
    assert found.headings == tuple((n, n) for n in range(len(text.headings)))
    assert not found.moved | found.moved_headings


@EVERY
@given(documents(), documents())
def test_the_other_way_round_the_same_rows_go_together(one, other):
    there, back = match(one, other), match(other, one)
    assert {(old, new) for old, new in there.lines} == {(old, new) for new, old in back.lines}
    assert there.moved == {(old, new) for new, old in back.moved}
    assert len({old for old, _new in there.lines}) == len(there.lines)
    assert len({new for _old, new in there.lines}) == len(there.lines)


@EVERY
@given(documents(), st.randoms(use_true_random=False))
def test_a_row_in_another_place_is_never_taken_out_and_written_anew(text, chance):
    mixed = list(text.lines)
    chance.shuffle(mixed)
    numbered = [Line(line.text, str(n), line.heading) for n, line in enumerate(mixed)]
    found = match(text, Document(tuple(numbered), text.headings))
    assert len(found.lines) == len(text.lines)
    assert all(text.lines[old].text == numbered[new].text for old, new in found.lines)


@EVERY
@given(documents())
def test_other_numbers_alone_move_nothing(text):
    numbered = tuple(Line(one.text, f"9.{n}", one.heading) for n, one in enumerate(text.lines))
    heads = tuple(Heading(one.title, f"9{n}") for n, one in enumerate(text.headings))
    found = match(text, Document(numbered, heads))
    assert found.lines == tuple((n, n) for n in range(len(text.lines)))
    assert not found.moved | found.moved_headings


def test_identity_goes_before_likeness():
    one = Document((Line("Среща с родители", identity="a"), Line("Форум", identity="b")))
    other = Document((Line("Форум", identity="a"), Line("Среща с родители", identity="b")))
    assert match(one, other).lines == ((0, 0), (1, 1))


def test_the_choice_is_the_best_of_all_and_not_the_first():
    likeness = {(0, 0): 90.0, (0, 1): 89.0, (1, 0): 88.0}
    assert assigned(likeness) == [(0, 1), (1, 0)]
    assert assigned({(0, 0): 1.0, (1, 0): 2.0}) == [(1, 0)]
    assert assigned({}) == []


@EVERY
@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 99)))
def test_no_other_choice_is_better(likeness):
    def best(pairs):
        if not pairs:
            return 0
        (old, new), *others = pairs
        free = [pair for pair in others if pair[0] != old and pair[1] != new]
        return max(best(others), likeness[old, new] + best(free))

    if len(likeness) <= 12:
        chosen = assigned({pair: float(value) for pair, value in likeness.items()})
        assert sum(likeness[pair] for pair in chosen) == best(list(likeness))


def test_a_heading_with_other_words_keeps_its_rows():
    lines = [Line(f"Дейност {n} за {word}", f"1.{n}", 0) for n, word in enumerate(WORDS)]
    one = Document(tuple(lines), (Heading("Ранно откриване", "1"),))
    other = Document(tuple(lines), (Heading("Ранно оценяване и подкрепа", "1"),))
    found = match(one, other)
    assert found.headings == ((0, 0),)
    assert not found.moved


def test_a_row_moved_under_another_heading_and_reworded_is_one_row():
    heads = (Heading("Подкрепа", "1"), Heading("Контрол", "2"))
    one = Document((Line("Обучение на учители по оценяване", "1.1", 0),), heads)
    other = Document((Line("Обучение на учители по ново оценяване", "2.1", 1),), heads)
    found = match(one, other)
    assert found.moved == {(0, 0)}


def long_document(rows, seed):
    chance = random.Random(seed)
    heads = tuple(Heading(f"Раздел {word}", str(n)) for n, word in enumerate(WORDS[:10]))
    lines = (
        Line(" ".join(chance.choices(WORDS, k=25)), f"{n}", n * 10 // rows) for n in range(rows)
    )
    return Document(tuple(lines), heads)


def test_large_plans_are_bounded():
    started = time.process_time()
    found = match(long_document(1500, 1), long_document(1500, 2))
    assert time.process_time() - started < 15
    assert len(found.lines) <= 1500


@EVERY
@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_put_together_are_the_two_texts(old, new):
    before, after = word_difference(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    assert not any(piece.mark is Mark.INSERTED for piece in before)
    assert not any(piece.mark is Mark.DELETED for piece in after)
    back = word_difference(new, old)
    assert [piece.text for piece in back[1]] == [piece.text for piece in before]


def test_of_quite_other_words_no_confetti_is_left():
    before, after = word_difference("Психолог във всяко училище", "Екип и школа по наука")
    assert [piece.mark for piece in before] == [Mark.DELETED]
    assert [piece.mark for piece in after] == [Mark.INSERTED]
