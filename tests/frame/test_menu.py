"""The menu shows what exists and what the person may use, and asks the database little."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from config.context import Frame, frame
from institutions import asked
from institutions.models import Institution, InstitutionKind, Person
from institutions.posts import appoint, create_post
from institutions.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.frame.urls")]


@pytest.fixture
def region():
    ministry = Institution.objects.create(code="mon", kind=InstitutionKind.MINISTRY, name="МОН")
    return Institution.objects.create(
        code="ruo-sr",
        kind=InstitutionKind.REGIONAL_AUTHORITY,
        name="РУО – Средногорие",
        above=ministry,
    )


@pytest.fixture
def person_with(region):
    def make(role: Role) -> Person:
        person = Person.objects.create(username=role, name="Невена Радулова", email="n@example.bg")
        appoint(create_post(region, role, str(role)), person, "РД-1", dt.date(2020, 1, 1))
        return person

    return make


def frame_of(person, path="/"):
    request = RequestFactory().get(path)
    request.user = person
    return Frame(request)


def names(person, path="/"):
    return [item.url_name for item in frame_of(person, path).menu]


def test_head_of_the_authority_sees_the_work_and_no_letters(person_with):
    assert names(person_with(Role.RUO_HEAD)) == [
        "inbox",
        "plan_list",
        "inspection_list",
        "decision_list",
        "institution_list",
        "import_new",
        "substitution_list",
    ]


def test_observer_imports_nothing(person_with):
    assert names(person_with(Role.OBSERVER)) == [
        "inbox",
        "plan_list",
        "inspection_list",
        "decision_list",
        "institution_list",
    ]


def test_administrator_sees_letters_and_no_documents(person_with):
    assert names(person_with(Role.ADMINISTRATOR)) == ["inbox", "institution_list", "letter_list"]


def test_anonymous_visitor_has_no_menu():
    assert frame_of(AnonymousUser()).menu == []
    assert frame_of(AnonymousUser()).waiting == 0


def test_place_in_the_menu_is_marked_also_on_the_pages_under_it(person_with):
    head = person_with(Role.RUO_HEAD)
    current = [item.url_name for item in frame_of(head, "/plan-list/7/").menu if item.current]
    assert current == ["plan_list"]
    assert [item.url_name for item in frame_of(head, "/").menu if item.current] == ["inbox"]


def test_frame_asks_the_database_a_few_times_and_only_when_it_is_shown(
    person_with, django_assert_num_queries
):
    request = RequestFactory().get("/")
    request.user = person_with(Role.RUO_HEAD)
    with django_assert_num_queries(0):
        context = frame(request)
    # What the person holds, and how much waits.
    with django_assert_num_queries(2), asked.keeping():
        assert len(context["menu"]) == 7
        assert context["own_post"].institution.label == "РУО – Средногорие"
        assert context["waiting"] == 0
        assert context["menu"][0].count == 0
