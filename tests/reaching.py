"""Documents brought into every state by real steps, each with complete facts.

A way is a line of steps; ``step:party`` names an addressee, ``!name`` does a thing that is no
step (an edit of the text, answers of a checklist). ``^`` before a word: as much earlier as the
terms of a council's act need, for a plan that has two of them. Who takes each step stands in
``DONE_BY``.
"""

import datetime
from typing import Any

from tests import making
from workflows import gate

DAY = datetime.timedelta(days=1)
LONG_AGO = 40 * DAY
"""Early enough for every term of a council's act to have passed, holidays included."""

DONE_BY = {
    "municipal": {
        "submit": "mayor",
        "register": "records",
        "agree": "ruo_head",
        "return_for_rework": "ruo_head",
        "return_to_records": "ruo_head",
        "reopen": "mayor",
        "put_to_council": "mayor",
        "schedule": "council_chair",
        "adopt": "council_clerk",
        "reject": "council_clerk",
        "dispatch": "council_clerk",
        "receive": "council_clerk",
        "correct_receipt": "council_clerk",
        "announce": "council_clerk",
        "return_by_mayor": "mayor",
        "return_by_governor": "council_clerk",
        "readopt": "council_clerk",
        "amend": "council_clerk",
        "repeal": "council_clerk",
        "no_ruling": "council_clerk",
        "bring_again": "municipal_expert",
        "enter_force": "council_clerk",
        "start_execution": "mayor",
        "report": "mayor",
        "adopt_report": "council_clerk",
        "reject_report": "council_clerk",
        "readopt_report": "council_clerk",
        "repeal_report": "council_clerk",
        "close": "council_clerk",
    },
    "ruo": {
        "submit": "ruo_head",
        "return_for_rework": "ministry_officer",
        "approve": "minister",
        "publish": "ruo_head",
        "propose_change": "ruo_head",
        "submit_change": "ruo_head",
        "return_change": "ministry_officer",
        "approve_change": "minister",
        "withdraw_change": "ruo_head",
        "report": "ruo_head",
        "archive": "records",
    },
    "school": dict.fromkeys(
        ("submit", "return_by_council", "adopt", "confirm", "publish", "change", "report"),
        "director",
    ),
    "inspection": dict.fromkeys(
        (
            *("order", "amend_order", "close", "carry_on"),
            *("withdraw", "withdraw_order", "withdraw_follow_up"),
        ),
        "ruo_head",
    ),
    "visit": {
        "schedule": "department_head",
        "cancel": "department_head",
        "draw_protocol": "expert",
        "register_protocol": "records",
        "report": "expert",
        "close": "ruo_head",
        "recommend": "expert",
        "prescribe": "ruo_head",
        "answer": "director",
        "follow_up": "ruo_head",
        "confirm": "expert",
        "decline": "ruo_head",
        "escalate": "ruo_head",
    },
}

_AT_COUNCIL = "submit register agree put_to_council"
_ADOPTED = f"{_AT_COUNCIL} adopt"
_SENT = "dispatch:mayor receive:mayor dispatch:governor receive:governor"
_RECEIVED = f"{_ADOPTED} {_SENT}"
_CARRIED_OUT = f"{_RECEIVED} enter_force start_execution"
_FILED = " ".join(f"^{word}" for word in [*_CARRIED_OUT.split(), "!told", "report"])
_REPORT_SENT = f"{_FILED} adopt_report {_SENT}"
_PUBLISHED = "submit approve publish"
_REPORTED = "schedule !answers draw_protocol register_protocol report"
_MEASURED = "schedule !answers !{} draw_protocol register_protocol report"
_PRESCRIBED = _MEASURED.format("prescription") + " prescribe"
_BY_VISIT = f"{_PRESCRIBED} !replies answer !follow_up_by_visit"

