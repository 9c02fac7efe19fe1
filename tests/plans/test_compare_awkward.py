"""Texts that were reworked as people do it: split, put together, numbered anew, repeated."""

import pytest

from plans.compare import Change, OpeningChange, compare_rows
from plans.compare.matching import Document, Heading, Line, match
from plans.compare.opening import opening_changes
from plans.models import Activity, Revision, Section
from plans.queries.funds import funds_of

HEADS = (Heading("Подкрепа", "1"), Heading("Квалификация", "2"))
MEETING = "Среща с родителите на децата, които не посещават детска градина"
TALK = "Разговор с личните лекари за ранно откриване на затруднения"
CAMP = "Лятно училище по природни науки за деца от шести клас"
SPEECH = "Логопедична работа в детските градини извън общинския център"


def text(*lines, headings=HEADS):
    return Document(tuple(Line(words, number, home) for number, home, words in lines), headings)


def rows(*cells):
    """Rows that are in no database, under one heading."""
    revision = Revision(pk=1)
    head = Section(pk=1, revision=revision, position=1, number="1", title="Подкрепа")
    return [
        Activity(revision=revision, section=head, position=place, number=number, text=words)
        for place, (number, words) in enumerate(cells, start=1)
    ]


def told(before, after):
    found = compare_rows(rows(*before), rows(*after))
    return [
        (row.kind, row.row.number, row.parted.number if row.parted else None) for row in found.rows
    ]


def test_a_row_split_in_two_goes_on_as_its_first_part():
    before = [("1.1", f"{MEETING}. {TALK}"), ("1.2", CAMP)]
    after = [("1.1", MEETING), ("1.2", TALK), ("1.3", CAMP)]
    assert told(before, after) == [
        (Change.CHANGED, "1.1", None),
        (Change.ADDED, "1.2", "1.1"),
        (Change.RENUMBERED, "1.3", None),
    ]


def test_two_rows_put_together_are_told_as_such():
    before = [("1.1", MEETING), ("1.2", TALK), ("1.3", CAMP)]
    after = [("1.1", f"{MEETING}. {TALK}"), ("1.2", CAMP)]
    assert told(before, after) == [
        (Change.CHANGED, "1.1", None),
        (Change.REMOVED, "1.2", "1.1"),
        (Change.RENUMBERED, "1.2", None),
    ]


def test_a_row_split_in_three_with_other_numbers_is_not_lost():
    before = [("4", f"{MEETING}; {TALK}; {CAMP}")]
    after = [("7", MEETING), ("8", TALK), ("9", CAMP)]
    kinds = told(before, after)
    assert sorted(kind for kind, *_rest in kinds) == [Change.ADDED, Change.ADDED, Change.CHANGED]
    (went_on,) = [number for kind, number, _parted in kinds if kind is Change.CHANGED]
    assert all(parted == went_on for kind, _n, parted in kinds if kind is Change.ADDED)


def test_a_new_row_that_shares_a_few_words_is_split_from_none():
    before = [("1", f"{MEETING} в общината"), ("2", CAMP)]
    after = [("1", f"{MEETING} и в селата"), ("2", CAMP), ("3", "Среща в общината с кметовете")]
    assert told(before, after)[-1] == (Change.ADDED, "3", None)


def test_numbering_restarted_under_each_heading_moves_nothing():
    before = text(("1", 0, MEETING), ("2", 0, TALK), ("3", 1, CAMP), ("4", 1, SPEECH))
    after = text(("1", 0, MEETING), ("2", 0, TALK), ("1", 1, CAMP), ("2", 1, SPEECH))
    found = match(before, after)
    assert found.lines == ((0, 0), (1, 1), (2, 2), (3, 3))
    assert not found.moved


def test_a_row_put_first_and_all_numbered_anew_is_one_new_row():
    before = [("1", MEETING), ("2", TALK), ("3", CAMP)]
    after = [("1", SPEECH), ("2", MEETING), ("3", TALK), ("4", CAMP)]
    assert told(before, after) == [
        (Change.ADDED, "1", None),
        (Change.RENUMBERED, "2", None),
        (Change.RENUMBERED, "3", None),
        (Change.RENUMBERED, "4", None),
    ]


