"""Appointments and stand-in orders: who enters them, for whom, for how long."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from institutions import changing
from institutions.changing import Impossible
from institutions.models import Appointment, Substitution
from institutions.posts import create_post
from institutions.rights import Role
from tests.pages.conftest import at
from tests.pages.reading import words
from tests.standing import post_of

__all__ = ["at"]
pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 9)
DAY = datetime.timedelta(days=1)


def order(absent, substitute, since, until, *, as_minister=False, ordered=None):
    return changing.name_substitute(
        Substitution(
            post=post_of(absent),
            absent=absent,
            substitute=substitute,
            named_by=absent,
            order_number="РД-9",
            order_date=ordered or since,
            since=since,
            until=until,
        ),
        as_minister=as_minister,
    )


@pytest.mark.parametrize(
    "name", ["director", "mayor", "municipal_expert", "council_chair", "observer"]
)
@pytest.mark.parametrize("as_minister", [True, False])
def test_the_head_is_stood_in_for_by_officials_of_the_authority_only(name, as_minister, people):
    with pytest.raises(Impossible, match="ПУФРУО"):
        order(people.ruo_head, getattr(people, name), MONDAY, MONDAY, as_minister=as_minister)
    order(people.ruo_head, people.expert, MONDAY, MONDAY, as_minister=as_minister)


def offered(browser):
    (choices,) = browser.open("/substitutions/new/").xpath("//select[@name='substitute']")
    return words(choices)


def test_the_page_offers_the_head_only_the_own_officials(people, places, at):
    page = offered(at(people.ruo_head))
    assert people.expert.name in page
    assert people.director.name not in page
    assert people.observer.name not in page
    assert people.administrator.name not in page
    assert people.other_director.name in offered(at(people.director))


@pytest.mark.parametrize("name", ["observer", "council_chair", "council_clerk"])
def test_observers_and_people_of_a_council_stand_in_for_no_director(name, people, at):
    with pytest.raises(Impossible):
        order(people.director, getattr(people, name), MONDAY, MONDAY)
    assert getattr(people, name).name not in offered(at(people.director))


def test_a_council_is_stood_in_for_by_its_own_people(people):
    with pytest.raises(Impossible):
        order(people.council_chair, people.mayor, MONDAY, MONDAY)
    order(people.council_chair, people.council_clerk, MONDAY, MONDAY)


def test_a_stand_in_is_ordered_before_the_absence_begins(people, at):
    with pytest.raises(Impossible, match=r"10\.03\.2026"):
        order(people.ruo_head, people.expert, MONDAY, MONDAY, ordered=MONDAY + DAY)
    order(people.ruo_head, people.expert, MONDAY, MONDAY, ordered=MONDAY - DAY)
    facts: dict[str, Any] = {
        "since": "2026-03-09",
        "until": "2026-03-09",
        "order_date": "2026-03-10",
    }
    facts |= {"held": post_of(people.director).appointments.get().pk, "order_number": "РД-9"}
    facts["substitute"] = people.other_director.pk
    reply = at(people.director).send("/substitutions/new/", 422, **facts)
    assert "в първия ден на отсъствието или преди него" in reply.content.decode()


# Monday to Wednesday are three working days; what follows is counted with them
@pytest.mark.parametrize(
    ("since", "until", "allowed"),
    [
        (MONDAY + 3 * DAY, MONDAY + 3 * DAY, False),
        (MONDAY + 4 * DAY, MONDAY + 4 * DAY, True),
        (MONDAY - DAY, MONDAY - DAY, True),
        (MONDAY - 3 * DAY, MONDAY - 3 * DAY, False),
        (MONDAY - 4 * DAY, MONDAY - 4 * DAY, True),
    ],
)
def test_orders_that_adjoin_are_one_absence(since, until, allowed, people):
    order(people.ruo_head, people.expert, MONDAY, MONDAY + 2 * DAY)
    if allowed:
        order(people.ruo_head, people.expert, since, until)
    else:
        with pytest.raises(Impossible):
            order(people.ruo_head, people.expert, since, until)
    order(people.ruo_head, people.expert, MONDAY + 40 * DAY, MONDAY + 42 * DAY)


def test_an_order_between_two_joins_them(people):
    order(people.ruo_head, people.expert, MONDAY, MONDAY + DAY)
    order(people.ruo_head, people.expert, MONDAY + 3 * DAY, MONDAY + 4 * DAY)
    with pytest.raises(Impossible):
        order(people.ruo_head, people.expert, MONDAY + 2 * DAY, MONDAY + 2 * DAY)
    between = MONDAY + 2 * DAY
    order(people.ruo_head, people.expert, between, between, as_minister=True)


def test_an_end_that_is_entered_moves_only_earlier(people):
    held = Appointment.objects.get(person=people.expert)
    changing.end_appointment(held, MONDAY)
    for day in (MONDAY, MONDAY + DAY, MONDAY + 1000 * DAY):
        with pytest.raises(Impossible):
            changing.end_appointment(held, day)
    changing.end_appointment(held, MONDAY - DAY)
    held.refresh_from_db()
    assert held.until == MONDAY - DAY


def test_the_administrator_appoints_neither_themselves_nor_another_administrator_to_sign(
    people, places, at
):
    post = create_post(places.authority, Role.DEPARTMENT_HEAD, "Началник отдел")
    facts = {"order_number": "РД-2", "since": MONDAY.isoformat()}
    address = reverse("post_appoint", args=[post.pk])
    at(people.administrator).send(address, 422, person=people.administrator.pk, **facts)
    second = people.observer
    running = create_post(places.ministry, Role.ADMINISTRATOR, "Втори администратор")
    Appointment.objects.filter(person=second).delete()
    at(people.administrator).send(
        reverse("post_appoint", args=[running.pk]), person=second.pk, **facts
    )
    at(people.administrator).send(address, 422, person=second.pk, **facts)
    assert not post.appointments.exists()


def test_who_holds_a_post_does_not_become_administrator_beside_it(people, places):
    running = create_post(places.ministry, Role.ADMINISTRATOR, "Втори администратор")
    with pytest.raises(Impossible):
        changing.appoint(running, people.expert, "РД-2", MONDAY, entered_by=people.administrator)
    changing.end_appointment(Appointment.objects.get(person=people.expert), MONDAY - DAY)
    changing.appoint(running, people.expert, "РД-2", MONDAY, entered_by=people.administrator)


def test_an_administrator_stands_in_for_nobody(people):
    with pytest.raises(Impossible):
        order(people.director, people.administrator, MONDAY, MONDAY)
