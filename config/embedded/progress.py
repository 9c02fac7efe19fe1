"""What the person at the terminal is told: one line per thing done, on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    print(line, file=sys.stderr, flush=True)


def give_up(sentence: str) -> NoReturn:
    """End the program with exit code 2 and one sentence that says what to do."""
    say(sentence)
    raise SystemExit(2)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say ``what`` before the work; its seconds after it, when it took long enough to wonder."""
    say(f"{what} ...")
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    if took >= 1:
        say(f"{what}: done in {took:.1f} s")
