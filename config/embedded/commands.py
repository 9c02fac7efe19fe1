"""The command line of ``./run``: each command with the servers it needs."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config import messages, vendor
from config.embedded import checks, places, serve, servers
from config.embedded.children import ends_with_parent
from config.embedded.progress import doing, give_up, say

MOST_TEST_PROCESSES = 4


def foreground(words: Sequence[str], environment: Mapping[str, str], folder: str) -> int:
    """Run a program at the terminal and return its exit code.

    Ctrl-C goes to the program by the terminal; SIGTERM is handed on, so that in both cases
    the servers are stopped after it and not under it.
    """
    process = subprocess.Popen(
        words,
        env={**os.environ, **environment},
        cwd=folder,
        preexec_fn=ends_with_parent(signal.SIGKILL),  # noqa: PLW1509 - no threads run here
    )
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
    code = process.wait()
    signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def manage(arguments: Sequence[str], called_from: str) -> int:
    """One management command on the kept servers."""
    words = [sys.executable, str(places.ROOT / "manage.py"), *arguments]
    with servers.kept() as started:
        return foreground(words, started.environment, called_from)


def test(arguments: Sequence[str], called_from: str) -> int:
    """The test suite on scratch servers, or on those of DATABASE_URL and REDIS_URL."""
    words = [sys.executable, "-m", "pytest", *(arguments or whole_suite())]
    plain = {"STATICFILES_BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with servers.scratch() as started:
        return foreground(words, started.environment | plain, str(places.ROOT))


def bench(arguments: Sequence[str], called_from: str) -> int:
    """A measurement on scratch servers with full durability."""
    with servers.scratch(durable=True) as started:
        words = [sys.executable, "-m", "bench", *arguments]
        return foreground(words, started.environment, str(places.ROOT))


def whole_suite() -> list[str]:
    """How all tests run: spread over the processors, those that share a thing kept together."""
    processes = min(os.cpu_count() or 1, MOST_TEST_PROCESSES)
    return ["-n", str(processes), "--dist", "loadgroup"] if processes > 1 else []


def setup(arguments: Sequence[str], called_from: str) -> int:
    """Everything is installed by the time this runs."""
    say("Ready. ./run serves the demo region, ./run test runs the tests.")
    return 0


def gather(arguments: Sequence[str], called_from: str) -> int:
    """The Bulgarian catalogue: gather, check or fold."""
    return foreground([sys.executable, "-m", "config.messages", *arguments], {}, str(places.ROOT))


def tell_help(arguments: Sequence[str], called_from: str) -> int:
    """What ``./run`` can do."""
    print("./run [COMMAND]\n")
    for name, command in COMMANDS.items():
        print(f"  {name:9} {command.sentence}")
    return 0


@dataclass(frozen=True)
class Command:
    """One word after ``./run``."""

    act: Callable[[Sequence[str], str], int]
    sentence: str


COMMANDS = {
    "serve": Command(serve.serve, "serve everything until Ctrl-C (the default; PORT, HOST)"),
    "demo": Command(serve.demo, "FILE: take a plan document the whole way, and end"),
    "test": Command(test, "[pytest arguments]: run the tests on servers of their own"),
    "bench": Command(bench, "NAME [--quick]: measure ours beside others in one run"),
    "check": Command(checks.check, "formatting, types, imports, templates, messages, settings"),
    "fix": Command(checks.fix, "mend what can be mended by itself"),
    "manage": Command(manage, "COMMAND: one of Django's or our management commands"),
    "messages": Command(gather, "[gather|check|fold]: the Bulgarian translation"),
    "lock": Command(checks.lock, "write the locks of requirements/ anew"),
    "setup": Command(setup, "install what is needed and nothing more"),
    "help": Command(tell_help, "this list"),
}


def make_complete() -> None:
    """Static files of npm packages and the compiled translation, as far as they are missing."""
    try:
        if not vendor.up_to_date():
            with doing("Fetching styles, fonts and htmx"):
                vendor.fetch()
        messages.compile_if_needed()
    except (vendor.VendorProblem, OSError) as problem:
        give_up(str(problem))


def main() -> None:
    """Run the command named by the arguments after ``--called-from FOLDER``."""
    _, _, called_from, *words = sys.argv
    name, *arguments = words or ["serve"]
    if name not in COMMANDS:
        give_up(f"There is no './run {name}'; ./run help lists what there is.")
    if os.environ.get("SAGLAS_VAR"):
        # Programs are started in several folders, all of them mean the caller's.
        os.environ["SAGLAS_VAR"] = str(Path(called_from, os.environ["SAGLAS_VAR"]))
    # SIGTERM must unwind the context managers like Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if name not in ("help", "lock"):
        make_complete()
    sys.exit(COMMANDS[name].act(arguments, called_from))
