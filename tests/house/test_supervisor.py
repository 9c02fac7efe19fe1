"""The served whole: what dies comes back, what ends leaves nothing behind."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.served import (
    Process,
    Served,
    descendants,
    free_port,
    open_to_servers,
    processes,
    run,
    serving,
    wait_for,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("served")]

CHILDREN = {
    "postgres": "/postgres -D",
    "redis": "redis-server",
    "worker": "celery --app=config --quiet worker",
    "beat": "celery --app=config --quiet beat",
    "web": "granian",
}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with open_to_servers() as folder, serving(folder / "var") as running:
        yield running


@pytest.mark.parametrize("name", CHILDREN)
def test_a_killed_child_comes_back_and_the_service_is_well_again(served: Served, name: str) -> None:
    words = CHILDREN[name]
    wait_for(lambda: served.child(words))
    before = served.child(words)
    assert before is not None

    os.kill(before.pid, signal.SIGKILL)

    wait_for(lambda: (now := served.child(words)) and now.pid != before.pid)
    wait_for(lambda: served.health()[0] == 200)


def test_servers_listen_on_no_tcp_port_but_the_pages(served: Served) -> None:
    family = {one.pid: one.words for one in descendants(served.process.pid)}
    listening = _listening_sockets()
    talkers = {
        words
        for pid, words in family.items()
        if any(link in listening for link in _open_sockets(pid))
    }
    assert talkers
    assert all("granian" in words for words in talkers)


def _listening_sockets() -> set[str]:
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    lines += Path("/proc/net/tcp6").read_text().splitlines()[1:]
    return {f"socket:[{line.split()[9]}]" for line in lines if line.split()[3] == "0A"}


def _open_sockets(pid: int) -> set[str]:
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.add(str(link.readlink()))
        except FileNotFoundError:
            continue
    return found


def test_database_does_not_run_as_root(served: Served) -> None:
    server = served.child(CHILDREN["postgres"])
    assert server is not None
    assert server.uid != 0


def test_management_commands_use_the_running_database(served: Served) -> None:
    server = served.child(CHILDREN["postgres"])
    assert server is not None
    told = run(served.var, "manage", "shell", "-v", "0", "-c", _TELL_SERVER)
    assert f"backend of {server.pid}" in told
    assert "exit code 0" in told


_TELL_SERVER = """
from pathlib import Path
from django.db import connection
with connection.cursor() as cursor:
    pid = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    print("backend of", Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
"""


def test_a_second_service_in_the_same_folder_is_refused(served: Served) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    told = run(served.var, "serve", PORT=str(free))
    assert "already being served" in told
    assert "exit code 2" in told


def test_a_taken_port_is_said_before_anything_is_started(served: Served, tmp_path: Path) -> None:
    told = run(tmp_path / "var", "serve", PORT=str(served.port))
    assert f"port {served.port}, cannot be used" in told
    assert f"PORT={served.port + 1} ./run" in told
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "80 80", "8\u0663"])
def test_a_port_that_is_no_number_is_refused(tmp_path: Path, port: str) -> None:
    assert "must be a number" in run(tmp_path / "var", "serve", PORT=port)


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for var in (tmp_path / "file", tmp_path / "file" / "var", Path("/proc/var")):
        told = run(var, "serve", PORT=str(free_port()))
        assert told.startswith(f"Nothing can be written to {var}")
        assert "exit code 2" in told


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_supervisor(open_folder: Path, number: signal.Signals) -> None:
    with serving(open_folder / "var") as running:
        family = descendants(running.process.pid)
        assert len(family) > len(CHILDREN)

        running.process.send_signal(number)
        running.process.wait(40)

        wait_for(lambda: not _alive(family), 15)
        assert (running.var / "postgres" / "data" / "PG_VERSION").is_file()


def _alive(family: list[Process]) -> list[Process]:
    now = {(one.pid, one.words) for one in processes()}
    return [one for one in family if (one.pid, one.words) in now]
