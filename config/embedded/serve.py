"""``./run serve`` and ``./run demo``: the whole service on servers of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.embedded import places, remembered, servers
from config.embedded.children import Program, ends_with_parent
from config.embedded.progress import give_up, say
from config.embedded.servers import Started
from config.embedded.supervisor import Stopped, Supervisor, ends_on_signals


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        host = "localhost" if self.host in ("127.0.0.1", "0.0.0.0") else self.host  # noqa: S104
        return f"http://{host}:{self.port}/"


def wanted_address() -> Address:
    """``HOST`` (default 127.0.0.1) and ``PORT`` (default 8000), refused before the long work."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        give_up(f"PORT is '{text}'; it must be a number from 1 to 65535.")
    address = Address(os.environ.get("HOST") or "127.0.0.1", int(text))
    if fault := _why_taken(address):
        give_up(
            f"The address {address.host}, port {text}, cannot be used ({fault})."
            f" Choose another port: PORT={min(int(text) + 1, 65535)} ./run"
        )
    return address


def _why_taken(address: Address) -> str:
    """Empty when the port is free, also under the name ``localhost`` that browsers will use."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as fault:
            return fault.strerror or str(fault)
    try:
        socket.create_connection(("localhost", address.port), timeout=1).close()
    except OSError:
        return ""
    return "another program answers there"


def web(environment: Mapping[str, str], address: Address) -> Program:
    """Granian with two processes of four threads."""
    options = {
        "--interface": "wsgi",
        "--host": address.host,
        "--port": str(address.port),
        "--workers": "2",
        "--blocking-threads": "4",
        "--log-level": "warning",
        "--workers-kill-timeout": "5",
    }
    words = [word for option in options.items() for word in option]
    # One process that dies takes nothing from the other.
    words += ["--respawn-failed-workers", "config.wsgi:application"]
    return _python("web", environment, "granian", *words)


def worker(environment: Mapping[str, str]) -> Program:
    """The worker, two processes."""
    options = ("--concurrency=2", "--loglevel=WARNING", "--without-gossip", "--without-mingle")
    # Celery warns of root because of pickled messages; ours are JSON.
    environment = {"PYTHONWARNINGS": "ignore::Warning:celery.platforms", **environment}
    return _python("worker", environment, "celery", "--app=config", "--quiet", "worker", *options)


def beat(environment: Mapping[str, str], folder: Path) -> Program:
    """The clock; of several one ticks. What it remembers is worth nothing after a restart."""
    scheduler = "--scheduler=config.beat:OneOfMany"
    options = (scheduler, f"--schedule={folder / 'beat'}", "--pidfile=", "--loglevel=WARNING")
    return _python("beat", environment, "celery", "--app=config", "--quiet", "beat", *options)


def _python(name: str, environment: Mapping[str, str], module: str, *words: str) -> Program:
    return Program(
        name=name,
        words=(sys.executable, "-m", module, *words),
        environment={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
    )


def make_ready(environment: Mapping[str, str], *words: str) -> str:
    """Tables, static files, demo region; returns what it printed. Ends the program on failure."""
    done = subprocess.run(
        [sys.executable, "-m", "config.embedded.ready", *words],
        cwd=places.ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=ends_with_parent(signal.SIGKILL),
    )
    if done.returncode:
        give_up("The database could not be made ready; the reason stands above.")
    return done.stdout


def serve(arguments: Sequence[str], called_from: str) -> int:
    """Run everything until Ctrl-C."""
    address = wanted_address()
    with ends_on_signals():
        try:
            with servers.kept(as_owner=True) as started:
                _serve(started, address)
        except Stopped:
            say("Stopped.")
    return 0


def _serve(started: Started, address: Address) -> None:
    environment = {"PORT": str(address.port), **started.environment}
    people = _ready(environment)
    supervisor = Supervisor(started.guardian)
    for child in started.children:
        supervisor.adopt(child, started.logs / f"{child.program.name}.log")
    try:
        supervisor.add(web(environment, address), started.logs / "web.log")
        _tell_when_open(supervisor, address, people)
        # Begun after the pages: three beginnings at once on two processors make people wait.
        supervisor.add(worker(environment), started.logs / "worker.log")
        supervisor.add(beat(environment, started.logs), started.logs / "beat.log")
        while True:
            supervisor.step()
    except Stopped:
        say("Stopping ...")
        supervisor.stop()
        raise


def _ready(environment: Mapping[str, str]) -> str:
    """The demo people, with everything there that the pages need."""
    var, address = servers.var_folder(), environment["DATABASE_URL"]
    people = remembered.people(var, address)
    if people is None:
        people = make_ready(environment, "--static", "--demo", "if-empty", "--people")
        remembered.keep(var, address, people)
    return people


def _tell_when_open(supervisor: Supervisor, address: Address, people: str) -> None:
    """Print the address and the demo people once the web server takes connections."""
    while not _open(address):
        supervisor.step()
    say("")
    print(people, end="", flush=True)
    say(f"\nSaglas is open at {address.url} (Ctrl-C ends it).")


def _open(address: Address) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((address.host, address.port)) == 0


def demo(arguments: Sequence[str], called_from: str) -> int:
    """Walk files through their whole course on scratch servers; the exit code of the walk."""
    if not arguments:
        give_up("Name the plan document: ./run demo FILE")
    with ends_on_signals():
        try:
            with servers.scratch() as started:
                return _walk(started, arguments, called_from)
        except Stopped:
            say("Stopped.")
            return 130


def _walk(started: Started, arguments: Sequence[str], called_from: str) -> int:
    make_ready(started.environment, "--demo", "register-only")
    supervisor = Supervisor(started.guardian)
    walk = None
    try:
        supervisor.add(worker(started.environment), started.logs / "worker.log")
        supervisor.add(beat(started.environment, started.logs), started.logs / "beat.log")
        walk = subprocess.Popen(
            [sys.executable, str(places.ROOT / "manage.py"), "walk_plan", *arguments],
            cwd=called_from,
            env={**os.environ, **started.environment},
            preexec_fn=ends_with_parent(signal.SIGKILL),  # noqa: PLW1509 - no threads run here
        )
        while (code := walk.poll()) is None:
            supervisor.step()
        return code if code >= 0 else 128 - code
    finally:
        if walk is not None and walk.poll() is None:
            walk.kill()
        supervisor.stop()
