"""500 agreements in one action: each its own transaction, recorded, chained and reported."""

import statistics
import time
from typing import Any

from django.db import connection

from bench import stage
from bench.telling import Result, Table
from plans.models import Plan
from workflows import gate, records
from workflows.acting import take_all

AT_ONCE = 500


def run(*, quick: bool) -> Result:
    """Measure."""
    made, rounds, size = stage.build(), 1 if quick else 5, 20 if quick else AT_ONCE
    taken, chained = [], True
    for turn in range(-1, rounds):  # the first turn only warms up
        plans = [_to_agree(made, (turn + 1) * size + n) for n in range(size)]
        seconds = _agreed(made, plans)
        chained = chained and all(_is_agreed_and_whole(plan) for plan in plans)
        if turn >= 0:
            taken.append(seconds * AT_ONCE / size)
    middle = statistics.median(taken)
    title = f"Seconds for {AT_ONCE} agreements in one action"
    table = Table(
        title, ["least", "median", "most"], [("Saglas", [min(taken), middle, max(taken)])]
    )
    figures = {"seconds_500": round(middle, 3), "chained": chained}
    return Result("bulk", quick, figures, [table])


def _to_agree(made: stage.Stage, number: int) -> Plan:
    plan = stage.plan(made, number)
    gate.perform(plan, "submit", actor=made.mayor, strategy="Strategy", strategy_until=9999)
    gate.perform(plan, "register", actor=made.records, incoming_number="1")
    return plan


def _agreed(made: stage.Stage, plans: list[Plan]) -> float:
    """What the view does with the boxes of a list."""
    picks = [f"plans:{plan.pk}:agree:{plan.version}" for plan in plans]
    connection.ensure_connection()
    start = time.perf_counter()
    report: Any = take_all(made.head, picks)
    seconds = time.perf_counter() - start
    if report.refused:
        raise RuntimeError(f"Refused: {report.refused[0].reason}")
    return seconds


def _is_agreed_and_whole(plan: Plan) -> bool:
    plan.refresh_from_db()
    return plan.state == "agreed" and not records.verify(plan)
