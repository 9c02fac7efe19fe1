"""Institutions, appointments, stand-ins, the calendar, the search: who may, and what follows."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from institutions import naming
from institutions.changing import Impossible, name_substitute, working_days
from institutions.models import Appointment, CalendarDay, Institution, Substitution
from institutions.rights import Right
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from workflows import access, changes

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 9)


def post_of(place, role):
    return place.posts.get(role=role)


def rows(page):
    return [words(row) for row in select(page, "tbody tr")]


def test_institutions_are_found_by_every_word_and_counted_by_kind(people, at):
    page = at(people.director).open("/institutions/", name="захари каменград")
    assert len(rows(page)) == 1
    assert "СУ „Захари Стоянов“" in rows(page)[0]
    kinds = [words(link) for link in select(page, "nav.r-seg a")]
    assert kinds == ["Всички 1", "Училище 1"]
    none = at(people.director).open("/institutions/", name="няма такова")
    assert "Няма институции с тези филтри" in words(none)


def test_institution_shows_holders_with_order_and_day(people, places, at):
    page = at(people.observer).open(reverse("institution", args=[places.school.pk]))
    assert "Галин Сотиров" in rows(page)[0]
    assert "01.09.2017" in rows(page)[0]
    assert select(page, "td a.btn") == []


def test_institution_shows_documents_only_to_whom_they_are_open(school_plan, people, places, at):
    address = reverse("institution", args=[places.school.pk])
    assert school_plan.subject in words(at(people.director).open(address))
    assert school_plan.subject not in words(at(people.mayor).open(address))


def test_posts_of_a_place_cost_the_same_whatever_their_number(people, places, at):
    browser = at(people.administrator)

    def asked(place):
        with CaptureQueriesContext(connection) as captured:
            browser.open(reverse("institution", args=[place.pk]))
        return len(captured)

    asked(places.school)
    assert asked(places.school) == asked(places.authority)


def test_administrator_ends_and_makes_an_appointment_and_the_right_moves_with_it(
    people, places, at
):
    browser = at(people.administrator)
    held = Appointment.objects.get(post=post_of(places.school, "director"))
    taking = reverse("post_appoint", args=[held.post_id])
    today = timezone.localdate()
    fresh = {"person": people.expert.pk, "order_number": "РД-2", "since": today.isoformat()}
    assert "се заема от Галин Сотиров" in browser.send(taking, 422, **fresh).content.decode()
    yesterday = today - datetime.timedelta(days=1)
    browser.send(reverse("appointment_end", args=[held.pk]), until=yesterday.isoformat())
    browser.send(taking, **fresh)
    assert access.holders(Right.SUBMIT_PLAN, places.school).get() == people.expert
    assert "Галин Сотиров" in words(browser.open(reverse("institution", args=[places.school.pk])))


def test_appointment_does_not_end_before_it_began(people, places, at):
    held = Appointment.objects.get(post=post_of(places.school, "director"))
    address = reverse("appointment_end", args=[held.pk])
    reply = at(people.administrator).send(address, 422, until="2000-01-01")
    assert "01.09.2017" in reply.content.decode()
    held.refresh_from_db()
    assert held.until is None


@pytest.mark.parametrize("name", ["ruo_head", "director", "minister", "head_of_another_region"])
def test_nobody_but_the_administrator_appoints(name, people, places, at):
    post = post_of(places.school, "director")
    browser = at(getattr(people, name))
    browser.open(reverse("post_appoint", args=[post.pk]), 403)
    browser.send(reverse("appointment_end", args=[post.appointments.get().pk]), 403)
    assert post.appointments.get().until is None


def order_of(place, role, substitute, since, until, **more):
    held = post_of(place, role).appointments.get()
    return {
        "held": held.pk,
        "substitute": substitute.pk,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "order_number": "РД-9",
        "order_date": since.isoformat(),
    } | more


def test_director_names_who_stands_in_and_ends_it(people, places, at):
    today = timezone.localdate()
    browser = at(people.director)
    until = today + datetime.timedelta(days=5)
    facts = order_of(places.school, "director", people.other_director, today, until)
    browser.send("/substitutions/new/", **facts)
    order = Substitution.objects.get()
    assert (order.absent, order.named_by) == (people.director, people.director)
    assert people.other_director in access.holders(Right.SUBMIT_PLAN, places.school)
    assert "Галин Сотиров" in rows(browser.open("/substitutions/"))[0]
    browser.send(reverse("substitution_end", args=[order.pk]))
    assert people.other_director not in access.holders(Right.SUBMIT_PLAN, places.school)


def test_ended_order_stays_in_the_list_of_the_past(people, places, at):
    today = timezone.localdate()
    order = Substitution.objects.create(
        post=post_of(places.school, "director"),
        absent=people.director,
        substitute=people.other_director,
        named_by=people.director,
        order_number="РД-9",
        order_date=today,
        since=today - datetime.timedelta(days=3),
        until=today + datetime.timedelta(days=3),
    )
    browser = at(people.director)
    browser.send(reverse("substitution_end", args=[order.pk]))
    order.refresh_from_db()
    assert order.until == today - datetime.timedelta(days=1)
    assert rows(browser.open("/substitutions/")) == []
    assert len(rows(browser.open("/substitutions/", show="past"))) == 1


@pytest.mark.parametrize(
    ("days", "counted"),
    [(0, 1), (2, 3), (4, 5), (5, 5), (7, 6)],
)
def test_working_days_of_an_absence_leave_the_weekend_out(days, counted, db):
    assert working_days(MONDAY, MONDAY + datetime.timedelta(days=days)) == counted


@pytest.mark.parametrize(
    ("days", "who", "allowed"),
    [(3, "ruo_head", True), (4, "ruo_head", False), (4, "minister", True)],
)
def test_stand_in_of_a_head_is_named_by_the_minister_over_three_days(
    days, who, allowed, people, places, at
):
    """ПУФРУО чл. 4, on a Monday: Wednesday is the third working day, Thursday the fourth."""
    until = MONDAY + datetime.timedelta(days=days - 1)
    facts = order_of(places.authority, "ruo_head", people.department_head, MONDAY, until)
    reply = at(getattr(people, who)).send("/substitutions/new/", 302 if allowed else 422, **facts)
    assert Substitution.objects.exists() == allowed
    if not allowed:
        assert "се определя от министъра (чл. 4 ПУФРУО)" in reply.content.decode()


def test_two_orders_do_not_overlap(people, places):
    def order(since, until):
        return Substitution(
            post=post_of(places.school, "director"),
            absent=people.director,
            substitute=people.other_director,
            named_by=people.director,
            order_number="РД-9",
            order_date=MONDAY,
            since=since,
            until=until,
        )

    day = datetime.timedelta(days=1)
    name_substitute(order(MONDAY, MONDAY + 4 * day), as_minister=False)
    with pytest.raises(Impossible):
        name_substitute(order(MONDAY + 4 * day, MONDAY + 9 * day), as_minister=False)
    name_substitute(order(MONDAY + 5 * day, MONDAY + 9 * day), as_minister=False)


def test_nobody_names_stand_ins_of_another_house(people, places, at):
    today = timezone.localdate()
    facts = order_of(places.school, "director", people.other_director, today, today)
    for person in (people.mayor, people.ruo_head, people.other_director, people.minister):
        assert at(person).send("/substitutions/new/", 422, **facts)
    for person in (people.expert, people.records, people.observer, people.administrator):
        at(person).send("/substitutions/new/", 403, **facts)
        at(person).open("/substitutions/", 403)
    assert not Substitution.objects.exists()


def test_order_of_another_house_cannot_be_ended(people, places, at):
    today = timezone.localdate()
    at(people.director).send(
        "/substitutions/new/",
        **order_of(places.school, "director", people.other_director, today, today),
    )
    order = Substitution.objects.get()
    at(people.mayor).send(reverse("substitution_end", args=[order.pk]), 404)
    assert Substitution.objects.filter(pk=order.pk).exists()


def test_wrong_orders_are_refused_at_their_field(people, places, at):
    browser = at(people.director)
    later = MONDAY + datetime.timedelta(days=1)
    backwards = order_of(places.school, "director", people.other_director, later, MONDAY)
    page = browser.send("/substitutions/new/", 422, **backwards).content.decode()
    assert 'href="#id_until"' in page
    himself = order_of(places.school, "director", people.director, MONDAY, later)
    assert (
        'href="#id_substitute"'
        in browser.send("/substitutions/new/", 422, **himself).content.decode()
    )


def test_calendar_shows_the_law_and_takes_days_from_the_administrator_only(people, at):
    facts = {"day": "2026-09-21", "kind": "holiday", "ground": "РМС № 1"}
    for person in (people.director, people.ruo_head):
        at(person).send("/calendar/", 403, **facts)
    browser = at(people.administrator)
    browser.send("/calendar/", **facts)
    assert "вече е въведен" in browser.send("/calendar/", 422, **facts).content.decode()
    page = browser.open("/calendar/", year=2026)
    assert rows(page)[0].startswith("21.09.2026 почивен ден по решение РМС № 1")
    assert "Великден" in words(select(page, "aside")[0])
    removing = reverse("calendar_day_remove", args=[CalendarDay.objects.get().pk])
    at(people.director).send(removing, 403)
    browser.send(removing)
    assert not CalendarDay.objects.exists()


def test_director_enters_closed_days_of_the_own_school_and_of_no_other(people, places, at):
    facts = {"day": "2026-05-05", "kind": "closed", "ground": "Заповед 5"}
    own = f"/calendar/?institution={places.school.code}"
    at(people.director).send(own, **facts)
    assert CalendarDay.objects.get().institution == places.school
    at(people.director).send(own, 422, **(facts | {"kind": "holiday", "day": "2026-05-07"}))
    at(people.director).send(f"/calendar/?institution={places.other_school.code}", 403, **facts)
    at(people.administrator).send(own, 403, **facts)
    assert CalendarDay.objects.count() == 1


def test_search_finds_what_is_open_and_nothing_else(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    changes.attend()
    for person, found in ((people.ruo_head, True), (people.expert, True), (people.director, False)):
        page = at(person).open("/search/", q="рд-318 каменград")
        assert (municipal_plan.subject in words(page)) == found
    assert "Няма намерени" in words(at(people.head_of_another_region).open("/search/", q="РД-318"))


def test_search_needs_every_word_and_takes_signs_as_letters(municipal_plan, people, at):
    changes.attend()
    browser = at(people.mayor)
    assert municipal_plan.subject in words(browser.open("/search/", q="Каменград 2026"))
    assert municipal_plan.subject not in words(browser.open("/search/", q="Каменград 1999"))
    assert "Няма намерени" in words(browser.open("/search/", q="%_'\"<script>"))
    assert select(browser.open("/search/"), ".r-empty") != []


def test_institution_list_is_paged(people, at):
    above = Institution.objects.get(code="ob-kamengrad")
    for n in range(30):
        Institution.objects.create(code=f"t{n}", kind="school", name=f"Пробно {n:02}", above=above)
    browser = at(people.observer)
    assert len(rows(browser.open("/institutions/", name="Пробно"))) == 25
    assert len(rows(browser.open("/institutions/", name="Пробно", page=2))) == 5


def test_those_who_match_names_see_from_whom_they_were_learnt_and_take_them_out(people, places, at):
    school, address = places.school, reverse("institution", args=[places.school.pk])
    naming.learn(school, "Старото училище", by=people.department_head, why="18.1.1 Контрол")
    browser = at(people.ruo_head)
    page = words(browser.open(address))
    assert "Старото училище" in page
    assert f"научено от {people.department_head.name}, " in page
    assert "18.1.1 Контрол" in page
    assert "Известно като" not in words(at(people.director).open(address))
    browser.send(reverse("name_remove", args=[school.pk]), name="Старото училище")
    school.refresh_from_db()
    assert "Старото училище" not in school.aliases
    assert f"премахнато от {people.ruo_head.name}, " in words(browser.open(address))


def test_names_are_not_taken_out_by_others(people, places, at):
    naming.learn(places.school, "Старото училище", by=people.department_head, why="18.1.1")
    address = reverse("name_remove", args=[places.school.pk])
    for person in (people.director, people.expert):
        at(person).send(address, 403, name="Старото училище")
    at(people.head_of_another_region).send(address, 404, name="Старото училище")
    places.school.refresh_from_db()
    assert "Старото училище" in places.school.aliases
