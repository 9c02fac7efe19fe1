"""The protocol of a session, in the part whose decisions are kept here (ЗМСМА чл. 29).

Nothing is written that nobody recorded: other points of the agenda, what was said and who voted how
are not known here, and the paper says so. Its words are those of councils and are not translated.
"""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from approvals.models import Decision, Session
from approvals.papers import ruling, subject_of, voted_text
from approvals.queries import count_of
from approvals.states import Majority, Outcome, Result
from plans.writing import Column, Heading, Paper, Row, Table, Text
from plans.writing.paper import Block
from workflows import records
from workflows.models import OpinionRequest, Record

_POINTS = {
    Outcome.FIRST: "Приемане на",
    Outcome.READOPTED: "Ново обсъждане и повторно приемане на",
    Outcome.AMENDED: "Ново обсъждане и изменение на",
    Outcome.REPEALED: "Ново обсъждане и отмяна на решението за приемане на",
}
_MAJORITIES = {
    Majority.SIMPLE: "повече от половината от присъстващите",
    Majority.ABSOLUTE: "повече от половината от общия брой на съветниците",
}
_OPINIONS = {"for": "подкрепя", "against": "не подкрепя", "none": "без становище"}


def protocol_of(session: Session, decisions: Sequence[Decision]) -> Paper:
    """The points of a session in the order of their decisions; signed by hand."""
    points = sorted(decisions, key=lambda one: (len(one.number), one.number))
    return Paper(
        house=session.council.name,
        title=f"ПРОТОКОЛ № {session.protocol_number}",
        under=(
            f"от заседание, проведено на {session.held_on:%d.%m.%Y} г.",
            "В частта за точките, решенията по които са вписани в системата.",
        ),
        blocks=tuple(
            block for number, one in enumerate(points, 1) for block in _point(number, one)
        ),
        closing=("Председател: ………………………………", "Протоколист: ………………………………"),
        foot=f"{session.council.name} · протокол {session}",
        lying=False,
    )


def _point(number: int, decision: Decision) -> Iterator[Block]:
    """A point: what was put before the council, who was there, how they voted, what they ruled."""
    what = _POINTS[Outcome(decision.outcome)]
    yield Heading(f"Точка {number}. {what} {subject_of(decision)}")
    for line in (*_brought(decision), *_opinions(decision), _present(decision)):
        yield Text(line)
    yield _votes(decision)
    yield Text(_needed(decision))
    yield Text(f"РЕШЕНИЕ № {decision.number}: {ruling(decision)}")
    yield Text(f"{voted_text(decision)} Отпечатък: {_fingerprint(decision)}.")


def _brought(decision: Decision) -> Iterator[str]:
    """Who brought it, under which number, and before which committee it went."""
    taken, put = _taken(decision), _put(decision)
    if put:
        entered = _fact(put, "council_number")
        under = f", вх. № {entered}" if entered else ""
        yield f"Вносител: {decision.plan.institution.name}{under} от {put.on:%d.%m.%Y} г."
    agreed = taken.filter(step="agree", revision=decision.revision).last()
    if agreed and not decision.report:
        yield f"Съгласувано: {_signer(agreed)}, {agreed.on:%d.%m.%Y} г."
    scheduled = taken.filter(step="schedule", sequence__gt=put.sequence if put else 0).last()
    if scheduled:
        yield f"Разгледано в: {_fact(scheduled, 'committee')}."
    if scheduled and scheduled.note:
        yield f"Становище на комисията: {scheduled.note}"


def _taken(decision: Decision) -> QuerySet[Record]:
    """The records of the plan up to the decision."""
    found: QuerySet[Record] = records.of(decision.plan).filter(at__lte=decision.recorded_at)
    return found


def _put(decision: Decision) -> Record | None:
    """The step by which it came before the council."""
    brings = "report" if decision.report else "put_to_council"
    return _taken(decision).filter(step=brings).last()


def _fact(record: Record, name: str) -> str:
    return str(record.facts.get(name) or "")


def _signer(record: Record) -> str:
    """Who signed, in which post, as the record of that day says it."""
    words = record.signed or {}
    stood_in = f"за {words['for']}, заповед № {words.get('order', '')}" if "for" in words else ""
    named = (words.get(name, "") for name in ("person", "post", "institution"))
    return ", ".join(part for part in (*named, stood_in) if part)


def _opinions(decision: Decision) -> Iterator[str]:
    """What the committees said that were asked here since it came before the council."""
    put = _put(decision)
    asked = OpinionRequest.objects.filter(
        round__document_id=decision.plan_id,
        round__opened_at__gte=put.at if put else decision.recorded_at,
        place=decision.council,
        answered_at__lte=decision.recorded_at,
    ).exclude(answer="")
    for one in asked.order_by("answered_at", "pk"):
        reasons = f": {one.text}" if one.text else ""
        yield f"Становище на {one.name} – {_OPINIONS[one.answer]}{reasons}"


def _present(decision: Decision) -> str:
    return (
        f"Присъстват {decision.present} от общо {decision.members} общински съветници; "
        "има кворум (чл. 27, ал. 2 ЗМСМА)."
    )


def _votes(decision: Decision) -> Table:
    voted = decision.in_favour + decision.against + decision.abstained
    counted = {
        "За": decision.in_favour,
        "Против": decision.against,
        "Въздържали се": decision.abstained,
    }
    if decision.present > voted:
        counted["Не са гласували"] = decision.present - voted
    return Table(tuple(map(Column, counted)), (Row(tuple(map(str, counted.values()))),))


def _needed(decision: Decision) -> str:
    majority = Majority(decision.majority)
    needed = count_of(decision).needed(majority)
    came = "приема се" if decision.result == Result.ADOPTED else "не се приема"
    return (
        f"Необходимо мнозинство: {_MAJORITIES[majority]} – {needed} гласа „за“ "
        f"({decision.article}). Предложението {came}."
    )


def _fingerprint(decision: Decision) -> str:
    if decision.report:
        return decision.report.fingerprint
    revision = decision.plan.revisions.only("fingerprint").get(number=decision.revision)
    return revision.fingerprint
