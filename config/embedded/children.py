"""Processes that never outlive the one who started them, whatever way that one ends.

Each child leads a process group of its own and asks the kernel for a signal at its parent's
death. Grandchildren (pool processes of a worker) get no such signal, therefore a small guardian
process knows the groups and ends them when its pipe to the owner breaks.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from config.embedded.places import ROOT, Account

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """One program to start: its words, its folder, and how it is asked to end."""

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str]
    account: Account | None = None
    folder: Path = ROOT
    ending: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    """Seconds between the request to end and SIGKILL."""
    said: str | None = None
    """What the program reads on its standard input; nothing if None."""


class Guardian:
    """Ends the given process groups and removes the given folders once its owner is gone."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("guardian.py"))],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._pipe = cast("IO[str]", self._process.stdin)

    def watch(self, group: int, ending: signal.Signals) -> None:
        self._tell(f"watch {group} {int(ending)}")

    def forget(self, group: int) -> None:
        self._tell(f"forget {group}")

    def remove_at_end(self, folder: Path) -> None:
        self._tell(f"remove {folder}")

    def dismiss(self) -> None:
        """Let it do its last work and end."""
        self._pipe.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        with suppress(BrokenPipeError):
            self._pipe.write(line + "\n")
            self._pipe.flush()


@dataclass
class Child:
    """A started program."""

    program: Program
    process: subprocess.Popen[str]
    guardian: Guardian
    started: float = field(default_factory=time.monotonic)
    swept: bool = False

    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Ask it to end, wait for it, then kill what is left of its group."""
        if self.alive():
            self.process.send_signal(self.program.ending)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.program.patience)
        self.sweep()

    def sweep(self) -> None:
        """Kill what is left of the group and reap its leader; once, for numbers are used again."""
        if self.swept:
            return
        self.swept = True
        signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.guardian.forget(self.process.pid)


def signal_group(group: int, number: signal.Signals) -> None:
    """Signal a process group that may be gone."""
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def start(program: Program, guardian: Guardian, output: IO[bytes] | int | None = None) -> Child:
    """Start ``program`` in the background; its output goes to ``output``."""
    account = program.account if program.account and program.account.drop else None
    process = subprocess.Popen(
        program.words,
        cwd=program.folder,
        env=dict(program.environment),
        stdin=subprocess.PIPE if program.said is not None else subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        text=True,
        errors="replace",
        process_group=0,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        preexec_fn=ends_with_parent(program.ending),  # noqa: PLW1509 - no threads run here yet
    )
    guardian.watch(process.pid, program.ending)
    if program.said is not None and process.stdin:
        process.stdin.write(program.said)
        process.stdin.close()
    return Child(program, process, guardian)


def ends_with_parent(number: signal.Signals) -> Callable[[], None]:
    """What a child runs between fork and exec: ask for ``number`` at its parent's death.

    Must come after the change of account, which clears the request; a parent that died in
    between is noticed by its number.
    """
    parent = os.getpid()

    def ask() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask
