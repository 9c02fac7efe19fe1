"""A right that ends while a page is open: what is sent from it is refused in a sentence."""

import re

import pytest
from django.test import Client

from institutions import changing
from tests.making import TODAY
from tests.reaching import brought
from tests.standing import DAY, stand_in

pytestmark = pytest.mark.django_db


def signed_in(person):
    """A session of its own, made with the password."""
    person.set_password("srednogorie-2026")
    person.save()
    client = Client(headers={"accept-language": "en"})
    assert (
        client.post(
            "/login/", {"username": person.username, "password": "srednogorie-2026"}
        ).status_code
        == 302
    )
    return client


@pytest.fixture
def plan(people, places):
    return brought("municipal", "registered", people, places)


def opened(client, plan):
    """The form as the page shows it."""
    url = f"{plan.get_absolute_url()}steps/agree/"
    page = client.get(url)
    assert page.status_code == 200
    (version,) = re.findall(r'name="seen_version" value="(\d+)"', page.content.decode())
    return url, {"seen_version": version}


def refused(client, plan, url, form):
    answer = client.post(url, form)
    plan.refresh_from_db()
    assert plan.state == "at_ruo"
    assert answer.status_code == 403
    return answer.content.decode()


def test_of_an_appointment_that_ended(plan, people):
    client = signed_in(people.ruo_head)
    url, form = opened(client, plan)
    held = people.ruo_head.appointments.get()
    held.since = TODAY() - 9 * DAY
    held.save()
    changing.end_appointment(held, TODAY() - DAY)
    assert "Your right to this document has ended" in refused(client, plan, url, form)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("first_day", [-1, 0], ids=["begun", "of today"])
@pytest.mark.parametrize("who", ["department_head", "head_of_another_region"])
def test_of_a_stand_in_order_that_was_ended(who, first_day, plan, people):
    substitute = getattr(people, who)
    since = TODAY() + first_day * DAY
    order = stand_in(substitute, people.ruo_head, named_by=people.minister, since=since)
    client = signed_in(substitute)
    url, form = opened(client, plan)
    changing.end_substitution(order)
    said = "This step is taken by" if who == "department_head" else "has ended"
    assert said in refused(client, plan, url, form)


def test_of_a_person_whose_account_was_closed(plan, people):
    client = signed_in(people.ruo_head)
    url, form = opened(client, plan)
    people.ruo_head.is_active = False
    people.ruo_head.save()
    assert "Your account is closed" in refused(client, plan, url, form)
    assert client.get(url)["Location"].startswith("/login/")


def test_who_never_had_the_right_is_told_nothing(plan, people):
    client = signed_in(people.head_of_another_region)
    answer = client.post(f"{plan.get_absolute_url()}steps/agree/", {"seen_version": plan.version})
    assert answer.status_code == 404