WAYS = {
    "municipal": {
        "draft": "",
        "at_ruo": "submit",
        "registered": "submit register",
        "agreed": "submit register agree",
        "at_council": _AT_COUNCIL,
        "adopted": _ADOPTED,
        "sent": f"{_ADOPTED} dispatch:mayor",
        "received": _RECEIVED,
        "announced": f"{_RECEIVED} announce",
        "rejected": f"{_AT_COUNCIL} reject",
        "returned": f"{_RECEIVED} return_by_mayor",
        "rewritten": f"{_RECEIVED} return_by_mayor !edit",
        "in_force": f"{_RECEIVED} enter_force",
        "in_execution": _CARRIED_OUT,
        "told": f"{_CARRIED_OUT} !told",
        "reported": _FILED,
        "report_adopted": f"{_FILED} adopt_report",
        "report_sent": f"{_FILED} adopt_report dispatch:mayor",
        "report_received": _REPORT_SENT,
        "report_returned": f"{_REPORT_SENT} return_by_mayor",
        "report_rejected": f"{_FILED} reject_report",
        "closed": f"{_REPORT_SENT} close",
    },
    "ruo": {
        "draft": "",
        "at_ministry": "submit",
        "approved": "submit approve",
        "in_execution": _PUBLISHED,
        "amending": f"{_PUBLISHED} propose_change",
        "amended": f"{_PUBLISHED} propose_change !edit",
        "change_at_ministry": f"{_PUBLISHED} propose_change !edit submit_change",
        "reported": f"{_PUBLISHED} report",
        "archived": f"{_PUBLISHED} report archive",
    },
    "school": {
        "draft": "",
        "on_agenda": "submit",
        "adopted": "submit adopt",
        "in_force": "submit adopt confirm",
        "in_execution": "submit adopt confirm publish",
        "reported": "submit adopt confirm publish report",
    },
    "inspection": {
        "proposed": "",
        "withdrawn": "withdraw",
        "follow_up": "!followed",
        "ordered": "order",
        "left_plan": "order !row_leaves",
        "ended": "order !visits",
        "closed": "order !visits close",
    },
    "visit": {
        "planned": "",
        "scheduled": "schedule",
        "cancelled": "schedule cancel",
        "visited": "schedule !answers",
        "drawn": "schedule !answers draw_protocol",
        "registered": "schedule !answers draw_protocol register_protocol",
        "reported": _REPORTED,
        "reported_with_recommendation": _MEASURED.format("recommendation"),
        "reported_with_prescription": _MEASURED.format("prescription"),
        "recommended": _MEASURED.format("recommendation") + " recommend",
        "prescribed": _PRESCRIBED,
        "prescribed_and_replied": f"{_PRESCRIBED} !replies",
        "answered": f"{_PRESCRIBED} !replies answer",
        "follow_up": f"{_PRESCRIBED} !replies answer follow_up",
        "follow_up_by_visit": _BY_VISIT,
        "followed_up": f"{_BY_VISIT} !follow_up_visit",
        "closed": f"{_REPORTED} close",
        "escalated": f"{_PRESCRIBED} !replies answer follow_up escalate",
    },
}


def fresh(route: str, people: Any, places: Any) -> Any:
    """A document in the first state of its route."""
    if route == "municipal":
        return making.municipal_plan(people, places)
    if route == "ruo":
        return making.ruo_plan(people, places)
    if route == "school":
        return making.school_plan(people, places)
    if route == "inspection":
        plan = making.approved(making.ruo_plan(people, places), people)
        return plan.inspections.get(number="18.1.1")
    inspection = making.ordered(making.ruo_plan(people, places), people)
    return making.visit_of(inspection, places.school)


def brought(route: str, to: str, people: Any, places: Any) -> Any:
    """A document of a route, walked to a place of ``WAYS``."""
    return walked(fresh(route, people, places), route, WAYS[route][to], people, places)


def walked(document: Any, route: str, way: str, people: Any, places: Any, *, over: str = "") -> Any:
    """Take the steps of a way one after the other; ``over``: why a text is signed with what the
    linter finds grave in it.
    """
    for marked in way.split():
        word = marked.removeprefix("^")
        if word.startswith("!"):
            document = BESIDES[word[1:]](document, people, places) or document
            continue
        step, _colon, party = word.partition(":")
        told = facts(route, step, people, places) | ({"party": party} if party else {})
        if over:
            told |= making.reasons(document, over)
        if word != marked:
            told["on"] = told.get("on", making.TODAY()) - LONG_AGO
        gate.perform(document, step, actor=getattr(people, DONE_BY[route][step]), **told)
    return document


