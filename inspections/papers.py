"""Papers of an inspection: its order, the protocol of a visit, the order of prescriptions.

Their words are quoted from papers of the regional authorities and are not translated
(ПУФРУО чл. 18 и чл. 19).
"""

import datetime
from collections.abc import Iterator

from inspections.models import Inspection, Measure, Visit
from inspections.states import Answer, MeasureKind
from plans.writing import Column, Heading, Paper, Row, Table, Text
from plans.writing.paper import Block
from workflows.wording import document_date

_SIGNATURE = "………………………………"


def order_of(inspection: Inspection) -> Paper:
    """The order by which an inspection is made (чл. 18, ал. 1–3)."""
    number = _order(inspection)
    return Paper(
        house=inspection.institution.name,
        title=f"ЗАПОВЕД {number}",
        under=("На основание чл. 18, ал. 1–3 от ПУФРУО", "НАРЕЖДАМ:"),
        blocks=tuple(_ordered(inspection)),
        closing=_signed("Началник на РУО", inspection.ordered_by),
        foot=f"Заповед {number}",
        lying=False,
    )


def _order(inspection: Inspection) -> str:
    return f"№ {inspection.order_number}/{document_date(inspection.ordered_on)}"


def _ordered(inspection: Inspection) -> Iterator[Block]:
    kind = inspection.get_kind_of_display() if inspection.kind_of else ""
    yield Text(f"Да се извърши {kind} {inspection.get_form_of_display()}: {inspection.topic}")
    yield Heading("Проверяващи")
    yield from (Text(f"{n}. {one.name}") for n, one in enumerate(inspection.team, start=1))
    yield Heading("Институции")
    targets = inspection.targets.select_related("institution")
    named = (one.institution.full_name if one.institution else one.printed for one in targets)
    yield from (Text(f"{n}. {name}") for n, name in enumerate(named, start=1))
    yield Heading("Цел и задачи")
    yield Text(inspection.aim)
    if inspection.criteria:
        yield Heading("Критерии и показатели")
        yield from (Text(f"{n}. {one}") for n, one in enumerate(inspection.criteria, start=1))
    yield Heading("Срокове")
    by_papers = " по документи, без посещение" if inspection.documents_only else ""
    yield Text(f"Проверката се извършва{by_papers} до {document_date(inspection.visits_until)}")
    yield Text(
        f"Констативен протокол: до {inspection.protocol_days} дни от посещението. "
        f"Доклад: до {inspection.report_days} дни от посещението."
    )


def protocol_of(visit: Visit) -> Paper:
    """The protocol as it was drawn and fingerprinted (чл. 18, ал. 4)."""
    numbers = f"{visit.authority_number or '………'} / {visit.school_number or '………'}"
    return Paper(
        house=visit.authority.name,
        title="КОНСТАТИВЕН ПРОТОКОЛ",
        under=(
            f"№ {numbers} (РУО / институция)",
            f"{visit.institution.full_name}, {document_date(visit.on_date)}",
            f"Заповед {_order(visit.inspection)}",
        ),
        blocks=tuple(_found(visit)),
        closing=(
            *_signed("Проверяващ", visit.drawn_by),
            f"Директор: {_SIGNATURE}",
            f"Отпечатък на протокола: {visit.protocol_print}",
        ),
        foot=f"Констативен протокол № {numbers}",
        lying=False,
    )


def _found(visit: Visit) -> Iterator[Block]:
    """What was kept when the protocol was drawn, and not what stands there since."""
    kept = visit.protocol or {}
    yield Text(f"Присъстващи: {', '.join(kept.get('present', ())) or '–'}")
    yield Heading("Констатации")
    columns = (Column("№"), Column("Въпрос"), Column("Отговор"), Column("Констатация"))
    answers = dict(Answer.choices)
    rows = (
        Row((f"{position}.", question, str(answers.get(answer, answer)), finding))
        for position, question, answer, finding, _photos in kept.get("answers", ())
    )
    yield Table(columns, tuple(rows))
    yield Text(f"Обобщение: {kept.get('summary') or '–'}")
    kinds = dict(MeasureKind.choices)
    for kind, text, due_on in kept.get("measures", ()):
        day = datetime.date.fromisoformat(due_on) if due_on else None
        until = f", срок {document_date(day)}" if day else ""
        yield Text(f"{str(kinds.get(kind, kind)).capitalize()}: {text}{until}")


def prescriptions_of(visit: Visit) -> Paper:
    """The order of mandatory prescriptions (чл. 19, ал. 1–3)."""
    number = f"№ {visit.prescription_order}/{document_date(visit.prescribed_on)}"
    issued = visit.measures.filter(kind=MeasureKind.PRESCRIPTION, issued_on__isnull=False)
    columns = (Column("№"), Column("Предписание"), Column("Срок"), Column("Отговорник"))
    return Paper(
        house=visit.authority.name,
        title=f"ЗАПОВЕД {number}",
        under=(
            "На основание чл. 19, ал. 1–3 от ПУФРУО",
            f"давам на {visit.institution.full_name} следните задължителни предписания:",
        ),
        blocks=(
            Table(columns, tuple(_prescribed(n, one) for n, one in enumerate(issued, start=1))),
            Text(f"Директорът докладва за изпълнението до {document_date(visit.answer_due_on)}"),
        ),
        closing=_signed("Началник на РУО", visit.prescribed_by),
        foot=f"Заповед {number}",
        lying=False,
    )


def _prescribed(number: int, measure: Measure) -> Row:
    until = document_date(measure.due_on)
    return Row((f"{number}.", measure.text, until, measure.responsible))


def _signed(post: str, person: object) -> tuple[str, ...]:
    """The line of a signature with the name under it."""
    return (f"{post}: {_SIGNATURE}", f"/{person}/" if person else "")
