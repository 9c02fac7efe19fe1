"""The municipal plan as the law has it, by hand (ЗПУО чл. 197; ЗМСМА чл. 22, 27, 45)."""

from typing import Any, ClassVar

from approvals.models import Decision
from approvals.votes import Count
from plans.models import Remark
from tests import making
from tests.chaos.playing import DAY, TODAY, Attempt, Model, Play, precondition, rule, st

MAYOR, CLERK, HEAD = {"mayor"}, {"council_clerk"}, {"ruo_head"}
PREPARE = {"mayor", "municipal_expert"}
SENT_OUT = {"adopted", "report_adopted"}
"""The council's act on the plan, then that on its report."""
PARTIES = ("mayor", "governor")
SEATS = 29
ADOPTS, REJECTS, BARELY = (25, 20), (25, 5), (25, 13)
"""Present and in favour: most of all; few; more than half of those present, not of all."""
IMPOSSIBLE = ((10, 10), (30, 20))
"""No quorum; more than there are councillors."""
LONGEST_TERM = 25 * DAY
"""Seven days, and the longest holidays on top of them."""
SAID: dict[str, dict[str, Any]] = {
    "return_for_rework": {"reason": "law", "note": "Не съответства на закона."},
    "return_to_records": {"note": "Номерът е на друга преписка."},
    "reopen": {"note": "Променя се срокът."},
    "bring_again": {"note": "Внася се отново."},
    "schedule": {"committee": "Комисия", "session_on": TODAY()},
    "report": {"note": "Изпълнен."},
}


class MunicipalPlan(Model):
    """Draft, agreement by the authority, decision of the council, execution."""

    steps: ClassVar = {
        "submit": ({"draft"}, MAYOR),
        "register": ({"at_ruo"}, {"records"}),
        "agree": ({"at_ruo"}, HEAD),
        "return_for_rework": ({"at_ruo"}, HEAD),
        "return_to_records": ({"at_ruo"}, HEAD),
        "reopen": ({"agreed"}, PREPARE),
        "put_to_council": ({"agreed"}, MAYOR),
        "schedule": ({"at_council", "reported"}, {"council_chair", "council_clerk"}),
        "adopt": ({"at_council"}, CLERK),
        "reject": ({"at_council"}, CLERK),
        "dispatch": (SENT_OUT, CLERK),
        "receive": (SENT_OUT, CLERK),
        "return_by_mayor": (SENT_OUT, MAYOR),
        "return_by_governor": (SENT_OUT, CLERK),
        "correct_receipt": (SENT_OUT, CLERK),
        "announce": (SENT_OUT, CLERK),
        "enter_force": ({"adopted"}, CLERK),
        "readopt": ({"returned"}, CLERK),
        "amend": ({"returned"}, CLERK),
        "repeal": ({"returned"}, CLERK),
        "no_ruling": ({"returned", "report_returned"}, CLERK),
        "bring_again": ({"rejected"}, PREPARE),
        "start_execution": ({"in_force"}, MAYOR),
        "report": ({"in_execution"}, MAYOR),
        "adopt_report": ({"reported"}, CLERK),
        "reject_report": ({"reported"}, CLERK),
        "readopt_report": ({"report_returned"}, CLERK),
        "repeal_report": ({"report_returned"}, CLERK),
        "close": ({"report_adopted"}, CLERK),
    }
    leads: ClassVar = {
        "submit": "at_ruo",
        "agree": "agreed",
        "return_for_rework": "draft",
        "reopen": "draft",
        "put_to_council": "at_council",
        "adopt": "adopted",
        "reject": "rejected",
        "enter_force": "in_force",
        "readopt": "adopted",
        "amend": "adopted",
        "repeal": "rejected",
        "bring_again": "draft",
        "start_execution": "in_execution",
        "report": "reported",
        "adopt_report": "report_adopted",
        "reject_report": "in_execution",
        "readopt_report": "report_adopted",
        "repeal_report": "in_execution",
        "close": "closed",
    }
    returned: ClassVar = {"adopted": "returned", "report_adopted": "report_returned"}

    def __init__(self, version: int, council: Any) -> None:
        super().__init__("draft", version)
        self.council = council
        self.day = TODAY() - 300 * DAY
        self.has_moved = self.registered = self.remarks_open = False
        self.discussed_anew = self.announced = self.told = False
        self.decisions = 0
        self.sent: dict[str, Any] = {}
        self.received: dict[str, Any] = {}

    def attempt(self, step: str, draw: Any) -> Attempt:
        on = self.day + draw(st.sampled_from([0, 0, 1, 3, -1, 30, 400])) * DAY
        tried = getattr(self, f"_{step}", self._plain)(step, on, draw)
        # Nothing stands before the first act: it may lie in the past.
        timely = (on >= self.day or not self.has_moved) and on <= TODAY()
        return Attempt(tried.entered | {"on": on}, tried.right and timely)

    def _plain(self, step: str, _on: Any, _draw: Any) -> Attempt:
        return Attempt(dict(SAID.get(step, {})))

    def _submit(self, _step: str, _on: Any, draw: Any) -> Attempt:
        until = draw(st.sampled_from([2025, 2026, 2027]))
        entered = {"strategy": "Стратегия", "strategy_until": until}
        return Attempt(entered, until >= 2026 and not self.remarks_open)

    def _register(self, _step: str, _on: Any, _draw: Any) -> Attempt:
        return Attempt({"incoming_number": "РД-318"})

    def _agree(self, _step: str, _on: Any, _draw: Any) -> Attempt:
        return Attempt(right=self.registered)

    def _return_to_records(self, step: str, _on: Any, _draw: Any) -> Attempt:
        """Only where the plan has been."""
        return Attempt(dict(SAID[step]), self.registered)

    def _put_to_council(self, _step: str, _on: Any, _draw: Any) -> Attempt:
        return Attempt({"council": self.council})

    def _count(self, draw: Any) -> tuple[Any, bool]:
        present, in_favour = draw(st.sampled_from([ADOPTS, REJECTS, BARELY, *IMPOSSIBLE]))
        count = Count(SEATS, present, in_favour, present - in_favour, 0)
        return count, (present, in_favour) not in IMPOSSIBLE

    def _vote(self, draw: Any, wanted: set[tuple[int, int]], **more: Any) -> Attempt:
        count, possible = self._count(draw)
        number = str(self.decisions + 1)
        entered = {"number": number, "protocol_number": number, "count": count}
        right = possible and (count.present, count.in_favour) in wanted
        return Attempt(entered | more, right)

    def _adopt(self, _step: str, _on: Any, draw: Any) -> Attempt:
        return self._vote(draw, {ADOPTS, BARELY})

    def _reject(self, _step: str, _on: Any, draw: Any) -> Attempt:
        return self._vote(draw, {REJECTS})

    def _readopt(self, _step: str, _on: Any, draw: Any) -> Attempt:
        return self._vote(draw, {ADOPTS}, outcome="readopted")

    def _repeal(self, _step: str, _on: Any, draw: Any) -> Attempt:
        return self._vote(draw, {ADOPTS, BARELY}, outcome="repealed")

    def _amend(self, _step: str, _on: Any, draw: Any) -> Attempt:
        """Nobody rewrites the text in this play."""
        return self._vote(draw, set(), outcome="amended")

    def _no_ruling(self, _step: str, _on: Any, draw: Any) -> Attempt:
        """What was proposed did not get its majority."""
        fails = {"readopted": {REJECTS, BARELY}, "repealed": {REJECTS}, "amended": set()}
        outcome = draw(st.sampled_from(sorted(fails)))
        return self._vote(draw, fails[outcome], outcome=outcome)

    _adopt_report, _reject_report = _adopt, _reject
    _readopt_report, _repeal_report = _readopt, _repeal

    def _dispatch(self, _step: str, _on: Any, draw: Any) -> Attempt:
        party = draw(st.sampled_from(PARTIES))
        return Attempt({"party": party}, party not in self.sent)

    def _receive(self, _step: str, on: Any, draw: Any) -> Attempt:
        party = draw(st.sampled_from(PARTIES))
        awaited = party in self.sent and party not in self.received
        return Attempt({"party": party}, awaited and on >= self.sent[party])

    def _correct_receipt(self, _step: str, on: Any, draw: Any) -> Attempt:
        party = draw(st.sampled_from(PARTIES))
        before = self.received.get(party)
        right = before is not None and on != before and on >= self.sent[party]
        return Attempt({"party": party}, right)

    def _announce(self, _step: str, _on: Any, _draw: Any) -> Attempt:
        return Attempt(right=not self.announced)

    def _return_by_mayor(self, _step: str, on: Any, _draw: Any) -> Attempt:
        return self._returned("mayor", "inexpedient", on)

    def _return_by_governor(self, _step: str, on: Any, _draw: Any) -> Attempt:
        return self._returned("governor", "unlawful", on)

    def _returned(self, party: str, ground: str, on: Any) -> Attempt:
        """Once, within seven days of receipt; days on which holidays decide are not tried."""
        entered = {"party": party, "ground": ground, "note": "Защо."}
        since = self.received.get(party)
        in_time = since is not None and since <= on <= since + 7 * DAY
        return Attempt(entered, in_time and not self.discussed_anew)

    def _enter_force(self, _step: str, on: Any, _draw: Any) -> Attempt:
        both = len(self.received) == len(PARTIES)
        over = self.discussed_anew or on > max(self.received.values(), default=on) + LONGEST_TERM
        return Attempt(right=both and over)

    _close = _enter_force

    def _start_execution(self, _step: str, _on: Any, draw: Any) -> Attempt:
        address = draw(st.sampled_from(["https://example.org/plan", ""]))
        return Attempt({"published_at_url": address}, bool(address))

    def _report(self, step: str, _on: Any, _draw: Any) -> Attempt:
        """Only when every row has a fact."""
        return Attempt(dict(SAID[step]), self.told)

    def take(self, step: str, entered: dict[str, Any]) -> None:
        on = entered["on"]
        leads = self.returned.get(self.state) if step.startswith("return_by_") else None
        if target := leads or self.leads.get(step):
            self.state, self.day, self.has_moved = target, on, True
        if step in {"submit", "register", "return_to_records"}:
            self.registered = step == "register"
        if step == "return_for_rework":
            self.remarks_open = True
        if step == "announce":
            self.announced = True
        if "count" in entered:
            self._decided(step)
        if step == "dispatch":
            self.sent[entered["party"]] = on
        if step in {"receive", "correct_receipt"}:
            self.received[entered["party"]] = on

    def _decided(self, step: str) -> None:
        self.decisions += 1
        self.sent, self.received, self.announced = {}, {}, False
        if step in {"readopt", "amend", "adopt", "readopt_report", "adopt_report"}:
            self.discussed_anew = step not in {"adopt", "adopt_report"}

    def answered(self) -> None:
        """Every remark has an answer."""
        self.remarks_open = False


class PlayMunicipalPlan(Play):
    """People of two regions at one municipal plan."""

    model: MunicipalPlan

    def begun(self) -> Any:
        return making.municipal_plan(self.people, self.places)

    def modelled(self) -> Model:
        return MunicipalPlan(self.document.version, self.places.council)

    @precondition(lambda self: self.model.state == "draft" and self.model.remarks_open)
    @rule()
    def answer_the_remarks(self) -> None:
        """The municipality answers why the plan came back."""
        Remark.objects.filter(plan=self.document, answer="").update(answer="Поправено е.")
        self.model.answered()

    @precondition(lambda self: self.model.state == "in_execution" and not self.model.told)
    @rule()
    def enter_what_was_done(self) -> None:
        """The municipality records a fact at each row."""
        self.document.refresh_from_db()
        making.told(self.document, self.people.mayor, self.model.day)
        self.model.version, self.model.told = self.document.version, True

    def teardown(self) -> None:
        assert Decision.objects.filter(plan=self.document).count() == self.model.decisions
        super().teardown()
