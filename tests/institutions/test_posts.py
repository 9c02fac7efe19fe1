"""Rights come with the post's group, hold where its role says, and go with the appointment."""

import datetime

import pytest

from institutions import posts
from institutions.models import Appointment, Institution, InstitutionKind
from institutions.rights import Right, Role
from tests.making import TODAY
from tests.standing import post_of
from workflows import access

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def may(person, right, place):
    return access.capacity(person, right, place) is not None


def test_a_right_holds_at_the_institution_of_the_post_and_nowhere_else(people, places):
    assert may(people.ruo_head, Right.AGREE_PLAN, places.authority)
    assert not may(people.ruo_head, Right.AGREE_PLAN, places.other_authority)
    assert not may(people.ruo_head, Right.SUBMIT_PLAN, places.municipality)


def test_the_minister_approves_at_every_authority(people, places):
    assert may(people.minister, Right.APPROVE_PLAN, places.authority)
    assert may(people.minister, Right.APPROVE_PLAN, places.other_authority)
    assert not may(people.minister, Right.APPROVE_PLAN, places.municipality)


def test_a_new_authority_is_reached_when_rights_are_granted_again(people, places):
    new = Institution.objects.create(
        code="ruo-nova", kind=InstitutionKind.REGIONAL_AUTHORITY, name="РУО – Нова",
        above=places.ministry,
    )  # fmt: skip
    assert not may(people.minister, Right.APPROVE_PLAN, new)
    posts.regrant_all()
    posts.regrant_all()
    assert may(people.minister, Right.APPROVE_PLAN, new)


def test_a_right_begins_and_ends_with_the_appointment(people, places):
    appointment = Appointment.objects.get(person=people.ruo_head)
    for since, until, holds in ((0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False)):
        appointment.since = TODAY() + since * DAY
        appointment.until = TODAY() + until * DAY if until is not None else None
        appointment.save()
        assert may(people.ruo_head, Right.AGREE_PLAN, places.authority) is holds


def test_superuser_and_staff_open_nothing(people, places):
    people.administrator.is_superuser = people.administrator.is_staff = True
    people.administrator.save()
    held = {right for right in Right if may(people.administrator, right, places.authority)}
    assert held == {Right.RUN_SYSTEM}


def test_a_post_made_twice_has_two_groups_and_each_its_rights(people, places):
    post = posts.create_post(places.authority, Role.RUO_EXPERT, "Експерт по музика")
    posts.appoint(post, people.observer, "РД-1", TODAY())
    assert post.group != post_of(people.expert).group
    assert may(people.observer, Right.INSPECT, places.authority)
