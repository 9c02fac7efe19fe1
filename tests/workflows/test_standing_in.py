"""Standing in by a dated order: who acted for whom, from when until when, and when it is over."""

import datetime

import pytest
from django.utils import translation

from institutions import changing
from institutions.models import Appointment, Substitution
from plans import printing
from tests import making
from tests.closed_world import who_may
from tests.making import TODAY
from tests.reaching import brought, facts
from tests.standing import post_of, stand_in
from workflows import access, desks, gate, records
from workflows.models import Notice
from workflows.proof import exporting, verify
from workflows.refusals import NotYours

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def plan(people, places):
    return brought("municipal", "registered", people, places)


def test_record_and_stamp_name_for_whom_and_by_which_order(plan, people):
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    gate.perform(plan, "agree", actor=people.department_head)
    record = records.of(plan).last()
    assert record.actor == people.department_head
    assert record.acting_for == people.ruo_head
    assert record.substitution == order
    assert record.post == post_of(people.ruo_head)
    day = f"{order.order_date:%d.%m.%Y}"
    own = post_of(people.department_head).title
    assert own != record.post.title
    assert plan.agreed_stamp == (
        f"{people.department_head.name}, {own}, за {people.ruo_head.name}, Началник на РУО, "
        f"по заповед № РД09-88/{day}"
    )
    assert record.signed["own_post"] == own
    with translation.override("bg"):
        stamp = printing.stamp_of(plan.latest, records.of(plan))
    assert (stamp.person, stamp.post) == (people.department_head.name, own)
    assert (
        stamp.acting_for == f"{people.ruo_head.name}, Началник на РУО, по заповед № РД09-88/{day}"
    )
    assert records.verify(plan) == []
    making.sealed()
    assert verify.check(exporting.proof_of(plan)) == []


def test_a_record_of_before_names_no_own_post_and_reads_as_it_did(plan, people):
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    gate.perform(plan, "agree", actor=people.department_head)
    record = records.of(plan).last()
    for signed in (None, {"person": "К. Бистришки", "post": "Началник на РУО"}):
        record.signed = signed
        assert record.title == "Началник на РУО"
        assert record.stood_in_for == order.for_whom()
        assert "Началник" not in record.stood_in_for


def test_whoever_acts_in_their_own_post_acts_for_nobody(plan, people):
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    gate.perform(plan, "agree", actor=people.ruo_head)
    record = records.of(plan).last()
    assert (record.acting_for, record.substitution) == (None, None)
    assert plan.agreed_stamp == f"{people.ruo_head.name}, Началник на РУО"


# first and last day of the order, counted from today; whether it gives the right today
ORDERS = [(-3, -1, False), (-3, 0, True), (0, 0, True), (0, 3, True), (1, 3, False)]


@pytest.mark.parametrize(("first", "last", "gives"), ORDERS)
def test_an_order_gives_the_right_from_its_first_day_to_its_last(first, last, gives, plan, people):
    days = {"since": TODAY() + first * DAY, "until": TODAY() + last * DAY}
    stand_in(people.department_head, people.ruo_head, named_by=people.minister, **days)
    expected = {"ruo_head", "department_head"} if gives else {"ruo_head"}
    assert who_may(plan, "agree", people, {}) == expected


def test_a_revoked_order_is_refused_at_once(plan, people):
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    changing.end_substitution(order)
    with pytest.raises(NotYours) as refused:
        gate.perform(plan, "agree", actor=people.department_head)
    assert refused.value.holders == [people.ruo_head.name]


def test_an_order_revoked_on_its_first_day_stays_and_gives_no_right(plan, people):
    order = stand_in(
        people.department_head, people.ruo_head, named_by=people.minister, since=TODAY()
    )
    changing.end_substitution(order)
    assert not Substitution.objects.in_force().exists()
    assert who_may(plan, "agree", people, {}) == {"ruo_head"}


def test_nobody_stands_in_for_somebody_who_left_the_post(plan, people):
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    Appointment.objects.filter(person=people.ruo_head).update(until=TODAY() - DAY)
    assert who_may(plan, "agree", people, {}) == set()


def test_an_account_that_was_closed_stands_in_for_nobody(plan, people):
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    people.department_head.is_active = False
    people.department_head.save()
    assert who_may(plan, "agree", people, {}) == {"ruo_head"}


def test_the_stand_in_sees_what_the_absent_sees_and_is_told_what_they_are_told(people, places):
    stand_in(people.head_of_another_region, people.ruo_head, named_by=people.minister)
    plan = brought("municipal", "registered", people, places)
    assert type(plan).objects.open_to(people.head_of_another_region).filter(pk=plan.pk).exists()
    assert desks.waiting_for(people.head_of_another_region).filter(step="agree").exists()
    told = Notice.objects.filter(kind="plan_to_agree").values_list("person", flat=True)
    assert set(told) == {people.ruo_head.pk, people.head_of_another_region.pk}


def test_an_expert_stands_in_for_the_expert_whom_the_order_names(people, places):
    stand_in(people.second_expert, people.expert, named_by=people.ruo_head)
    visit = brought("visit", "visited", people, places)
    told = facts("visit", "draw_protocol", people, places)
    assert who_may(visit, "draw_protocol", people, told) == {"expert", "second_expert"}
    assert desks.waiting_for(people.second_expert).filter(step="draw_protocol").exists()
    gate.perform(visit, "draw_protocol", actor=people.second_expert, **told)
    record = records.of(visit).last()
    assert (record.actor, record.acting_for) == (people.second_expert, people.expert)
    assert record.post == post_of(people.expert)


def test_own_post_comes_before_one_stood_in_for(people, places):
    stand_in(people.second_expert, people.expert, named_by=people.ruo_head)
    from institutions.rights import Right

    held = access.capacity(people.second_expert, Right.INSPECT, places.authority)
    assert held is not None
    assert held.post == post_of(people.second_expert)
    assert held.acting_for is None


def test_the_minister_names_the_stand_in_of_a_head_who_is_away_longer(people):
    """ПУФРУО чл. 4: up to three working days the head names, over that the minister."""
    monday = datetime.date(2026, 3, 9)
    head = post_of(people.ruo_head)
    for last, minister in ((2, False), (3, True)):
        assert changing.named_by_minister(head, monday, monday + last * DAY) is minister
    # Friday to Tuesday: three working days, a weekend between them.
    friday = datetime.date(2026, 3, 13)
    assert not changing.named_by_minister(head, friday, friday + 4 * DAY)


def test_an_order_revoked_on_the_day_it_was_used_gives_no_right_any_longer(plan, people):
    order = stand_in(
        people.department_head, people.ruo_head, named_by=people.minister, since=TODAY()
    )
    gate.perform(plan, "agree", actor=people.department_head)
    changing.end_substitution(order)
    assert who_may(plan, "reopen", people, {"note": "Поправка."}) == {"mayor", "municipal_expert"}
    assert not Substitution.objects.in_force().exists()
    assert records.of(plan).last().substitution == order
    assert not access.standing_in(people.department_head).exists()


def test_the_stand_in_of_a_person_named_in_the_order_is_told_too(people, places):
    visit = brought("visit", "planned", people, places)
    stand_in(people.second_expert, people.expert, named_by=people.ruo_head)
    gate.perform(
        visit,
        "schedule",
        actor=people.department_head,
        **facts("visit", "schedule", people, places),
    )
    told = set(Notice.objects.filter(kind="visit_announced").values_list("person", flat=True))
    assert {people.expert.pk, people.second_expert.pk} <= told
