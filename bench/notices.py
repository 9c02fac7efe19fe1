"""Letters per second to a local SMTP server by one worker of two processes; how soon one comes."""

import contextlib
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections

from bench import sink, stage
from bench.telling import Result, Table
from config.celery import app
from workflows import gate
from workflows.models import Notice

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = 2
SWEEP = 3.0
BODY = "Планът е съгласуван. Общината го внася в съвета до края на месеца.\n" * 3


@dataclass(frozen=True)
class Size:
    """Letters that wait at the start of a round, rounds, and plans submitted afterwards."""

    letters: int
    rounds: int
    plans: int


def run(*, quick: bool) -> Result:
    """Measure."""
    size = Size(300, 1, 20) if quick else Size(3000, 5, 200)
    made = stage.build()
    connections.close_all()
    with sink.opened() as (arrivals, port), _worker(port), _sweeping():
        _rate(arrivals, PROCESSES * 50, made.head, "warm")
        rates = [_rate(arrivals, size.letters, made.head, str(n)) for n in range(size.rounds)]
        delays = _delays(arrivals, made, size.plans)
    figures = {
        "per_second": round(statistics.median(rates)),
        "first_letter_ms": round(1000 * delays[0]),
        "delay_median_ms": round(1000 * statistics.median(delays)),
        "delay_p95_ms": round(1000 * statistics.quantiles(delays, n=20)[-1]),
    }
    return Result("notices", quick, figures, _tables(rates, delays))


@contextlib.contextmanager
def _worker(port: int) -> Iterator[None]:
    """One worker of Celery with two processes, as an installation starts it."""
    words = ("celery", "--app=config", "--quiet", "worker", f"--concurrency={PROCESSES}")
    address = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "LOG_LEVEL": "ERROR"}
    own = {"DJANGO_SETTINGS_MODULE": "config.settings", **address}
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env={**os.environ, **own})
    try:
        limit = time.monotonic() + sink.PATIENCE
        while not app.control.ping(timeout=0.5):
            if time.monotonic() > limit:
                raise RuntimeError("No worker answers: nothing was measured.")
        yield
    finally:
        process.terminate()
        process.wait(sink.PATIENCE)


@contextlib.contextmanager
def _sweeping() -> Iterator[None]:
    """The sweep of the beat: of many steps at once only some wake the worker."""
    over = threading.Event()

    def sweep() -> None:
        while not over.wait(SWEEP):
            app.send_task("workflows.tasks.deliver")

    beat = threading.Thread(target=sweep, daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join()


def _rate(arrivals: sink.Arrivals, number: int, person: Any, name: str) -> float:
    """Letters per second: they stand in the outbox, both processes are woken, the last comes."""
    Notice.objects.bulk_create(
        Notice(
            key=f"plan_agreed:{name}:{n}",
            kind="plan_agreed",
            person=person,
            subject=f"Съгласуван план № {n}",
            body=BODY,
            url="/plans/",
        )
        for n in range(number)
    )
    start = time.time()
    for _process in range(PROCESSES):
        app.send_task("workflows.tasks.deliver")
    return number / (arrivals.next(number)[-1][1] - start)


def _delays(arrivals: sink.Arrivals, made: stage.Stage, plans: int) -> list[float]:
    """Seconds from the commit of a step to each of its letters, while one step follows another."""
    committed: dict[str, float] = {}
    for draft in [stage.plan(made, number) for number in range(plans)]:
        record = gate.perform(
            draft, "submit", actor=made.mayor, strategy="Strategy", strategy_until=9999
        )
        committed[f"r{record.pk}"] = time.time()
    told = Notice.objects.filter(kind="plan_submitted").values_list("pk", "key")
    events = {str(pk): key.split(":")[2] for pk, key in told}
    return [moment - committed[events[pk]] for pk, moment in arrivals.next(len(events))]


def _tables(rates: list[float], delays: list[float]) -> list[Table]:
    late = [1000 * delays[0], 1000 * statistics.median(delays), 1000 * max(delays)]
    return [
        Table(
            f"Letters per second, one worker of {PROCESSES} processes",
            ["least", "median", "most"],
            [("Saglas", [min(rates), statistics.median(rates), max(rates)])],
        ),
        Table(
            "Milliseconds from the commit of a step to its letters, one step after another",
            ["first", "median", "most"],
            [("Saglas", late)],
        ),
    ]
