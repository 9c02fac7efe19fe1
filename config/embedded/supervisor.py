"""Keeps programs running: starts again what ends, with growing pauses, until told to stop."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from config.embedded import places
from config.embedded.children import Child, Guardian, Program, start
from config.embedded.progress import say

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY = 30.0
"""Seconds after which a program counts as running well and its pause begins anew."""


class Stopped(Exception):
    """Ctrl-C, or a signal to end."""


_told_to_stop = False
"""Python drops what a handler raises inside a finalizer: the next round raises it again."""


@dataclass
class Kept:
    """One program under care."""

    program: Program
    log: Path
    shown: bool
    """Whether its lines appear at the terminal too."""
    child: Child | None = None
    pause: float = FIRST_PAUSE
    due: float = 0.0


@dataclass
class Source:
    """The pipe that one start of a program writes into."""

    kept: Kept
    pipe: int
    unfinished: bytes = b""


class Supervisor:
    """Starts, watches, restarts, stops; in one thread, whose death the kernel would signal."""

    def __init__(self, guardian: Guardian) -> None:
        self._guardian = guardian
        self._selector = selectors.DefaultSelector()
        self.kept: list[Kept] = []

    def adopt(self, child: Child, log: Path) -> None:
        """Care for a program that runs already and writes its log itself."""
        self.kept.append(Kept(child.program, log, shown=False, child=child))

    def add(self, program: Program, log: Path) -> None:
        """Start a program whose output goes to its log and, prefixed, to the terminal."""
        places.make_room(log)
        kept = Kept(program, log, shown=True)
        self.kept.append(kept)
        self._begin(kept)

    def step(self) -> None:
        """One round: pass on what was written, notice the dead, start what is due."""
        if _told_to_stop:
            raise Stopped
        for key, _ in self._selector.select(timeout=0.1):
            self._pass_on(key.data)
        now = time.monotonic()
        for kept in self.kept:
            if kept.child and not kept.child.alive():
                _bury(kept, kept.child, now)
            elif kept.child is None and now >= kept.due:
                self._begin(kept)

    def stop(self) -> None:
        """End what was added, all asked at once; then what was adopted, which it may need."""
        added = [kept.child for kept in self.kept if kept.shown and kept.child]
        for child in added:
            child.process.send_signal(child.program.ending)
        adopted = [kept.child for kept in self.kept if not kept.shown and kept.child]
        for child in (*added, *adopted):
            child.stop()

    def _begin(self, kept: Kept) -> None:
        if not kept.shown:
            with kept.log.open("ab") as output:
                kept.child = start(kept.program, self._guardian, output)
            return
        reading, writing = os.pipe()
        kept.child = start(kept.program, self._guardian, writing)
        os.close(writing)
        self._selector.register(reading, selectors.EVENT_READ, Source(kept, reading))

    def _pass_on(self, source: Source) -> None:
        text = os.read(source.pipe, 65536)
        if not text:
            self._selector.unregister(source.pipe)
            os.close(source.pipe)
            return
        kept = source.kept
        *lines, source.unfinished = (source.unfinished + text).split(b"\n")
        with kept.log.open("ab") as log:
            for line in lines:
                _write(log, line)
                _write(sys.stderr.buffer, f"{kept.program.name:7}| ".encode() + line)


def _bury(kept: Kept, child: Child, now: float) -> None:
    """Note when the program is due again; what is left of its group ends first."""
    child.sweep()
    kept.pause = FIRST_PAUSE if now - child.started > STEADY else kept.pause
    kept.child, kept.due = None, now + kept.pause
    say(f"{kept.program.name} ended ({_how(child.process.returncode)}); again in {kept.pause:g} s.")
    kept.pause = min(kept.pause * 2, LONGEST_PAUSE)


def _write(stream: IO[bytes], line: bytes) -> None:
    stream.write(line + b"\n")
    stream.flush()


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"


@contextmanager
def ends_on_signals() -> Iterator[None]:
    """Turn SIGINT, SIGTERM and SIGHUP into ``Stopped``, once; later ones are not heard."""

    def stop(number: int, frame: FrameType | None) -> None:
        global _told_to_stop  # noqa: PLW0603
        _told_to_stop = True
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in numbers:
        signal.signal(number, stop)
    yield