def facts(route: str, step: str, people: Any, places: Any) -> dict[str, Any]:
    """All that a person would enter with a step, so that only state and right can refuse it."""
    told = FACTS[route].get(step, dict)
    return dict(told(people, places) if told is not dict else {})


def _early(**told: Any) -> Any:
    """Taken long enough ago for the terms of a council's act to have run out."""
    return lambda _people, _places: {"on": making.TODAY() - LONG_AGO} | told


def _now(**told: Any) -> Any:
    """What is entered today; days are asked for then: a run of the tests may pass midnight."""
    return lambda _people, _places: {
        name: value() if callable(value) else value for name, value in told.items()
    }


def _in(days: int) -> Any:
    return lambda: making.TODAY() + days * DAY


def _vote(in_favour: int, **told: Any) -> Any:
    return _early(
        number=str(told.pop("number", 112)),
        protocol_number=str(told.pop("protocol", 7)),
        count=making.votes(in_favour),
        **told,
    )


_RETURN = {"reason": "law", "note": "Не съответства на закона."}
_URL = {"published_at_url": "https://example.org/plan"}
_REASON = {"note": "Променя се срокът."}


def _order(people: Any, _places: Any) -> dict[str, Any]:
    return making.order_facts(people)


FACTS: dict[str, dict[str, Any]] = {
    "municipal": {
        "submit": _early(**making.STRATEGY),
        "register": _early(incoming_number="РД-318"),
        "agree": _early(),
        "return_for_rework": _early(**_RETURN),
        "return_to_records": _early(note="Номерът е на друга преписка."),
        "reopen": _now(**_REASON),
        "put_to_council": lambda people, places: {
            "on": making.TODAY() - LONG_AGO,
            "council": places.council,
        },
        "schedule": _now(committee="Комисия по образование", session_on=making.TODAY),
        "adopt": _vote(20),
        "reject": _vote(5),
        "dispatch": _early(party="governor"),
        "receive": _early(party="mayor"),
        "correct_receipt": _now(party="mayor", note="Вписана е датата на изпращане."),
        "announce": _early(),
        "return_by_mayor": _early(party="mayor", ground="inexpedient", note="Нецелесъобразно."),
        "return_by_governor": _early(
            party="governor", ground="unlawful", note="Незаконосъобразно."
        ),
        "readopt": _vote(20, number=140, outcome="readopted"),
        "amend": _vote(20, number=142, outcome="amended"),
        "repeal": _vote(20, number=141, outcome="repealed"),
        "no_ruling": _vote(14, number=143, protocol=9, outcome="readopted"),
        "bring_again": _now(**_REASON),
        "start_execution": _now(**_URL),
        "report": _now(note="Изпълнен."),
        "adopt_report": _vote(20, number=151, protocol=9),
        "reject_report": _vote(5, number=152, protocol=9),
        "readopt_report": _vote(20, number=153, protocol=9, outcome="readopted"),
        "repeal_report": _vote(20, number=154, protocol=9, outcome="repealed"),
    },
    "ruo": {
        "return_for_rework": _now(**_RETURN),
        "approve": _now(approval_order="РД09-1"),
        "approve_change": _now(approval_order="РД09-2"),
        "publish": _now(**_URL),
        "propose_change": _now(**_REASON),
        "submit_change": _now(**_REASON),
        "return_change": _now(**_RETURN),
        "withdraw_change": _now(**_REASON),
        "report": _now(note="Изпълнен."),
    },
    "school": {
        "submit": _now(session_on=making.TODAY),
        "return_by_council": _now(**_RETURN),
        "adopt": _now(protocol_number="3"),
        "confirm": _now(approval_order="РД-15"),
        "publish": _now(**_URL),
        "change": _now(**_REASON),
        "report": _now(note="Изпълнен."),
    },
    "inspection": {
        "order": _order,
        "amend_order": _order,
        "withdraw": _now(**_REASON),
        "withdraw_order": _now(**_REASON),
        "withdraw_follow_up": _now(**_REASON),
        "carry_on": _now(**_REASON),
    },
    "visit": {
        "schedule": _now(
            on_date=making.TODAY, starts_at=datetime.time(9), ends_at=datetime.time(12)
        ),
        "cancel": _now(note="Училището е затворено."),
        "draw_protocol": _now(summary="Спазва се."),
        "register_protocol": _now(authority_number="КП-41", school_number="112"),
        "report": _now(conclusions="Работи се добре."),
        "prescribe": _now(prescription_order="РД-06-90", answer_due_on=_in(20)),
        "answer": _now(answer="Изпълнено."),
        "follow_up": _now(follow_up_mode="documents", follow_up_on=_in(9)),
        "confirm": _now(note="Проверено по документи."),
        "decline": _now(note="Предложеното не е нарушение."),
        "escalate": _now(note="Не е изпълнено."),
    },
}