def test_of_rows_with_the_same_words_the_right_one_went():
    before = [("1", MEETING), ("2", TALK), ("3", MEETING), ("4", CAMP), ("5", MEETING)]
    after = [("1", MEETING), ("2", TALK), ("4", CAMP), ("5", MEETING)]
    assert [one for one in told(before, after) if one[0] is not Change.SAME] == [
        (Change.REMOVED, "3", None)
    ]


def test_one_more_row_with_the_same_words_is_the_only_change():
    before = [("1", MEETING), ("2", MEETING)]
    after = [("1", MEETING), ("2", MEETING), ("3", MEETING)]
    assert told(before, after)[-1] == (Change.ADDED, "3", None)


def test_two_rows_that_changed_places_are_one_moved_row():
    before = [("1", MEETING), ("2", TALK), ("3", CAMP)]
    after = [("1", MEETING), ("2", CAMP), ("3", TALK)]
    kinds = [kind for kind, *_rest in told(before, after)]
    assert kinds.count(Change.MOVED) == 1
    assert set(kinds) <= {Change.MOVED, Change.RENUMBERED, Change.SAME}


def listed(*items, title="Приоритети"):
    numbered = [{"number": str(n), "text": words} for n, words in enumerate(items, start=1)]
    return {"priorities": [{"list": "I", "title": title, "items": numbered}]}


def wordings(changes):
    return [(str(one.label), one.old, one.new) for one in changes]


def test_only_the_priorities_that_changed_are_told():
    before = listed(MEETING, TALK, CAMP)
    after = listed(SPEECH, MEETING, f"{TALK} и на рискове", CAMP)
    assert [(old, new) for _label, old, new in wordings(opening_changes(before, after))] == [
        ("", SPEECH),
        (TALK, f"{TALK} и на рискове"),
    ]


def test_a_priority_in_another_place_is_told_with_its_numbers():
    (moved,) = opening_changes(listed(MEETING, TALK, CAMP), listed(CAMP, MEETING, TALK))
    assert (moved.old, moved.new) == (f"3 {CAMP}", f"1 {CAMP}")


def test_a_list_of_priorities_under_another_title_keeps_its_items():
    (changed,) = opening_changes(
        listed(MEETING, TALK), listed(MEETING, TALK, title="Приоритети на общината")
    )
    assert (changed.old, changed.new) == ("Приоритети", "Приоритети на общината")


def test_the_facts_of_the_sign_off_are_told_and_no_text_for_an_act():
    signed = {"agreed_by": {"name": "Л. Вранин", "post": "началник", "date": None}}
    later = {"agreed_by": {"name": "Л. Вранин", "post": "началник", "date": "2026-03-09"}}
    numbered = {**later, "council_decision_number": "112"}
    found = opening_changes({"signoff": signed}, {"signoff": numbered})
    assert [(one.old, one.new, one.is_text) for one in found] == [
        ("Л. Вранин, началник", "Л. Вранин, началник, 2026-03-09", False),
        ("", "112", False),
    ]


@pytest.mark.parametrize("name", ["title", "institution"])
def test_words_of_the_heading_are_told(name):
    (found,) = opening_changes({name: "План за  2025 г."}, {name: "План за 2026 г."})
    assert isinstance(found, OpeningChange)
    assert (found.old, found.new) == ("План за 2025 г.", "План за 2026 г.")


def test_a_plan_that_says_nothing_before_its_table_has_not_changed():
    assert opening_changes({}, {}) == ()
    assert opening_changes({"signoff": None, "priorities": None}, {"signoff": {}}) == ()


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["общински бюджет, 9 200 €", "дарение 300,50 евро"], "9\u00a0500,5\u00a0€"),
        (["1.500 лв.", "бюджет 100 €"], "1\u00a0500\u00a0лв., 100\u00a0€"),
        (["по бюджета на общината", "НП, РМС № 285 от 2020 г."], ""),
    ],
)
def test_what_the_rows_cost_is_put_together(cells, total):
    assert funds_of(Activity(financing=cell) for cell in cells) == total
