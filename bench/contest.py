"""A contest: all do the same work in turns within one run, so that what disturbs disturbs all."""

import multiprocessing
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from bench.telling import Table

Work = Callable[[Any], None]
WARM = 3  # pieces: an office's server has taken steps before, its statements are planned


@dataclass
class Contestant:
    """One way to do the work: ``make`` prepares a piece, ``do`` does it. Rates by round."""

    name: str
    make: Callable[[int], Any]
    do: Work
    rates: dict[int, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Size:
    """How much is done: rounds, pieces in a round, units in a piece."""

    rounds: int
    pieces: int
    units: int


def run(contestants: Sequence[Contestant], size: Size, clients: Sequence[int]) -> None:
    """Fill in the rates (units per second) of everybody, for each number of clients."""
    number = 0
    for count in clients:
        for turn in range(-1, size.rounds):  # the first turn only warms up
            for one in random.sample(list(contestants), len(contestants)):
                pieces = [one.make(number + n) for n in range(size.pieces + count * WARM)]
                number += len(pieces)
                seconds = _timed(one.do, pieces, count)
                if turn >= 0:
                    rate = size.pieces * size.units / seconds
                    one.rates.setdefault(count, []).append(rate)


def _timed(do: Work, pieces: list[Any], clients: int) -> float:
    """Seconds for all pieces but those that each client warms up with: who serves is not new."""
    if clients == 1:
        return _seconds(do, pieces)
    connections.close_all()
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(clients + 1)
    workers = [
        context.Process(target=_client, args=(gate, do, pieces[n::clients])) for n in range(clients)
    ]
    for worker in workers:
        worker.start()
    gate.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - start
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("A client failed: nothing was measured.")
    return seconds


def _seconds(do: Work, pieces: list[Any]) -> float:
    for piece in pieces[:WARM]:
        do(piece)
    start = time.perf_counter()
    for piece in pieces[WARM:]:
        do(piece)
    return time.perf_counter() - start


def _client(gate: Any, do: Work, pieces: list[Any]) -> None:
    for piece in pieces[:WARM]:
        do(piece)
    gate.wait()
    for piece in pieces[WARM:]:
        do(piece)
    connections.close_all()


def ratio(ours: Contestant, other: Contestant, clients: int) -> float:
    """Median over the rounds of ours divided by theirs, each within its own round."""
    pairs = zip(ours.rates[clients], other.rates[clients], strict=True)
    return statistics.median(a / b for a, b in pairs)


def tables(contestants: Sequence[Contestant], clients: Sequence[int], unit: str) -> list[Table]:
    """Median rates over the number of clients, and how far the rounds lie apart with one."""
    middles = [
        (one.name, [statistics.median(one.rates[count]) for count in clients])
        for one in contestants
    ]
    spread = [
        (one.name, [min(one.rates[clients[0]]), max(one.rates[clients[0]])]) for one in contestants
    ]
    return [
        Table(f"{unit} per second, median", [str(n) for n in clients], middles, "clients at once"),
        Table(f"{unit} per second, {clients[0]} client: rounds", ["least", "most"], spread),
    ]
