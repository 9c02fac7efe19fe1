"""Words and rows of two revisions."""

import pytest

from plans import compare, editing
from plans.compare import Change, Mark, word_difference
from plans.editing import RowText

pytestmark = pytest.mark.django_db


def row_text(number="", text="", **cells):
    blank = dict.fromkeys(
        ["deadline_raw", "deadline_kind", "unit", "baseline_raw", "target_raw", "responsible_raw",
         "financing", "indicator_raw", "expected_result", "note"], ""
    )  # fmt: skip
    dates = {"deadline_start": None, "deadline_end": None, "section": None}
    return RowText(number=number, text=text, **(blank | dates | cells))


def test_only_the_words_that_differ_are_marked():
    before, after = word_difference("до 30.06.2026 г.", "до 30.09.2026 г.")
    assert [piece.text for piece in before if piece.mark is Mark.DELETED] == ["06"]
    assert [piece.text for piece in after if piece.mark is Mark.INSERTED] == ["09"]
    assert "".join(piece.text for piece in before) == "до 30.06.2026 г."
    assert "".join(piece.text for piece in after) == "до 30.09.2026 г."


def test_an_empty_cell_has_no_pieces():
    assert word_difference("", "12 места") == ((), (compare.Piece("12 места", Mark.INSERTED),))


def test_rows_are_matched_by_identity_and_not_by_number(municipal_plan, people):
    plan = municipal_plan
    first, second, third = plan.latest.activities.all()

    def change():
        return editing.Change(plan, people.municipal_expert, plan.version)

    editing.edit_row(change(), first.identity, row_text("1.7", first.text, target_raw="12 деца"))
    editing.delete_row(change(), second.identity, "Отпада")
    added = editing.add_row(change(), row_text("1.1", "Нова дейност"))
    old, new = plan.revisions.get(number=1), plan.revisions.get(number=2)
    found = compare.compare(old, new)
    assert found.identities(Change.CHANGED) == {first.identity}
    assert found.identities(Change.REMOVED) == {second.identity}
    assert found.identities(Change.ADDED) == {added}
    assert found.identities(Change.SAME) == {third.identity}
    assert [change.kind for change in found.rows] == [
        Change.CHANGED, Change.REMOVED, Change.ADDED, Change.SAME
    ]  # fmt: skip
    labels = {str(cell.label) for cell in found.of(Change.CHANGED)[0].cells}
    assert {"№", "Целева стойност"} <= labels


def test_a_revision_compared_with_itself_has_not_changed(municipal_plan):
    found = compare.compare(municipal_plan.latest, municipal_plan.latest)
    assert {change.kind for change in found.rows} == {Change.SAME}


def test_the_number_in_a_target_is_read_as_in_an_import(municipal_plan, people):
    row = municipal_plan.latest.activities.first()
    change = editing.Change(municipal_plan, people.municipal_expert, municipal_plan.version)
    editing.edit_row(change, row.identity, row_text("1.1", "Текст", target_raw="12 деца"))
    assert municipal_plan.latest.activities.get(identity=row.identity).target == 12
