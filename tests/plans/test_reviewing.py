"""Ticks „Прегледана“: each person's own, kept, and gone when the words are others."""

import pytest
from django.urls import reverse

from plans.models import Reviewed
from tests.plans.test_pages import returned
from tests.plans.test_pages_editing import cells, row_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def reworked(client, municipal_plan, people):
    """A plan sent back, with one row changed since."""
    plan = returned(municipal_plan, people)
    client.force_login(people.municipal_expert)
    changed(client, plan, target_raw="12")
    return plan


def changed(client, plan, **said):
    sent = cells(plan, number="1.1", **{"target_raw": "12", **said})
    assert client.post(row_address(plan), sent).status_code == 302
    plan.refresh_from_db()


def shown(client, plan, **asked):
    answer = client.get(reverse("plan_compare", args=[plan.pk]), asked)
    return answer.context["differences"], answer.content.decode()


def the_tick(client, plan):
    (one,) = shown(client, plan)[0].shown
    return one.tick


def press(client, plan, change, wanted=True, **more):
    sent = {"change": change} | ({"reviewed": "yes"} if wanted else {})
    return client.post(reverse("plan_review", args=[plan.pk]), sent, **more)


def test_a_tick_is_kept_for_the_person_alone(client, reworked, people):
    mark = the_tick(client, reworked).mark
    answer = press(client, reworked, mark)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#{the_tick(client, reworked).anchor}")
    differences, text = shown(client, reworked)
    assert (differences.reviewing.done, len(differences.reviewing.all)) == (1, 1)
    assert "1 от 1" in text
    client.force_login(people.mayor)
    assert shown(client, reworked)[0].reviewing.done == 0


def test_a_tick_is_taken_away_and_set_twice_without_harm(client, reworked):
    mark = the_tick(client, reworked).mark
    for wanted, kept in ((True, 1), (True, 1), (False, 0), (False, 0)):
        press(client, reworked, mark, wanted)
        assert Reviewed.objects.count() == kept


def test_other_words_ask_for_another_look(client, reworked):
    press(client, reworked, the_tick(client, reworked).mark)
    changed(client, reworked, target_raw="14")
    assert not the_tick(client, reworked).is_set


def test_a_change_that_is_not_there_is_not_ticked(client, reworked):
    answer = press(client, reworked, "0" * 64)
    assert answer.status_code == 302
    assert not Reviewed.objects.exists()
    page = client.get(answer["Location"])
    assert "прегледайте промяната отново" in page.content.decode()


def test_with_a_script_only_the_card_comes_back(client, reworked):
    mark = the_tick(client, reworked).mark
    answer = press(client, reworked, mark, HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("<section") == 1
    assert 'id="reviewing"' in text


def test_the_filter_is_kept_and_counts_all_changes(client, reworked):
    mark = the_tick(client, reworked).mark
    address = reverse("plan_review", args=[reworked.pk]) + "?show=removed"
    answer = client.post(address, {"change": mark, "reviewed": "yes"})
    assert "?show=removed#" in answer["Location"]
    differences = client.get(answer["Location"]).context["differences"]
    assert not differences.shown
    assert differences.reviewing.done == 1


def test_what_changed_outside_the_table_is_shown_with_a_tick(client, municipal_plan, people):
    plan = municipal_plan
    later = plan.latest
    later.pk, later.number = None, later.number + 1
    later.preamble = later.preamble | {"title": "План с друго заглавие"}
    later._state.adding = True
    later.save()
    client.force_login(people.municipal_expert)
    differences, text = shown(client, plan)
    assert [str(one.label) for one in differences.opening.changes] == ["Заглавие"]
    assert "Извън таблицата" in text
    press(client, plan, differences.opening.tick.mark)
    assert shown(client, plan)[0].opening.tick.is_set


def test_the_step_with_the_later_text_is_on_the_page(client, reworked, people):
    assert client.get(reverse("plan_compare", args=[reworked.pk])).context["main"] is None
    client.force_login(people.mayor)
    remark = reworked.remarks.get()
    answer = reverse("plan_remark_answer", args=[reworked.pk, remark.pk])
    client.post(answer, {"seen_version": reworked.version, "answer": "Посочена е."})
    page = client.get(reverse("plan_compare", args=[reworked.pk]))
    assert page.context["main"].step.name == "submit"
    assert reverse("step", args=["plans", reworked.pk, "submit"]) in page.content.decode()
    older = client.get(reverse("plan_compare", args=[reworked.pk]), {"from": "1", "to": "1"})
    assert older.context["main"] is None
    assert len(older.context["differences"].reviewing.all) == 0
