"""A service started for a test by ``./run``, in a folder of its own."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.embedded import places

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Process:
    """A living process as ``/proc`` shows it."""

    pid: int
    parent: int
    words: str
    uid: int


def processes() -> list[Process]:
    """All processes that are not zombies."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            uid = folder.stat().st_uid
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            found.append(Process(int(folder.name), int(parent), words, uid))
    return found


def descendants(pid: int) -> list[Process]:
    """Children, their children and so on."""
    everything = processes()
    family, new = {pid}, {pid}
    while new:
        new = {one.pid for one in everything if one.parent in new} - family
        family |= new
    return [one for one in everything if one.pid in family and one.pid != pid]


def wait_for(ask: Callable[[], object], seconds: float = 30) -> None:
    """Return when ``ask`` is true; fail the test when it stays false."""
    until = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < until, f"still not so after {seconds} s"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def bare_environment(var: Path, **more: str) -> dict[str, str]:
    """The caller's environment without the servers that the suite itself runs on."""
    ours = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SAGLAS_VAR", "STATICFILES_BACKEND")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept = {name: value for name, value in kept.items() if not name.startswith("PYTEST_")}
    return {**kept, "SAGLAS_VAR": str(var), **more}


def command(*words: str) -> list[str]:
    """What ``./run`` executes once everything is installed."""
    return [sys.executable, "-m", "config.embedded", "--called-from", str(ROOT), *words]


def run(
    var: Path,
    *words: str,
    user: str | None = None,
    python: str = sys.executable,
    **more: str,
) -> str:
    """Run a command to its end; what it printed, both streams."""
    done = subprocess.run(
        [python, *command(*words)[1:]],
        cwd=ROOT,
        env=bare_environment(var, **more),
        user=user,
        extra_groups=[] if user else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return f"{done.stdout}\nexit code {done.returncode}"


@dataclass
class Served:
    """A running ``./run serve``."""

    process: subprocess.Popen[bytes]
    port: int
    var: Path

    def child(self, words: str) -> Process | None:
        """The direct child whose command line contains ``words``."""
        return next(
            (one for one in processes() if one.parent == self.process.pid and words in one.words),
            None,
        )

    def health(self) -> tuple[int, dict[str, object]]:
        """Status and body of ``/health``; status 0 when nothing answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except OSError:
            return 0, {}
        finally:
            connection.close()


@contextmanager
def open_to_servers() -> Iterator[Path]:
    """A folder that every account can walk to; pytest's own is closed to others."""
    folder = places.private_folder(places.Account(os.geteuid(), os.getegid(), drop=False))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def serving(var: Path, **more: str) -> Iterator[Served]:
    """Serve from ``var`` on a free port until the block ends."""
    port = free_port()
    log = (var.parent / "serve.log").open("wb")
    process = subprocess.Popen(
        command("serve"),
        cwd=ROOT,
        env=bare_environment(var, PORT=str(port), **more),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    served = Served(process, port, var)
    try:
        wait_for(lambda: process.poll() is not None or served.health()[0] == 200, 240)
        assert process.poll() is None, (var.parent / "serve.log").read_text()
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)
        log.close()
