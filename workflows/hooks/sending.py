"""One HTTP request over TLS: to a checked address, within a time, no redirect followed."""

import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection
from typing import Any

from workflows.hooks.reaching import Place

CONNECT_WITHIN = 3.0
TRIED = 3
ANSWER_WITHIN = 8.0
"""Seconds from the connection to the end of the answer, however slowly it drips."""
READ_AT_MOST = 16 * 1024


class _Hurried(ssl.SSLSocket):
    """A socket that gives up at a moment, not after a silence."""

    until = 0.0

    def _hurry(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:  # also when there is always something to read
            raise TimeoutError
        self.settimeout(left)

    def send(self, *args: Any, **more: Any) -> int:
        """Send within what is left of the time."""
        self._hurry()
        return super().send(*args, **more)

    def recv_into(self, *args: Any, **more: Any) -> int:
        """Read within what is left of the time."""
        self._hurry()
        return super().recv_into(*args, **more)


def post(place: Place, addresses: Sequence[str], headers: dict[str, str], body: bytes) -> int:
    """Post to one of the addresses, under the name that its certificate must have; the status.

    Raises ``OSError`` (time, connection, certificate) or ``HTTPException``.
    """
    connection = HTTPConnection(place.host, place.port)
    with _connected(addresses, place.port) as plain:
        connection.sock = line = _secured(plain, place.host)
        with line:
            connection.request("POST", place.target, body, headers | {"Host": place.named})
            answer = connection.getresponse()
            answer.read(READ_AT_MOST)
            return answer.status


def _connected(addresses: Sequence[str], port: int) -> socket.socket:
    """To the first that answers: not every host reaches IPv6."""
    *others, last = addresses[:TRIED]
    for address in others:
        with suppress(OSError):
            return socket.create_connection((address, port), CONNECT_WITHIN)
    return socket.create_connection((last, port), CONNECT_WITHIN)


def _secured(plain: socket.socket, host: str) -> _Hurried:
    until = time.monotonic() + ANSWER_WITHIN
    context = ssl.create_default_context()
    context.sslsocket_class = _Hurried
    line = context.wrap_socket(plain, server_hostname=host)
    if not isinstance(line, _Hurried):
        raise TypeError("The context made another socket.")
    line.until = until
    return line
