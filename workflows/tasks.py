"""Celery: wake-ups only; each task may run twice harmlessly."""

import time

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from redis import Redis

from workflows import changes, counting, delivery, digests, files, ticking
from workflows.hooks import delivering
from workflows.proof import sealing

HEARTBEAT_KEY = "saglas:worker"
HEARTBEAT_LIFE = 60


@shared_task
def deliver() -> int:
    """Send what waits. Woken by a step; beat calls too: a wake-up may be lost, a worker die."""
    return delivery.deliver()


@shared_task
def attend_changes() -> int:
    """Tell what changed to those who follow it. Woken by a step; beat calls too, as for letters."""
    return changes.attend()


@shared_task
def call_webhooks() -> int:
    """Tell the systems that listen. Woken by a step; beat calls too, as for letters."""
    return delivering.deliver()


@shared_task
def delete_old_calls() -> int:
    """Delete calls of webhooks that ended long ago."""
    return delivering.delete_old()


@shared_task
def gather() -> int:
    """Write the daily letters that are due; whoever has today's gets no other."""
    return digests.gather()


@shared_task
def tick() -> int:
    """Look at the running clocks: warn three days before, tell when a term has passed."""
    return ticking.tick()


@shared_task
def fold_counts() -> None:
    """Put the added counts of open work together."""
    counting.fold()


@shared_task
def delete_orphans() -> int:
    """Delete uploaded files that no row names."""
    return files.delete_orphans(timezone.now())


@shared_task
def seal() -> bool:
    """Seal all histories once a day; asked every ten minutes, so that a missed hour is made up."""
    return sealing.seal_day() is not None


@shared_task
def heartbeat() -> None:
    """A worker lives: ``/health`` reads when it last said so."""
    Redis.from_url(settings.REDIS_URL, socket_timeout=2).set(
        HEARTBEAT_KEY, int(time.time()), ex=HEARTBEAT_LIFE
    )
