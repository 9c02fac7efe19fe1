"""Waits for the end of its owner, then ends the owner's process groups; run as a plain file.

Lines read: ``watch GROUP SIGNAL``, ``forget GROUP``, ``remove FOLDER``. The end of the input is
the end of the owner. It imports nothing of the project, so that it starts in milliseconds.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

PATIENCE = 5.0
"""Seconds a group gets between its own signal and SIGKILL."""


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: dict[int, int] = {}
    folders: list[Path] = []
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "watch":
            group, _, ending = rest.partition(" ")
            groups[int(group)] = int(ending)
        elif word == "forget":
            groups.pop(int(rest), None)
        elif word == "remove":
            folders.append(Path(rest))
    end(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def end(groups: dict[int, int]) -> None:
    """Ask each group, wait until all are gone, kill the rest."""
    for group, ending in groups.items():
        send(group, ending)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(send(group, 0) for group in groups):
        time.sleep(0.05)
    for group in groups:
        send(group, signal.SIGKILL)


def send(group: int, number: int) -> bool:
    """Whether the group still existed."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
