"""The extract of a decision as it leaves the council (ЗМСМА чл. 22, ал. 1).

Its words are quoted from extracts of councils and are not translated.
"""

from approvals.models import Decision
from approvals.states import Outcome, Result
from plans.writing import Column, Paper, Row, Table, Text

_ADOPTED = {
    Outcome.FIRST: "Приема",
    Outcome.READOPTED: "Приема повторно",
    Outcome.AMENDED: "Изменя",
    Outcome.REPEALED: "Отменя решението за приемане на",
}
_COUNT = ("Общ брой съветници", "Присъствали", "За", "Против", "Въздържали се")


def extract_of(decision: Decision) -> Paper:
    """The decision with its ground and its count; signed by hand, so the line is empty."""
    session = decision.session
    held = f"{session.held_on:%d.%m.%Y} г."
    return Paper(
        house=decision.council.name,
        title=f"РЕШЕНИЕ № {decision.number}",
        under=(f"Препис-извлечение от протокол № {session.protocol_number}/{held}",),
        blocks=(
            Text(f"На основание {decision.article}"),
            Text(f"{decision.council.name} реши: {ruling(decision)}"),
            Text(voted_text(decision)),
            _count(decision),
        ),
        closing=("Председател: ………………………………", "Вярно с оригинала: ………………………………"),
        foot=decision.line,
        lying=False,
    )


def voted_text(decision: Decision) -> str:
    """Which text was before the council."""
    report = decision.report
    if report is None:
        return f"Текстът е версия {decision.revision} на плана."
    return f"Отчетът е към {report.until:%d.%m.%Y} г. по версия {decision.revision} на плана."


def ruling(decision: Decision) -> str:
    """What was decided about which plan, or about the report on it."""
    named = subject_of(decision)
    if decision.result == Result.ADOPTED:
        return f"{_ADOPTED[Outcome(decision.outcome)]} {named}."
    if decision.is_no_ruling:
        return f"Предложението за {named} не събра нужното мнозинство."
    return f"Не приема {named}."


def subject_of(decision: Decision) -> str:
    """The plan, or the report on it, as a sentence names it."""
    plan = decision.plan
    about = "отчета на " if decision.report else ""
    return f"{about}„{plan.title}“ на {plan.institution.name}"


def _count(decision: Decision) -> Table:
    votes = (
        decision.members,
        decision.present,
        decision.in_favour,
        decision.against,
        decision.abstained,
    )
    return Table(tuple(map(Column, _COUNT)), (Row(tuple(map(str, votes))),))
