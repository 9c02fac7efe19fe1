"""The visit of an inspection as the regulation has it, by hand (ПУФРУО чл. 18–19)."""

import datetime
from typing import Any, ClassVar

from tests import making
from tests.chaos.playing import DAY, TODAY, Attempt, Model, Play, precondition, rule, st
from tests.reaching import _replies

HEAD, PLANNERS, TEAM = {"ruo_head"}, {"ruo_head", "department_head"}, {"expert"}
HOURS = {"starts_at": datetime.time(9), "ends_at": datetime.time(12)}
SAID: dict[str, dict[str, Any]] = {
    "cancel": {"note": "Училището е затворено."},
    "draw_protocol": {"summary": "Спазва се."},
    "register_protocol": {"authority_number": "КП-41", "school_number": "112"},
    "report": {"conclusions": "Работи се добре."},
    "decline": {"note": "Не е нарушение."},
    "answer": {"answer": "Изпълнено."},
    "confirm": {"note": "По документи."},
    "escalate": {"note": "Не е изпълнено."},
}


class Visit(Model):
    """Date, protocol, report, measures, answer, follow-up."""

    steps: ClassVar = {
        "schedule": ({"planned", "scheduled"}, PLANNERS),
        "cancel": ({"planned", "scheduled"}, PLANNERS),
        "draw_protocol": ({"scheduled"}, TEAM),
        "register_protocol": ({"drawn"}, {"records"}),
        "report": ({"registered"}, TEAM),
        "close": ({"reported"}, HEAD),
        "recommend": ({"reported"}, TEAM),
        "prescribe": ({"reported"}, HEAD),
        "decline": ({"reported"}, HEAD),
        "answer": ({"recommended", "prescribed"}, {"director"}),
        "follow_up": ({"answered", "prescribed", "follow_up"}, HEAD),
        "confirm": ({"recommended", "answered", "follow_up"}, TEAM),
        "escalate": ({"prescribed", "follow_up"}, HEAD),
    }
    leads: ClassVar = {
        "schedule": "scheduled",
        "cancel": "cancelled",
        "draw_protocol": "drawn",
        "register_protocol": "registered",
        "report": "reported",
        "close": "closed",
        "recommend": "recommended",
        "prescribe": "prescribed",
        "decline": "closed",
        "answer": "answered",
        "follow_up": "follow_up",
        "confirm": "closed",
        "escalate": "escalated",
    }

    def __init__(self, version: int) -> None:
        super().__init__("planned", version)
        self.checked = self.replied = False
        self.measures: set[str] = set()

    def attempt(self, step: str, draw: Any) -> Attempt:
        ahead = draw(st.sampled_from([0, 0, 0, 1]), label="days ahead")
        tried = getattr(self, f"_{step}", self._plain)(step, draw)
        on = TODAY() + ahead * DAY
        return Attempt(tried.entered | {"on": on}, tried.right and not ahead)

    def _plain(self, step: str, _draw: Any) -> Attempt:
        return Attempt(dict(SAID.get(step, {})), self._is_ready(step))

    def _is_ready(self, step: str) -> bool:
        bound = "prescription" in self.measures
        return {
            "draw_protocol": self.checked,
            "close": not self.measures,
            "recommend": self.measures == {"recommendation"},
            "decline": bound,
            "answer": self.replied,
            "confirm": self.state == "follow_up" or not bound,
            # The director's term is twenty days ahead: from the order itself it is too early.
            "escalate": self.state == "follow_up",
        }.get(step, True)

    def _schedule(self, _step: str, draw: Any) -> Attempt:
        ahead = draw(st.sampled_from([0, 0, 100]), label="date")
        return Attempt({"on_date": TODAY() + ahead * DAY, **HOURS}, ahead <= 60)

    def _prescribe(self, _step: str, draw: Any) -> Attempt:
        ahead = draw(st.sampled_from([20, 20, -1]), label="term")
        entered = {"prescription_order": "РД-06-90", "answer_due_on": TODAY() + ahead * DAY}
        return Attempt(entered, "prescription" in self.measures and ahead >= 0)

    def _follow_up(self, _step: str, draw: Any) -> Attempt:
        ahead = draw(st.sampled_from([9, 9, -1]), label="term")
        entered = {"follow_up_mode": "documents", "follow_up_on": TODAY() + ahead * DAY}
        return Attempt(entered, self.state != "prescribed" and ahead >= 0)

    def take(self, step: str, entered: dict[str, Any]) -> None:
        self.state = self.leads[step]


class PlayVisit(Play):
    """People of an authority, a school and elsewhere at one visit."""

    model: Visit

    def begun(self) -> Any:
        plan = making.ruo_plan(self.people, self.places)
        return making.visit_of(making.ordered(plan, self.people), self.places.school)

    def modelled(self) -> Model:
        return Visit(self.document.version)

    @precondition(lambda self: self.model.state == "scheduled" and not self.model.checked)
    @rule()
    def go_through_the_checklist(self) -> None:
        """The team answers every question."""
        making.answered_all(self.document)
        self.model.checked = True

    @precondition(lambda self: self.model.state == "scheduled")
    @rule(kind=st.sampled_from(["recommendation", "prescription"]))
    def propose(self, kind: str) -> None:
        """The team writes down a measure."""
        making.propose(self.document, self.people, kind)
        self.model.measures.add(kind)

    @precondition(lambda self: self.model.state in {"recommended", "prescribed"})
    @rule()
    def reply(self) -> None:
        """The director says of each measure what was done, with evidence."""
        _replies(self.document, self.people, self.places)
        self.model.replied = True
