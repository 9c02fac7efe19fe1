"""The command line of ``./run``: each command with the servers it needs."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from config.embedded import places, servers
from config.embedded.children import ends_with_parent
from config.embedded.progress import give_up


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
    with servers.kept(wait_for_users=True) as started:
        return foreground(words, started.environment, called_from)


def test(arguments: Sequence[str], called_from: str) -> int:
    """The test suite on scratch servers."""
    with servers.scratch() as started:
        plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
        environment = started.environment | {"STATICFILES_BACKEND": plain}
        return foreground(
            [sys.executable, "-m", "pytest", *arguments], environment, str(places.ROOT)
        )


def setup(arguments: Sequence[str], called_from: str) -> int:
    """Everything is installed by the time this runs."""
    return 0


COMMANDS = {"manage": manage, "test": test, "setup": setup}


def main() -> None:
    _, _, called_from, *words = sys.argv
    command, *arguments = words or ["serve"]
    if command not in COMMANDS:
        give_up(f"There is no command '{command}'. Known: {', '.join(sorted(COMMANDS))}.")
    # SIGTERM must unwind the context managers like Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    sys.exit(COMMANDS[command](arguments, called_from))
