"""``GET /health`` with the parts up, down and late."""

import datetime
import time

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from redis import Redis

from config.health import WORKER_SILENCE
from institutions.models import Person
from workflows.models import Notice
from workflows.tasks import HEARTBEAT_KEY, heartbeat

# One Redis serves all processes of the suite, so these tests stay in one of them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("heartbeat")]


@pytest.fixture
def broker() -> Redis:
    """The suite's own Redis, without a heartbeat."""
    redis = Redis.from_url(django_settings.REDIS_URL)
    redis.delete(HEARTBEAT_KEY)
    return redis


def test_all_is_well_while_the_worker_beats(client: Client, broker: Redis) -> None:
    heartbeat()
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "worker": "ok",
        "oldest_unsent_notice_seconds": None,
    }


def test_a_worker_that_never_beat_is_down(client: Client, broker: Redis) -> None:
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "down"
    assert answer.json()["broker"] == "ok"


def test_a_worker_that_fell_silent_is_down(client: Client, broker: Redis) -> None:
    broker.set(HEARTBEAT_KEY, int(time.time()) - WORKER_SILENCE - 1, ex=60)
    assert client.get("/health").json()["worker"] == "down"


def test_a_lost_broker_is_said_at_once(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    began = time.monotonic()
    answer = client.get("/health")
    assert time.monotonic() - began < 4
    assert answer.status_code == 503
    assert answer.json()["broker"] == "down"
    assert answer.json()["database"] == "ok"


def test_age_of_the_oldest_unsent_letter_is_told(client: Client) -> None:
    person = Person.objects.create_user("ivana", password=None)
    now = timezone.now()
    for key, minutes, sent in (("sent", 60, now), ("late", 10, None), ("new", 1, None)):
        Notice.objects.create(key=key, kind="turn", person=person, subject=key, sent_at=sent)
        written = now - datetime.timedelta(minutes=minutes)
        Notice.objects.filter(key=key).update(created_at=written)
    assert 600 <= client.get("/health").json()["oldest_unsent_notice_seconds"] <= 605


def test_page_is_open_to_anybody_and_changes_nothing(client: Client) -> None:
    assert client.get("/health").status_code in (200, 503)
    assert client.post("/health").status_code == 405
