"""One clock for any number of hosts: several beats run, the one that holds the lease ticks.

The lease lies in Redis, because a tick is nothing but a message to Redis: where it cannot be
asked, nothing could be sent either. Two ticks at once would only wake workers twice, so a lease
that is lost with Redis' memory costs nothing.
"""

import logging
from typing import Any

from celery.beat import PersistentScheduler
from django.conf import settings
from redis import Redis
from redis.exceptions import LockError, RedisError

log = logging.getLogger(__name__)
KEY = "saglas:beat"
SECONDS = 6
"""How long a beat that has died is waited for."""
LOOK_AGAIN = 1.0
PATIENCE = 2


class Lease:
    """The right to tick, for a few seconds at a time."""

    def __init__(self) -> None:
        broker = Redis.from_url(
            settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        self._lock = broker.lock(KEY, timeout=SECONDS, thread_local=False)

    def held(self) -> bool:
        """Whether this process may tick now: its lease is renewed, or a free one taken."""
        try:
            return self._renewed() or self._taken()
        except RedisError:
            return False

    def let_go(self) -> None:
        """The next one need not wait."""
        try:
            self._lock.release()
        except RedisError:
            return

    def _renewed(self) -> bool:
        try:
            return bool(self._lock.reacquire())
        except LockError:
            return False

    def _taken(self) -> bool:
        taken = bool(self._lock.acquire(blocking=False))
        if taken:
            log.info("this beat ticks now")
        return taken


class OneOfMany(PersistentScheduler):  # type: ignore[misc]
    """Celery's scheduler, which ticks only while it holds the lease."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._lease = Lease()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due, when it is ours to send; seconds until the next call."""
        if not self._lease.held():
            return LOOK_AGAIN
        wait: float = super().tick(*args, **kwargs)
        return min(wait, LOOK_AGAIN)

    def close(self) -> None:
        """The proper end."""
        super().close()
        self._lease.let_go()
