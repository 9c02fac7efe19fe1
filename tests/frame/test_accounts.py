"""Signing in, the profile, the language, the source: by the real addresses."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from institutions.models import Institution, InstitutionKind, Person
from institutions.posts import appoint, create_post
from institutions.rights import Role
from tests.frame.finding import select, words

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough secret"


@pytest.fixture(autouse=True)
def _plain_static(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def person():
    ministry = Institution.objects.create(code="mon", kind=InstitutionKind.MINISTRY, name="МОН")
    person = Person.objects.create_user(
        "radulova", "n@example.bg", PASSWORD, name="Невена Радулова"
    )
    post = create_post(ministry, Role.MINISTRY_OFFICER, "Експерт")
    appoint(post, person, "РД-14", dt.date(2020, 1, 1))
    return person


def test_profile_sends_an_anonymous_visitor_to_the_login_page(client):
    reply = client.get(reverse("profile"))
    assert (reply.status_code, reply.url) == (302, "/login/?next=/profile/")


def test_wrong_password_is_told_in_the_summary_and_names_no_account(client, person):
    reply = client.post(reverse("login"), {"username": "radulova", "password": "wrong"})
    page = html.fromstring(reply.content)
    assert len(select(page, ".r-errsum li")) == 1
    assert select(page, "input#id_username")[0].get("value") == "radulova"
    assert "_auth_user_id" not in client.session


def test_right_password_leads_where_the_person_wanted_to_go(client, person):
    data = {"username": "radulova", "password": PASSWORD, "next": "/profile/"}
    reply = client.post(reverse("login"), data)
    assert (reply.status_code, reply.url) == (302, "/profile/")


def test_profile_shows_posts_and_saves_what_a_person_may_change(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = html.fromstring(client.get(reverse("profile")).content)
    assert "Експерт" in words(select(page, "aside")[0])
    data = {"email": "new@example.bg", "language": "en", "name": "Друго Име", "is_superuser": "1"}
    assert client.post(reverse("profile"), data).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.language, person.shortcuts) == ("new@example.bg", "en", False)
    assert (person.name, person.is_superuser) == ("Невена Радулова", False)
    page = html.fromstring(client.get(reverse("profile")).content)
    assert select(page, "body")[0].get("data-keys") == "off"


def test_wrong_address_is_refused_with_the_field_named(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    reply = client.post(reverse("profile"), {"email": "no address", "language": "bg"})
    assert reply.status_code == 422
    assert select(html.fromstring(reply.content), ".r-errsum a")[0].get("href") == "#id_email"
    person.refresh_from_db()
    assert person.email == "n@example.bg"


def test_language_is_switched_on_the_login_page(client):
    assert html.fromstring(client.get(reverse("login")).content).get("lang") == "bg"
    reply = client.post(reverse("set_language"), {"language": "en", "next": "/login/"})
    assert reply.url == "/login/"
    assert html.fromstring(client.get(reverse("login")).content).get("lang") == "en"


def test_sign_out_is_a_post(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert "_auth_user_id" not in client.session


def test_source_of_the_program_is_offered_to_everybody(client, settings):
    settings.SOURCE_URL = ""
    page = html.fromstring(client.get(reverse("source")).content)
    assert [link.get("href") for link in select(page, "footer a")][:1] == ["/source/"]
    settings.SOURCE_URL = "https://code.example.bg/saglas"
    page = html.fromstring(client.get(reverse("source")).content)
    assert [link.get("href") for link in select(page, "footer a")][:1] == [settings.SOURCE_URL]


def test_pages_carry_the_strict_content_policy(client):
    policy = client.get(reverse("login")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_form_sent_with_an_ended_session_leads_back_to_its_page(client):
    page = {"referer": "http://testserver/inspections/?kind=thematic"}
    sent = client.post(reverse("notices_read"), headers=page)
    assert sent["Location"] == "/login/?next=/inspections/%3Fkind%3Dthematic"
    foreign = client.post(reverse("notices_read"), headers={"referer": "https://evil.example/x"})
    assert foreign["Location"] == "/login/?next=/"


def test_the_address_of_a_form_answers_a_visit_with_a_page(client, people):
    client.force_login(people.mayor)
    answer = client.get(reverse("notices_read"), headers={"accept-language": "bg"})
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Този адрес приема само формуляри" in answer.content.decode()