def _edit(plan: Any, people: Any, _places: Any) -> None:
    making.changed_text(
        plan,
        people,
        lambda rows: rows.filter(number="1.1").update(text="Работни срещи с директорите"),
    )


def _answers(visit: Any, _people: Any, _places: Any) -> None:
    making.answered_all(visit)


def _measure(kind: str) -> Any:
    return lambda visit, people, _places: making.propose(visit, people, kind)


def _replies(visit: Any, people: Any, _places: Any) -> None:
    for measure in visit.measures.all():
        measure.reply = "Попълнени са."
        measure.save()
        measure.evidence.create(
            name="a.pdf", file="evidence/a.pdf", fingerprint="0" * 64, added_by=people.director
        )


def _visits(inspection: Any, people: Any, places: Any) -> None:
    """Every visit of the inspection, closed without measures one after the other."""
    for hour, visit in enumerate(inspection.visits.all()):
        told = facts("visit", "schedule", people, places)
        told |= {"starts_at": datetime.time(8 + 3 * hour), "ends_at": datetime.time(10 + 3 * hour)}
        gate.perform(visit, "schedule", actor=people.department_head, **told)
        making.answered_all(visit)
        gate.perform(visit, "draw_protocol", actor=people.expert, summary="Спазва се.")
        numbers: dict[str, Any] = {"authority_number": f"КП-{hour}", "school_number": "112"}
        gate.perform(visit, "register_protocol", actor=people.records, **numbers)
        walked(visit, "visit", "report close", people, places)


def _follow_up_by_visit(visit: Any, people: Any, _places: Any) -> None:
    told: dict[str, Any] = {"follow_up_mode": "visit", "follow_up_on": making.TODAY() + 9 * DAY}
    gate.perform(visit, "follow_up", actor=people.ruo_head, **told)


def _followed(inspection: Any, people: Any, places: Any) -> Any:
    """The follow-up of a visit of the inspection, instead of it."""
    walked(inspection, "inspection", "order", people, places)
    visit = making.visit_of(inspection, places.school)
    return walked(visit, "visit", _BY_VISIT, people, places).follow_ups.get()


def _follow_up_visit(visit: Any, people: Any, _places: Any) -> None:
    """The follow-up visit, reported; the visit that waited has taken notice."""
    making.followed_up(visit, people)
    visit.refresh_from_db()


def _row_leaves(inspection: Any, people: Any, places: Any) -> None:
    """A change of the plan that drops the row of the inspection is approved."""
    plan = inspection.plan
    walked(plan, "ruo", "publish propose_change", people, places)
    making.changed_text(plan, people, lambda rows: rows.filter(number=inspection.number).delete())
    signed = "submit_change approve_change"
    walked(plan, "ruo", signed, people, places, over="Отпада единствената тематична.")
    inspection.refresh_from_db()


def _told(plan: Any, people: Any, _places: Any) -> None:
    making.told(plan, people.mayor, making.TODAY() - LONG_AGO)


BESIDES = {
    "told": _told,
    "follow_up_by_visit": _follow_up_by_visit,
    "follow_up_visit": _follow_up_visit,
    "row_leaves": _row_leaves,
    "followed": _followed,
    "edit": _edit,
    "answers": _answers,
    "recommendation": _measure("recommendation"),
    "prescription": _measure("prescription"),
    "replies": _replies,
    "visits": _visits,
}
