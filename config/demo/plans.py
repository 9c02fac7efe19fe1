"""A plan document walked from its file to execution, by the people whose turn it is."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from approvals.votes import Count
from config.demo.stage import Cast, Stage, cast_of, holder
from institutions.models import Institution, InstitutionKind, Person
from institutions.rights import Role
from plans import deciding, importing, lint
from plans.lint.signing import FACT, SignedOver
from plans.models import Plan
from workflows import records

DAY = datetime.timedelta(days=1)


def bring(stage: Stage, name: str, data: bytes, institution: Institution, person: Person) -> Plan:
    """Import a document; every grave doubt is noted as it stands."""
    started = importing.start_import(name, data, institution=institution, person=person)
    doubts = started.reading["anomalies"]
    grave = importing.undecided(started)
    deciding.keep_as_printed(started, actor=person)
    plan = importing.confirm(started, person)
    stage.tell(plan, records.of(plan).first())
    rows = plan.latest.activities.count()
    warned = f"{len(doubts)} warnings, {len(grave)} of them grave: kept as printed"
    stage.say(f"            {rows} rows, {warned}")
    return plan


@dataclass(frozen=True)
class Decided:
    """The council's decision that a document prints, or one for a document that prints none."""

    number: str
    protocol: str
    on: datetime.date


def decision_in(reading: dict[str, Any], plan: Plan) -> Decided:
    """Number, protocol and date of the sign-off lines; else the first of April's last days."""
    signoff = reading.get("signoff") or {}
    printed = signoff.get("date")
    usual = min(datetime.date(plan.starts_on.year, 4, 25), timezone.localdate())
    return Decided(
        number=signoff.get("council_decision_number") or "101",
        protocol=signoff.get("protocol_number") or "7",
        on=datetime.date.fromisoformat(printed) if printed else usual,
    )


def agree(stage: Stage, plan: Plan, decided: datetime.date) -> None:
    """Draft → submitted → in the register → agreed."""
    mayor, cast = holder(plan.institution, Role.MAYOR), cast_of(plan.authority)
    strategy = (
        plan.strategy
        or f"Общинска стратегия за подкрепа за личностно развитие {plan.starts_on.year}"
    )
    submit(stage, plan, mayor, strategy, decided - 40 * DAY)
    register(stage, plan, cast, decided - 38 * DAY)
    stage.take(plan, "agree", cast.head, decided - 21 * DAY, **reasons(plan))


def reasons(plan: Plan) -> dict[str, Any]:
    """A reason over each grave finding of the linter, which a document of the past may have."""
    grave = lint.grave_findings(plan)
    words = "Приема се, както е отпечатано."
    return {FACT: [SignedOver.of(finding, words) for finding in grave]} if grave else {}


def submit(stage: Stage, plan: Plan, mayor: Person, strategy: str, on: datetime.date) -> None:
    """The mayor sends the plan."""
    stage.take(
        plan, "submit", mayor, on,
        outgoing_number="РД-24-11", strategy=strategy[:300], strategy_until=plan.ends_on.year,
        **reasons(plan),
    )  # fmt: skip


def register(stage: Stage, plan: Plan, cast: Cast, on: datetime.date) -> None:
    """The records office enters it."""
    stage.take(plan, "register", cast.records, on, incoming_number=f"РД-{100 + on.day}")


def decide(stage: Stage, plan: Plan, decided: Decided) -> None:
    """Agreed → before the council → adopted, by more than half of those present."""
    council = Institution.objects.filter(kind=InstitutionKind.COUNCIL, above=plan.institution)[0]
    mayor, clerk = holder(plan.institution, Role.MAYOR), holder(council, Role.COUNCIL_CLERK)
    stage.take(
        plan,
        "put_to_council",
        mayor,
        decided.on - 14 * DAY,
        council=council,
        council_number="61-00-9",
    )
    stage.take(
        plan, "schedule", clerk, decided.on - 7 * DAY,
        committee="Постоянна комисия по образование", session_on=decided.on,
    )  # fmt: skip
    members = council.seats or 17
    present = members - 3
    count = Count(members, present, present - 2, 1, 1)
    stage.take(
        plan,
        "adopt",
        clerk,
        decided.on,
        number=decided.number,
        protocol_number=decided.protocol,
        count=count,
    )


def put_in_execution(stage: Stage, plan: Plan, decided: Decided) -> None:
    """Adopted → sent, received → in force → in execution."""
    if plan.council is None:
        raise LookupError("A plan that was decided names its council.")
    clerk, mayor = holder(plan.council, Role.COUNCIL_CLERK), holder(plan.institution, Role.MAYOR)
    for party, sent in (("mayor", 3), ("governor", 4)):
        stage.take(plan, "dispatch", clerk, decided.on + sent * DAY, party=party)
        stage.take(plan, "receive", clerk, decided.on + (sent + 2) * DAY, party=party)
    stage.take(plan, "enter_force", clerk, decided.on + 25 * DAY)
    address = "https://municipality.example/plan"
    stage.take(plan, "start_execution", mayor, decided.on + 26 * DAY, published_at_url=address)


def municipal(stage: Stage, plan: Plan, reading: dict[str, Any]) -> None:
    """The municipal plan, the whole way; ends with the decision line."""
    decided = decision_in(reading, plan)
    agree(stage, plan, decided.on)
    decide(stage, plan, decided)
    put_in_execution(stage, plan, decided)
    stage.say(f"{plan.decisions.get().line} на {plan.council}")


def school(stage: Stage, plan: Plan) -> None:
    """The school plan: pedagogical council, order, publication."""
    director, start = holder(plan.institution, Role.DIRECTOR), plan.starts_on
    session = start - 5 * DAY
    stage.take(plan, "submit", director, start - 12 * DAY, session_on=session, **reasons(plan))
    stage.take(plan, "adopt", director, session, protocol_number="1")
    order = {"approval_order": "РД-12-1"} | reasons(plan)
    stage.take(plan, "confirm", director, start - 3 * DAY, **order)
    stage.take(plan, "publish", director, start, published_at_url="https://school.example/plan")


def approve(stage: Stage, plan: Plan) -> None:
    """The plan of a regional authority: submitted, approved by the minister, published."""
    cast = cast_of(plan.institution)
    september = datetime.date(plan.starts_on.year, 9, 1)
    sent = {"outgoing_number": "РУО1-881"} | reasons(plan)
    stage.take(plan, "submit", cast.head, september + 6 * DAY, **sent)
    order = {"approval_order": "РД09-2201"} | reasons(plan)
    stage.take(plan, "approve", cast.minister, september + 13 * DAY, **order)
    address = "https://authority.example/plan"
    stage.take(plan, "publish", cast.head, september + 15 * DAY, published_at_url=address)


def read(path: Path) -> tuple[str, bytes]:
    """Name and bytes of a file."""
    return path.name, path.read_bytes()
