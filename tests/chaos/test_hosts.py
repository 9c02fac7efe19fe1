"""Several hosts on one PostgreSQL and one Redis: any of them may be lost, one beat ticks."""

import json
import os
import subprocess
import threading
import time
from collections import Counter

import pytest
from django.conf import settings
from redis import Redis

from config import beat
from config.embedded import serve
from tests.chaos.hosts import begin, hosts
from tests.chaos.walking import WAY, Walkers, people
from tests.house.served import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("siege")]

PLANS = 16
WALKERS = 4
LETTERS_AFTER = 120.0
SWEEPS = 3.0
"""Seconds between two wake-ups of the outbox's sweep."""


@pytest.fixture
def broker():
    """A Redis without a worker: what beats send stays there to be counted."""
    line = Redis.from_url(settings.REDIS_URL)
    held = {"celery", beat.KEY}
    line.delete(*held)
    yield line
    line.delete(*held)


def sweeps(broker):
    """How many wake-ups of the sweep lie in the queue."""
    heads = [json.loads(one)["headers"]["task"] for one in broker.lrange("celery", 0, -1)]
    return heads.count("workflows.tasks.deliver")


def test_of_two_beats_one_ticks_and_the_other_takes_over_in_seconds(broker, tmp_path):
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    started: list[subprocess.Popen[bytes]] = []

    def another():
        folder = tmp_path / str(len(started))
        folder.mkdir()
        started.append(begin(serve.beat(environment, folder), folder / "log"))

    try:
        another()
        wait_for(lambda: broker.get(beat.KEY), 60)
        first = broker.get(beat.KEY)
        another()
        wait_for(
            lambda: (tmp_path / "1").joinpath("beat.db").exists() or _beats(tmp_path / "1"), 60
        )
        before, began = sweeps(broker), time.monotonic()
        time.sleep(4 * SWEEPS)
        ticked, due = sweeps(broker) - before, (time.monotonic() - began) / SWEEPS
        assert due - 1.5 <= ticked <= due + 1.5, f"{ticked} wake-ups where one beat sends {due:.1f}"
        assert broker.get(beat.KEY) == first

        started[0].kill()
        died = time.monotonic()
        wait_for(lambda: broker.get(beat.KEY) not in {None, first}, 20)
        after = sweeps(broker)
        wait_for(lambda: sweeps(broker) > after, 20)
        took = time.monotonic() - died
        assert took < beat.SECONDS + beat.LOOK_AGAIN + SWEEPS + 4, took
        print(f"\nthe other beat ticked {took:.1f} s after the first was killed")
    finally:
        for one in started:
            one.kill()
            one.wait(10)


def _beats(folder):
    return any(path.name.startswith("beat") for path in folder.iterdir())


def test_a_host_is_lost_and_nothing_with_it(siege):
    with hosts(siege) as further:
        addresses = [(one.address.host, one.address.port) for one in further]
        # Signed in at the first, at home at all: nothing of a person lies at a host.
        browsers = {name: siege.browser(name, *addresses) for name in people()}
        elsewhere = browsers["radulova"].addresses[1:]
        roaming = type(browsers["radulova"])(elsewhere, cookies=browsers["radulova"].cookies)
        assert roaming.get("/").status == 200

        walkers = Walkers(browsers, siege.staged(PLANS, "submit"))
        threads = [threading.Thread(target=walkers.walk, daemon=True) for _ in range(WALKERS)]
        for thread in threads:
            thread.start()
        wait_for(lambda: len(walkers.done) > len(WAY) * 2, 60)
        further[0].lost()
        at_loss = len(walkers.done)
        for thread in threads:
            thread.join(240)
        assert not walkers.faults, "\n".join(walkers.faults)
        assert len(walkers.done) == PLANS * len(WAY)
        assert at_loss < len(walkers.done)
        wait_for(lambda: siege.unsent() == 0, LETTERS_AFTER)
        came = Counter(one["Message-ID"] for one in siege.postbox.letters)
        assert set(siege.letters()) == set(came)
        assert "Whole: " in siege.whole()
