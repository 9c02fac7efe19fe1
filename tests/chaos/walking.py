"""People who take plans from draft to the council over HTTP, whatever happens to the servers."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from tests.chaos.browser import Browser

PATIENCE = 180.0
THINKING = 0.4
WAY = ("submit", "register", "agree", "put_to_council", "adopt")
BY = {"register": "gancheva", "agree": "radulova"}
CLERKS = {
    "genovski": ("dobrinova", 29),
    "krinchev": ("peeva", 21),
    "balkandzhieva": ("rusinova", 17),
    "kutsarov": ("shopova", 13),
}
"""The clerk of the mayor's council, and its seats."""


@dataclass
class Walkers:
    """The signed-in people, the work that is left, and what they were told is done."""

    browsers: dict[str, Browser]
    plans: list[dict[str, Any]]
    done: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unanswered: Counter[int] = field(default_factory=Counter)
    """Presses that got no proper answer, by status; 0 where nobody answered."""
    last_fault: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def ended(self) -> bool:
        """Whether nobody takes steps any more."""
        return bool(self.faults) or not self.plans

    def walk(self) -> None:
        """Take plan after plan the whole way until told to stop; what is begun is ended."""
        while (plan := self._next()) and not self.stopped.is_set():
            for step in WAY:
                if not self._take(plan, step):
                    return
                time.sleep(THINKING)

    def _next(self) -> dict[str, Any] | None:
        with self.lock:
            return self.plans.pop() if self.plans else None

    def _take(self, plan: dict[str, Any], step: str) -> bool:
        """Press until somebody was first: ourselves, perhaps without having heard of it."""
        until = time.monotonic() + PATIENCE
        path = f"/plans/{plan['pk']}/steps/{step}/"
        browser = self.browsers[_person(plan, step)]
        shown, unsure = None, False
        while time.monotonic() < until:
            if shown is None:
                page = browser.get(path)
                shown = page.seen_version if page.status == 200 else None
                time.sleep(0 if shown else 0.2)
                continue
            answer = browser.post(path, seen_version=shown, **_entered(plan, step))
            if answer.status == 302 or (answer.status == 409 and unsure):
                self.done.append((plan["pk"], step))
                return True
            if answer.status in {0, 500, 502, 503}:
                unsure = True
                self.unanswered[answer.status] += 1
                self.last_fault = answer.said or self.last_fault
                time.sleep(0.2)
                continue
            self.faults.append(f"{step} of {plan['pk']}: {answer.status}\n{answer.said}")
            return False
        self.faults.append(f"{step} of {plan['pk']}: no answer for {PATIENCE:g} s")
        return False


def _person(plan: dict[str, Any], step: str) -> str:
    by = CLERKS[plan["mayor"]][0] if step == "adopt" else plan["mayor"]
    return BY.get(step, by)


def _entered(plan: dict[str, Any], step: str) -> dict[str, Any]:
    # The day of the office, not of Greenwich; a session is held on one day, and midnight comes.
    seats, day = CLERKS[plan["mayor"]][1], timezone.localdate()
    forms: dict[str, dict[str, Any]] = {
        "submit": {"strategy": "Общинска стратегия", "strategy_until": 2100},
        "register": {"incoming_number": f"РД-{plan['pk'][:8]}"},
        "put_to_council": {"council": plan["council"]},
        "adopt": {
            "number": plan["pk"][:8],
            "protocol_number": f"{day:%m%d}",
            "on": day.isoformat(),
            "members": seats,
            "present": seats,
            "in_favour": seats,
            "against": 0,
            "abstained": 0,
        },
    }
    return forms.get(step, {})


def people() -> set[str]:
    """Who has to be signed in."""
    return {*BY.values(), *CLERKS, *(clerk for clerk, _ in CLERKS.values())}
