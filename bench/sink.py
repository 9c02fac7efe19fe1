"""An SMTP server in a process of its own, which keeps of every letter only when it came.

Knows nothing of Django: a process that is started anew has not set it up.
"""

import asyncio
import contextlib
import multiprocessing
import time
from collections.abc import Iterator
from typing import Any

from aiosmtpd.smtp import SMTP

PATIENCE = 120.0
"""Seconds to wait for a letter, or for the server itself."""


class Sink:
    """Takes every letter and puts its Message-ID and the moment into a queue."""

    def __init__(self, came: Any) -> None:
        self.came = came

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The library's name for: a letter is here."""
        head = envelope.content.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
        key = head.partition("Message-ID: <")[2].partition("@")[0]
        self.came.put((key, time.time()))
        return "250 kept"


class Arrivals:
    """What came, in the order in which it came."""

    def __init__(self, came: Any) -> None:
        self._came = came

    def next(self, number: int) -> list[tuple[str, float]]:
        """The next letters: key and moment (Unix time) of each. Waits for them."""
        return [self._came.get(timeout=PATIENCE) for _letter in range(number)]


def _serve(came: Any, ready: Any) -> None:
    asyncio.run(_listen(came, ready))


async def _listen(came: Any, ready: Any) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(came)), "127.0.0.1", 0)
    ready.put(server.sockets[0].getsockname()[1])
    await server.serve_forever()


@contextlib.contextmanager
def opened() -> Iterator[tuple[Arrivals, int]]:
    """What comes, and the port of the server."""
    context = multiprocessing.get_context("spawn")
    came, ready = context.Queue(), context.Queue()
    server = context.Process(target=_serve, args=(came, ready), daemon=True)
    server.start()
    try:
        yield Arrivals(came), ready.get(timeout=PATIENCE)
    finally:
        server.kill()
        server.join()
