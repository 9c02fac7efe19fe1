"""Redis gone or silent: steps succeed as fast as with it, letters follow when it is back."""

import os
import signal
import statistics
import time

import pytest

from tests.chaos.besieged import VICTIMS
from tests.house.served import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("siege")]

STEPS = 12
SLOWER = 3.0
"""How much slower the median step may be; a wait for Redis would be seconds, a step is tenths."""
AT_LEAST = 0.5
"""Seconds below which a median is not held against the other: noise of a busy machine."""


def seconds_per_step(siege, head):
    """How long each of some agreements takes over HTTP."""
    took = []
    for plan in siege.staged(STEPS, "agree"):
        began = time.monotonic()
        answer = head.post(f"/plans/{plan['pk']}/steps/agree/", seen_version=plan["version"])
        took.append(time.monotonic() - began)
        assert answer.status == 302
    return took


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["gone", "silent"])
def test_without_redis_steps_take_their_time_and_letters_follow(siege, number):
    head = siege.browser("radulova")
    with_redis = statistics.median(seconds_per_step(siege, head))
    wait_for(lambda: siege.unsent() == 0, 120)
    redis = siege.served.child(VICTIMS["redis"])
    # A supervisor that is stopped starts nothing again.
    os.kill(siege.served.process.pid, signal.SIGSTOP)
    try:
        os.kill(redis.pid, number)
        took = seconds_per_step(siege, head)
        without = statistics.median(took)
        print(
            f"\nmedian with Redis {with_redis:.3f} s, {number.name} {without:.3f} s,"
            f" slowest {max(took):.3f} s"
        )
        assert without < max(SLOWER * with_redis, AT_LEAST)
        assert siege.unsent() >= STEPS
    finally:
        os.kill(siege.served.process.pid, signal.SIGCONT)
        if number == signal.SIGSTOP:
            os.kill(redis.pid, signal.SIGCONT)
    wait_for(lambda: siege.unsent() == 0, 120)
    assert "Whole: " in siege.whole()
