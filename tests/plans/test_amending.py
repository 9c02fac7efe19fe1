"""The act drafted from the differences: it leads from the one text to the other."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import compare, editing
from plans.amending import draft_of
from plans.amending.edits import SPACED, Way, edits_of
from plans.compare import Change
from tests import making
from tests.plans.test_compare import row_text
from tests.plans.test_matching import WORDS
from tests.plans.test_pages import returned

EVERY = settings(max_examples=200, deadline=None)
sentences = st.lists(st.sampled_from(WORDS[:9]), max_size=9).map(" ".join)


def carried_out(words, edit):
    """What a clerk does with an edit: finds the one place it names and writes there."""
    if edit.way in (Way.REWRITE, Way.FILL, Way.EMPTY):
        return {0: (len(words), edit.new.split())}
    if edit.way in (Way.INSERT_FIRST, Way.APPEND):
        return {0 if edit.way is Way.INSERT_FIRST else len(words): (0, edit.new.split())}
    named = edit.old.split()
    starts = range(len(words) - len(named) + 1)
    (place,) = [at for at in starts if words[at : at + len(named)] == named]
    if edit.way is Way.INSERT_AFTER:
        return {place + len(named): (0, edit.new.split())}
    return {place: (len(named), edit.new.split())}


@EVERY
@given(sentences, sentences)
def test_what_the_act_says_leads_from_one_wording_to_the_other(old, new):
    words = SPACED.findall(old)
    places: dict[int, Any] = {}
    for edit in edits_of(old, new):
        places |= carried_out(words, edit)
    for place in sorted(places, reverse=True):
        length, written = places[place]
        words[place : place + length] = written
    assert words == SPACED.findall(new)
    assert edits_of(new, new) == []


def test_words_are_named_whole_and_only_where_they_stand_once():
    (edit,) = edits_of("до 30.06.2026 г. в РУО", "до 30.09.2026 г. в РУО")
    assert (edit.way, edit.old, edit.new) == (Way.REPLACE, "30.06.2026", "30.09.2026")
    (edit,) = edits_of("РУО и община, РУО и училище, РУО и МОН", "РУО и община, РУО и МОН")
    assert edit.way in (Way.DELETE, Way.REWRITE)


@pytest.fixture
def changed(municipal_plan, people):
    """A plan with a row changed, one deleted, one added, one moved."""
    plan = municipal_plan
    first, second, third = plan.latest.activities.all()

    def change():
        return editing.Change(plan, people.municipal_expert, plan.version)

    text = row_text("1.1", first.text, target_raw="12 деца", deadline_raw="2027 година", section=1)
    editing.edit_row(change(), first.identity, text)
    editing.delete_row(change(), second.identity, "Отпада")
    editing.add_row(change(), row_text("2.2", "Нова дейност", unit="брой", section=2))
    moved = row_text("1.2", third.text, deadline_raw=third.deadline_raw, section=1,
                     responsible_raw=third.responsible_raw, deadline_start=third.deadline_start,
                     deadline_end=third.deadline_end)  # fmt: skip
    editing.edit_row(change(), third.identity, moved)
    return plan


@pytest.mark.django_db
def test_the_draft_names_every_change_as_acts_do(changed):
    old, new = changed.revisions.get(number=1), changed.revisions.get(number=2)
    comparison = compare.compare(old, new)
    assert [len(comparison.of(kind)) for kind in (Change.CHANGED, Change.MOVED)] == [1, 1]
    text = draft_of(old, new, comparison).text
    assert "§ 1. В раздел 1 „Ранно откриване“ се правят следните изменения и допълнения:" in text
    assert "1. В ред № 1.1:" in text
    assert "а) в колона „Срок“ думите „2026“ се заменят с „2027“;" in text
    assert "в колона „Целева стойност“ се записва „12 деца“" in text
    assert "Ред № 1.2 отпада." in text
    assert "Ред № 2.1 се премества в раздел 1 „Ранно откриване“ и става ред № 1.2." in text
    assert "Създава се ред № 2.2:" in text
    assert "б) мерна единица: „брой“." in text or "б) мярка: „брой“." in text
    back = draft_of(new, old, compare.compare(new, old)).text
    assert "Ред № 2.2 отпада." in back
    assert draft_of(old, old, compare.compare(old, old)).paragraphs == ()


@pytest.mark.django_db
def test_the_draft_is_read_and_downloaded_by_who_reads_the_plan(client, changed, people):
    client.force_login(people.municipal_expert)
    shown = client.get(reverse("plan_compare", args=[changed.pk]), {"from": "1", "to": "2"})
    assert "Ред № 1.2 отпада." in shown.content.decode()
    address = reverse("plan_amendment", args=[changed.pk])
    file = client.get(address, {"from": "1", "to": "2"})
    assert file["Content-Disposition"] == 'attachment; filename="izmenenie-1-2.txt"'
    assert file.content.decode() == shown.context["draft"].text
    client.force_login(people.ruo_head)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_who_returned_it_sees_what_changed_since(client, municipal_plan, people):
    plan = returned(municipal_plan, people)
    row, other = plan.latest.activities.all()[:2]

    def change():
        return editing.Change(plan, people.municipal_expert, plan.version)

    whole = {"section": 1, "deadline_raw": "2026 година", "responsible_raw": "директорите",
             "indicator_raw": "обхванати деца"}  # fmt: skip
    editing.edit_row(change(), row.identity, row_text("1.1", row.text, target_raw="12", **whole))
    editing.edit_row(change(), other.identity, row_text("1.2", "Логопед навсякъде", **whole))
    plan.remarks.update(answer="Посочена е.")
    plan.refresh_from_db()
    making.submitted(plan, people)
    client.force_login(people.ruo_head)
    address = reverse("plan_compare", args=[plan.pk])
    assert "откакто го върнахте" in client.get(plan.get_absolute_url()).content.decode()
    shown = client.get(address)
    assert (shown.context["before"].number, shown.context["after"].number) == (1, 2)
    assert "Какво се промени, откакто го върнахте" in shown.content.decode()
    answers = shown.context["differences"].answers
    (answer,) = answers.all
    assert answer.outcome == "done"
    assert "target_raw" in {cell.name for cell in answer.cells}
    assert answers.open == []
    first, second = shown.context["differences"].shown
    assert first.answered == (answer,)
    assert second.is_unexplained
    client.force_login(people.mayor)
    assert not client.get(address).context["pair"].is_since_return


@pytest.mark.django_db
def test_a_remark_that_nothing_followed_is_named(client, municipal_plan, people):
    plan = returned(municipal_plan, people)
    change = editing.Change(plan, people.municipal_expert, plan.version)
    other = plan.latest.activities.last()
    editing.edit_row(change, other.identity, row_text("2.1", "Лятна школа за всички", section=2))
    client.force_login(people.municipal_expert)
    shown = client.get(reverse("plan_compare", args=[plan.pk]))
    (answer,) = shown.context["differences"].answers.open
    assert answer.remark.text == "Посочете цел."
    assert "Една бележка е без промяна и без отговор." in shown.content.decode()
