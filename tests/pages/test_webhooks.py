"""The pages of webhooks: for the administrator of the institution, the secret shown once."""

import datetime

import pytest
from django.urls import reverse
from lxml import html

from institutions.posts import appoint, create_post
from institutions.rights import Role
from tests import making
from tests.hooking import hooked
from tests.pages.reading import words
from workflows.hooks import secret
from workflows.models import Webhook, WebhookCall
from workflows.wording import moment

pytestmark = pytest.mark.django_db
ENTERED = {"purpose": "Деловодна система", "url": "https://127.0.0.1/hook", "flows": ["visit"]}


@pytest.fixture
def administrator(client, people):
    client.force_login(people.administrator)
    return client


@pytest.fixture
def hook(people, places):
    return hooked(places.authority, people.administrator)[0]


def test_an_administrator_registers_a_system_and_sees_the_secret_once(
    administrator, places, settings
):
    settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
    entered = ENTERED | {"institution": places.authority.pk}
    shown = administrator.post(reverse("webhook_list"), entered)
    hook = Webhook.objects.get()
    text = secret.text_of(hook.nonce)
    assert text in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    for page in (reverse("webhook_list"), reverse("webhook", args=[hook.pk])):
        content = administrator.get(page).content.decode()
        assert "Деловодна система" in content
        assert text not in content


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({}, "достъпен от интернет"),
        ({"url": "http://system.example/"}, "https://"),
        ({"url": "https://nobody.invalid/"}, "достъпен от интернет"),
        ({"flows": []}, "Попълнете"),
        ({"flows": ["no-such-flow"]}, "no-such-flow"),
        ({"purpose": ""}, "Попълнете"),
    ],
)
def test_what_would_not_be_called_is_refused_when_it_is_entered(
    administrator, places, entered, said
):
    sent = ENTERED | {"institution": places.authority.pk} | entered
    answer = administrator.post(reverse("webhook_list"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Webhook.objects.count() == 0


def test_a_system_of_another_institution_is_not_registered(administrator, places, settings):
    settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
    sent = ENTERED | {"institution": places.other_authority.pk}
    assert administrator.post(reverse("webhook_list"), sent).status_code == 422
    assert Webhook.objects.count() == 0


def test_only_administrators_come_in(client, people, hook):
    for name, person in people:
        client.force_login(person)
        wanted = 200 if name == "administrator" else 403
        assert client.get(reverse("webhook_list")).status_code == wanted, name
        assert client.get(reverse("webhook", args=[hook.pk])).status_code == wanted, name


def test_for_the_administrator_of_another_authority_it_is_not_there(client, people, places, hook):
    post = create_post(places.other_authority, Role.ADMINISTRATOR, "Администратор")
    appoint(post, people.head_of_another_region, "РД-1", datetime.date(2024, 1, 1))
    client.force_login(people.head_of_another_region)
    assert "Портал" not in client.get(reverse("webhook_list")).content.decode()
    assert client.get(reverse("webhook", args=[hook.pk])).status_code == 404
    for name in ("webhook_renew", "webhook_revoke", "webhook_retry"):
        assert client.post(reverse(name, args=[hook.pk])).status_code == 404
    hook.refresh_from_db()
    assert hook.revoked_at is None


def test_a_school_registers_no_systems(client, people, places):
    post = create_post(places.school, Role.ADMINISTRATOR, "Администратор")
    appoint(post, people.director, "РД-1", datetime.date(2024, 1, 1))
    client.force_login(people.director)
    assert client.get(reverse("webhook_list")).status_code == 403


def test_a_new_secret_ends_the_old_one(administrator, hook):
    old = secret.text_of(hook.nonce)
    shown = administrator.post(reverse("webhook_renew", args=[hook.pk]))
    hook.refresh_from_db()
    new = secret.text_of(hook.nonce)
    assert new != old
    assert new in shown.content.decode()


def test_who_renewed_the_secret_and_who_ended_it_stands_on_its_page(
    client, administrator, hook, people
):
    administrator.post(reverse("webhook_renew", args=[hook.pk]))
    post = create_post(hook.institution, Role.ADMINISTRATOR, "Втори администратор")
    appoint(post, people.records, "РД-2", datetime.date(2024, 1, 1))
    client.force_login(people.records)
    for name in ("webhook_renew", "webhook_revoke", "webhook_revoke", "webhook_renew"):
        client.post(reverse(name, args=[hook.pk]))
    acts = list(hook.acts.values_list("what", "actor__name"))
    administrator_, other = people.administrator.name, people.records.name
    assert acts == [("renewed", administrator_), ("renewed", other), ("ended", other)]
    shown = words(html.fromstring(client.get(reverse("webhook", args=[hook.pk])).content))
    for act in hook.acts.all():
        assert f"{act.get_what_display()} {moment(act.at)}, {act.actor.name}" in shown


def test_what_was_given_up_is_shown_and_sent_again(administrator, hook, municipal_plan, people):
    making.registered(municipal_plan, people)
    WebhookCall.objects.update(
        attempts=8, answer=500, error="Отговорът е 500.", given_up_at="2026-01-02T10:00:00Z"
    )
    page = reverse("webhook", args=[hook.pk])
    shown = administrator.get(page, {"show": "given_up"}).content.decode()
    assert shown.count("Отговорът е 500.") == 2
    first = WebhookCall.objects.all()[0]
    administrator.post(reverse("webhook_retry", args=[hook.pk]), {"call": first.pk})
    assert WebhookCall.objects.filter(given_up_at=None).get() == first
    administrator.post(reverse("webhook_retry", args=[hook.pk]), {"call": "nonsense"})
    assert WebhookCall.objects.filter(given_up_at=None).count() == 1
    administrator.post(reverse("webhook_retry", args=[hook.pk]))
    assert WebhookCall.objects.filter(given_up_at=None, attempts=0).count() == 2


def test_ending_it_is_said_on_its_page(administrator, hook):
    url = reverse("webhook_revoke", args=[hook.pk])
    shown = administrator.post(url, follow=True).content.decode()
    assert "не се известява повече" in shown
    assert "Вече е прекратена" in administrator.post(url, follow=True).content.decode()
    assert reverse("webhook_renew", args=[hook.pk]) not in shown


def test_the_pages_ask_as_much_for_many_as_for_one(
    administrator, hook, people, places, municipal_plan, django_assert_max_num_queries
):
    for _one in range(5):
        hooked(places.authority, people.administrator)
    making.registered(municipal_plan, people)
    with django_assert_max_num_queries(16):
        administrator.get(reverse("webhook_list"))
    with django_assert_max_num_queries(16):
        administrator.get(reverse("webhook", args=[hook.pk]))


@pytest.mark.parametrize("url", ["HTTPS://127.0.0.1/hook", "ht\ttps:/\t/127.0.0.1/hook"])
def test_an_address_is_kept_as_it_is_called(administrator, places, settings, url):
    settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
    sent = ENTERED | {"institution": places.authority.pk, "url": url}
    assert administrator.post(reverse("webhook_list"), sent).status_code == 200
    assert Webhook.objects.get().url == "https://127.0.0.1/hook"
