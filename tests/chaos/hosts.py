"""Further hosts: web, worker and beat at a loopback address of their own, on shared servers."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from config.embedded import serve
from config.embedded.children import Program
from tests.chaos.besieged import Besieged
from tests.chaos.browser import Browser
from tests.house.served import free_port, wait_for

HOSTS = ("127.0.0.2", "127.0.0.3")


@dataclass
class Host:
    """The processes of one host."""

    address: serve.Address
    processes: list[subprocess.Popen[bytes]]

    def lost(self) -> None:
        """The host is gone: all at once, without a word."""
        for one in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            one.wait(10)


def begin(program: Program, log: Path) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own."""
    with log.open("ab") as output:
        return subprocess.Popen(
            program.words,
            cwd=program.folder,
            env=dict(program.environment),
            stdout=output,
            stderr=output,
            process_group=0,
        )


@contextmanager
def hosts(siege: Besieged) -> Iterator[list[Host]]:
    """Two hosts beside the one that carries the servers; what all must share is shared."""
    started = [_host(siege, name) for name in HOSTS]
    try:
        for one in started:
            wait_for(partial(_answers, one), 240)
        yield started
    finally:
        for one in started:
            one.lost()


def _host(siege: Besieged, name: str) -> Host:
    own = siege.served.var.parent / name
    own.mkdir()
    for shared in ("media", "static"):
        (siege.served.var / shared).mkdir(exist_ok=True)
        (own / shared).symlink_to(siege.served.var / shared)
    address = serve.Address(name, free_port())
    environment = siege.environment | {
        "SAGLAS_VAR": str(own),
        "ALLOWED_HOSTS": f"{name},localhost,127.0.0.1",
    }
    programs = (
        serve.web(environment, address),
        serve.worker(environment),
        serve.beat(environment, own),
    )
    processes = [begin(program, own / f"{program.name}.log") for program in programs]
    return Host(address, processes)


def _answers(host: Host) -> bool:
    return Browser([(host.address.host, host.address.port)]).get("/health").status == 200
