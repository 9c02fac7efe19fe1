"""A real worker and a lost Redis: no letter is lost either way."""

import datetime
import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from plans.models import Plan
from tests import making
from tests.hooking import hooked
from tests.mailing import sent_over, smtp_server
from workflows import delivery, gate
from workflows.models import Notice, WebhookCall

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.xdist_group("heartbeat"),
]

STEP = """
import sys, time, django
django.setup()
from institutions.models import Person
from plans.models import Plan
from workflows import gate
plan = Plan.objects.get(pk=sys.argv[1])
actor = Person.objects.get(pk=sys.argv[2])
began = time.monotonic()
gate.perform(plan, "agree", actor=actor)
print(time.monotonic() - began)
"""


def environment(**more):
    """Of a process that works on the test's own database."""
    test = django_settings.DATABASES["default"]["NAME"]
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{test}"
    return {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": django_settings.SECRET_KEY,
        "PYTHONWARNINGS": "ignore",
        **more,
    }


@contextmanager
def worker(port):
    words = ("celery", "--app=config", "--quiet", "worker", "--pool=solo", "--concurrency=1")
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=django_settings.BASE_DIR,
        env=environment(EMAIL_URL=f"smtp://127.0.0.1:{port}"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def until(ask, seconds):
    limit = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < limit, f"still not so after {seconds} s"
        time.sleep(0.1)


@pytest.fixture
def plan(municipal_plan, people):
    made = making.registered(municipal_plan, people)
    Notice.objects.all().delete()
    return made


def test_a_worker_sends_the_letters_of_a_step(plan, people):
    with smtp_server() as (postbox, port), worker(port):
        gate.perform(plan, "agree", actor=people.ruo_head)
        until(lambda: not Notice.objects.filter(sent_at=None).exists(), 90)
    told = {letter["To"] for letter in postbox.letters}
    assert told == {people.mayor.email, people.municipal_expert.email}
    assert len(postbox.letters) == 2


def test_without_redis_the_step_succeeds_in_normal_time_and_the_sweep_sends_later(
    plan, people, settings
):
    done = subprocess.run(
        [sys.executable, "-c", STEP, str(plan.pk), str(people.ruo_head.pk)],
        cwd=django_settings.BASE_DIR,
        env=environment(REDIS_URL="redis://127.0.0.1:1/0"),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    # Redis is waited for one second at most; the rest is what a busy machine needs.
    assert float(done.stdout.split()[-1]) < 20
    assert Plan.objects.get(pk=plan.pk).state == "agreed"
    assert Notice.objects.filter(sent_at=None).count() == 2
    Notice.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=1))
    with smtp_server() as (postbox, port):
        sent_over(settings, port)
        assert delivery.deliver() == 2
    assert len(postbox.letters) == 2


def test_a_worker_of_an_installation_calls_no_machine_inside_the_house(plan, people, places):
    """The step wakes it; with the settings as they are, loopback is refused and the step stands."""
    with smtp_server() as (_postbox, port), worker(port):
        hooked(places.authority, people.administrator, "https://127.0.0.1/hook")
        gate.perform(plan, "agree", actor=people.ruo_head)
        until(lambda: WebhookCall.objects.exclude(error="").exists(), 90)
    call = WebhookCall.objects.get()
    assert "достъпен от интернет" in call.error
    assert (call.event, call.attempts, call.answer) == ("municipal-plan.agree", 1, None)
