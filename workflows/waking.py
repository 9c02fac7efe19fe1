"""Waking a worker after commit: a wake-up may be lost, the beat asks as well."""

import time
from collections.abc import Callable

from django.db import transaction

AGAIN_AFTER = 0.2
REST_AFTER_FAILURE = 10.0


class Bell:
    """Wakes a worker; one ring is enough for all the work of the next moment.

    A ring that is lost costs only time. After one that failed nobody tries for a while: with
    Redis silent every step would wait for it.
    """

    def __init__(self, send: Callable[[], object]) -> None:
        self._send = send
        self._next = 0.0

    def ring_after_commit(self) -> None:
        """Ring when the transaction has been kept, and only then."""
        # No bare method here: Django asks a robust callback that failed for its name.
        transaction.on_commit(lambda: self._ring(), robust=True)  # noqa: PLW0108

    def _ring(self) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        # Set before trying: the steps of other threads do not wait for the same silence.
        self._next = now + REST_AFTER_FAILURE
        self._send()
        self._next = now + AGAIN_AFTER
