"""What was entered wrongly or late is counted anew, and both dates stay to be seen."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from institutions.models import CalendarDay, DayKind
from tests import making
from tests.making import TODAY
from tests.reaching import brought, walked
from workflows import clocks, correcting, records
from workflows.models import Clock, Desk
from workflows.queries.terms import clocks_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHY = "Разписката е от друг ден."


@pytest.fixture
def received(people, places):
    """Both addressees had the decision ten days ago."""
    plan = brought("municipal", "adopted", people, places)
    for party in ("mayor", "governor"):
        for step in ("dispatch", "receive"):
            told = {"party": party, "on": TODAY() - 10 * DAY}
            making.taken(plan, step, people.council_clerk, **told)
    return plan


def due_of(plan) -> Any:
    return clocks.due(plan, "dispatch_of_act")


def corrected(plan, people, day, party="mayor"):
    return making.taken(
        plan, "correct_receipt", people.council_clerk, party=party, on=day, note=WHY
    )


def test_a_corrected_receipt_is_counted_anew_and_the_old_clock_stays(received, people):
    old = clocks.running(received, "return_of_act").get(party="mayor")
    corrected(received, people, TODAY() - 4 * DAY)
    old.refresh_from_db()
    new = clocks.running(received, "return_of_act").get(party="mayor")
    assert old.replaced_by == new
    assert (old.replaced_actor, old.replaced_why) == (people.council_clerk, WHY)
    assert new.started_on == TODAY() - 4 * DAY
    assert new.due_on > old.due_on
    assert received.decisions.get().dispatches.get(party="mayor").received_on == new.started_on
    governor = clocks.running(received, "return_of_act").get(party="governor")
    assert governor.started_on == TODAY() - 10 * DAY, "the other addressee's runs on"


def test_the_correction_stands_in_the_history_and_on_the_page_struck_through(
    received, people, client
):
    corrected(received, people, TODAY() - 4 * DAY)
    last = records.of(received).last()
    assert (last.step, last.note, last.actor) == ("correct_receipt", WHY, people.council_clerk)
    client.force_login(people.council_clerk)
    decision = received.decisions.get()
    for address in (received.get_absolute_url(), reverse("decision", args=[decision.pk])):
        text = client.get(address).content.decode()
        assert text.count("<del>") == 1
        assert WHY in text
        assert people.council_clerk.name in text


def test_whether_an_act_can_still_be_returned_goes_by_the_corrected_day(received, people):
    from approvals import rules_of_acts as rules
    from tests.asking import sentence

    corrected(received, people, TODAY())
    assert sentence(rules.returned_in_time, received, party="mayor", on=TODAY()) == ""
    last = clocks.running(received, "return_of_act").get(party="mayor").due_on
    assert f"{last:%d.%m.%Y}" in sentence(rules.windows_have_passed, received, on=last)
    assert sentence(rules.windows_have_passed, received, on=last + DAY) == ""


def test_a_receipt_is_corrected_twice_and_the_line_of_clocks_is_whole(received, people):
    corrected(received, people, TODAY() - 4 * DAY)
    corrected(received, people, TODAY() - 3 * DAY)
    first: Any = Clock.objects.get(
        document_id=received.pk, party="mayor", started_on=TODAY() - 10 * DAY,
        rule="return_of_act",
    )  # fmt: skip
    assert first.replaced_by.replaced_by.started_on == TODAY() - 3 * DAY
    assert [one.is_replaced for one in clocks_of(received)].count(True) == 2


def test_a_day_off_entered_late_moves_running_terms_and_says_so(people, places, client):
    plan = brought("municipal", "adopted", people, places)
    Clock.objects.filter(document_id=plan.pk, rule="announcement_of_act").delete()
    old = clocks.running(plan, "dispatch_of_act").get(party="mayor")
    client.force_login(people.administrator)
    asked = {"day": old.due_on, "kind": DayKind.HOLIDAY, "ground": "Решение № 5"}
    answer = client.post(reverse("calendar_days"), asked, follow=True)
    assert "2 срока" in answer.content.decode()
    old.refresh_from_db()
    new = clocks.running(plan, "dispatch_of_act").get(party="mayor")
    assert old.replaced_by == new
    assert new.due_on > old.due_on
    assert "Решение № 5" in old.replaced_why
    assert (new.started_on, new.wording) == (old.started_on, old.wording)
    assert {"recount_term"} == {one.step for one in list(records.of(plan))[-2:]}
    desk = Desk.objects.get(document_id=plan.pk, step="dispatch", closed_at=None)
    assert desk.due_on == new.due_on


def test_a_day_that_is_removed_again_moves_them_back(people, places, client):
    plan = brought("municipal", "adopted", people, places)
    before = due_of(plan)
    day = CalendarDay.objects.create(day=before, kind=DayKind.HOLIDAY, ground="Решение")
    assert correcting.calendar_changed(day, people.administrator) == 3
    client.force_login(people.administrator)
    client.post(reverse("calendar_day_remove", args=[day.pk]))
    assert due_of(plan) == before


def test_a_stopped_term_and_a_day_of_one_school_move_nothing(people, places):
    plan = brought("municipal", "adopted", people, places)
    due = due_of(plan)
    of_school = CalendarDay.objects.create(
        day=due, kind=DayKind.CLOSED, ground="Заповед", institution=places.school
    )
    assert correcting.calendar_changed(of_school, people.administrator) == 0
    Clock.objects.filter(document_id=plan.pk).update(stopped_on=TODAY())
    general = CalendarDay.objects.create(day=due, kind=DayKind.HOLIDAY, ground="Решение")
    assert correcting.calendar_changed(general, people.administrator) == 0


def test_the_announcement_starts_both_windows_for_an_appeal(people, places):
    plan = brought("municipal", "adopted", people, places)
    walked(plan, "municipal", "announce", people, places)
    running = Clock.objects.filter(document_id=plan.pk, stopped_on=None)
    rules = set(running.values_list("rule", flat=True))
    assert {"appeal_of_individual_act", "appeal_of_general_act"} <= rules
    assert "announcement_of_act" not in rules


def test_a_decision_that_was_not_announced_is_announced_by_the_publication(people, places):
    plan = brought("municipal", "in_force", people, places)
    assert clocks.running(plan, "announcement_of_act").exists()
    walked(plan, "municipal", "start_execution", people, places)
    assert not clocks.running(plan, "announcement_of_act").exists()
    assert clocks.running(plan, "appeal_of_general_act").get().started_on == TODAY()


def test_a_publication_after_the_announcement_starts_no_window_anew(people, places):
    plan = brought("municipal", "announced", people, places)
    walked(plan, "municipal", "enter_force start_execution", people, places)
    windows = Clock.objects.filter(document_id=plan.pk, rule="appeal_of_general_act")
    assert windows.count() == 1
