"""Calendars for programs: read back with a parser, by a secret that ends, with nobody's name."""

import datetime

import pytest
from django.utils import timezone
from icalendar import Calendar
from lxml import html

from institutions.models import Feed
from tests import making
from tests.reaching import brought
from workflows.models import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(people, places):
    return brought("visit", "scheduled", people, places)


def address(client, person, path="/profile/feed/renew/"):
    """What the page shows once, as its owner copies it."""
    client.force_login(person)
    page = client.post(path)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    (shown,) = html.fromstring(page.content).iterfind(".//main//code")
    client.logout()
    return str(shown.text).removeprefix("http://testserver")


def fetched(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events(client, url):
    return {str(one["UID"]): one for one in fetched(client, url).walk("VEVENT")}


def test_an_expert_fetches_visits_and_deadlines_without_signing_in(visit, people, client):
    found = events(client, address(client, people.expert))
    event = found[f"visit-{visit.pk}@saglas"]
    starts = datetime.datetime.combine(visit.on_date, visit.starts_at)
    assert event.decoded("DTSTART") == timezone.make_aware(starts)
    assert event.decoded("DTEND") > event.decoded("DTSTART")
    assert visit.institution.full_name in str(event["LOCATION"])
    assert visit.subject in str(event["SUMMARY"])
    assert str(event["URL"]).endswith(visit.get_absolute_url())
    due = Desk.objects.filter(person=people.expert, closed_at=None, due_on__isnull=False)
    assert due.exists()
    for work in due:
        term = found[f"work-{work.document_id}-{work.step}@saglas"]
        assert term.decoded("DTSTART") == work.due_on
        assert term.decoded("DTEND") == work.due_on + datetime.timedelta(days=1)


def test_a_school_gives_out_the_visits_announced_to_it_and_no_others(visit, people, places, client):
    path = f"/institutions/{places.school.pk}/feed/renew/"
    found = events(client, address(client, people.director, path))
    assert set(found) == {f"visit-{visit.pk}@saglas"}
    type(visit).objects.filter(pk=visit.pk).update(announced_on=None)
    assert events(client, address(client, people.director, path)) == {}


def test_nobody_is_named(visit, people, places, client):
    urls = [
        address(client, people.expert),
        address(client, people.director, f"/institutions/{places.school.pk}/feed/renew/"),
    ]
    for url in urls:
        text = fetched(client, url).to_ical().decode()
        for _post, person in people:
            assert person.name not in text
            assert person.name.split()[-1] not in text
            assert person.email not in text


def test_a_cancelled_visit_is_struck_out(visit, people, client):
    url = address(client, people.expert)
    before = events(client, url)[f"visit-{visit.pk}@saglas"]
    making.taken(visit, "cancel", people.ruo_head, note="Училището е затворено.")
    after = events(client, url)[f"visit-{visit.pk}@saglas"]
    assert (str(before["STATUS"]), str(after["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_calendar_that_did_not_change_is_not_sent_again(visit, people, client):
    url = address(client, people.expert)
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    making.taken(visit, "cancel", people.ruo_head, note="Училището е затворено.")
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_only_the_hash_of_the_secret_is_kept(people, client):
    secret = address(client, people.expert).removeprefix("/feeds/").removesuffix(".ics")
    kept = Feed.objects.get()
    assert len(secret) >= 43
    assert secret not in str(vars(kept))
    assert secret not in client.get("/profile/").content.decode()


def test_a_new_address_ends_the_old_one_and_an_ended_one_is_not_there(people, client):
    old = address(client, people.expert)
    new = address(client, people.expert)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    client.force_login(people.expert)
    assert client.post("/profile/feed/revoke/").status_code == 302
    assert client.get(new).status_code == 404
    assert not Feed.objects.exists()


def test_who_is_gone_has_no_calendar(people, client):
    url = address(client, people.expert)
    people.expert.is_active = False
    people.expert.save()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("secret", ["x", "%00", "х" * 60, "../../letters"])
def test_a_guessed_address_is_not_there(secret, people, client):
    assert client.get(f"/feeds/{secret}.ics").status_code in {400, 404}


def test_a_calendar_costs_the_same_however_many_visits(
    visit, people, client, django_assert_num_queries
):
    url = address(client, people.expert)
    with django_assert_num_queries(3):
        client.get(url)


def test_only_the_director_gives_out_the_calendar_of_a_school(people, places, client):
    path = f"/institutions/{places.school.pk}/feed/renew/"
    for person in (people.ruo_head, people.other_director, people.administrator):
        client.force_login(person)
        assert client.post(path).status_code == 403
    client.force_login(people.director)
    assert "/feed/renew/" in client.get(f"/institutions/{places.school.pk}/").content.decode()
