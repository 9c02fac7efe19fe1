"""The web server as ``./run`` starts it, for the length of a measurement."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_START = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def web(port: int) -> Iterator[None]:
    """Granian with two workers on a port of the loopback."""
    words = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            *words,
            "--log-level",
            "warning",
            "config.wsgi:application",
        ]
    )
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            urllib.request.urlopen(f"http://localhost:{port}/login/").read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
