"""Documents for tests, made by the services that the product itself uses."""

import datetime
from collections.abc import Callable
from typing import Any

from approvals.votes import Count
from inspections.models import Inspection, Visit
from plans import recording, revising
from plans.importing import confirm
from plans.lint import grave_findings
from plans.lint.signing import FACT, SignedOver
from plans.models import Import, ImportStatus, Plan
from plans.recording import Told
from plans.revising import text_in_force
from plans.states import FactKind
from workflows import gate
from workflows.models import Seal
from workflows.proof import sealing

TODAY = datetime.date.today


def row(key: str, section: str, text: str, **cells: Any) -> dict[str, Any]:
    """A row of a reading."""
    return {
        "key": key,
        "number": key,
        "section": section,
        "subsection": None,
        "text": text,
        "deadline_raw": "2026 година",
        "deadline_kind": "calendar_year",
        "deadline_start": "2026-01-01",
        "deadline_end": "2026-12-31",
        "responsible_raw": "директорите",
        "source_lines": [1],
    } | cells


def section(number: str, title: str) -> dict[str, Any]:
    """A heading of a reading."""
    return {"number": number, "key": number, "title": title, "activity_count": 1}


def reading(
    kind: str, title: str, year: int, sections: list[Any], activities: list[Any], **more: Any
) -> dict[str, Any]:
    """The object that the reader gives, as far as an import needs it."""
    school = kind != "municipal_support_plan"
    period = {
        "kind": "school_year" if school else "calendar_year",
        "label": f"{year}/{year + 1}" if school else str(year),
        "start": f"{year}-09-15" if school else f"{year}-01-01",
        "end": f"{year + 1}-09-14" if school else f"{year}-12-31",
    }
    return {
        "kind": kind,
        "title": title,
        "institution": "",
        "council": None,
        "period": period,
        "priorities": [],
        "sections": sections,
        "subsections": [],
        "activities": activities,
        "inspections": [],
        "signoff": {"implements": "Общинска стратегия 2025–2026"},
        "anomalies": [],
    } | more


def imported(
    person: Any, institution: Any, content: dict[str, Any], plan: Plan | None = None
) -> Plan:
    """Import a reading as its confirmed import would be."""
    started = Import.objects.create(
        institution=institution,
        plan=plan,
        uploaded_by=person,
        name="plan.docx",
        file="imports/plan.docx",
        status=ImportStatus.READ,
        reading=content,
        source_text="",
    )
    return confirm(started, person)


def municipal_reading(year: int = 2026) -> dict[str, Any]:
    """Two goals, three activities."""
    term = {
        "deadline_raw": f"{year} година",
        "deadline_start": f"{year}-01-01",
        "deadline_end": f"{year}-12-31",
    }
    return reading(
        "municipal_support_plan",
        "ГОДИШЕН ПЛАН",
        year,
        [section("1", "Ранно откриване"), section("2", "Занимания по интереси")],
        [
            row(
                "1.1", "1", "Скрининг на тригодишните деца", indicator_raw="обхванати деца", **term
            ),
            row("1.2", "1", "Логопед в детските градини", financing="общински бюджет", **term),
            row("2.1", "2", "Лятна школа", responsible_raw="ЦПЛР „Искри“", **term),
        ],
    )


def municipal_plan(people: Any, places: Any) -> Plan:
    """A municipal plan in draft."""
    return imported(people.municipal_expert, places.municipality, municipal_reading())


def inspection_row(
    key: str, kind: str, schools: list[tuple[str, str, str]], target: int | None
) -> dict[str, Any]:
    """An inspection of a reading."""
    return {
        "key": key,
        "number": key,
        "kind": kind,
        "form": "inspection",
        "subject": f"Контрол {key}",
        "institutions": [{"name": n, "type": t, "settlement": s} for n, t, s in schools],
        "target_count": target,
        "target_raw": f"{target} училища" if target else "по заявки",
        "responsible": ["ст. експерт по БЕЛ"],
    }


def ruo_reading(year: int = 2025) -> dict[str, Any]:
    """A section of work and a section of inspections."""
    dates = {"deadline_start": f"{year}-09-15", "deadline_end": f"{year + 2}-09-14"}
    schools = [
        ("СУ „Захари Стоянов“", "СУ", "гр. Каменград"),
        ("ОУ „Райна Княгиня“", "ОУ", "гр. Каменград"),
    ]
    return reading(
        "ruo_annual_plan",
        "ПЛАН ЗА ДЕЙНОСТТА",
        year,
        [section("1", "Подкрепа"), section("18", "Контрол")],
        [
            row(
                "1.1",
                "1",
                "Работни срещи",
                unit="брой срещи",
                baseline_raw="0",
                target_raw="2 срещи",
            ),
            row(
                "18.1.1",
                "18",
                "Контрол 18.1.1",
                baseline_raw="37 училища",
                target_raw="2 училища",
                **dates,
            ),
            row(
                "18.2.1",
                "18",
                "Контрол 18.2.1",
                baseline_raw="22 училища",
                target_raw="1 училище",
                **dates,
            ),
        ],
        inspections=[
            inspection_row("18.1.1", "thematic", schools, 2),
            inspection_row("18.2.1", "current", [("ОУ „Някое Друго“", "ОУ", "с. Неизвестно")], 1),
        ],
    )


def ruo_plan(people: Any, places: Any) -> Plan:
    """An authority's plan in draft."""
    return imported(people.department_head, places.authority, ruo_reading())


def school_plan(people: Any, places: Any) -> Plan:
    """A school's plan in draft."""
    content = reading(
        "school_annual_plan",
        "ГОДИШЕН ПЛАН",
        2025,
        [section("1", "Учене")],
        [row("1.1", "1", "Открити уроци")],
    )
    return imported(people.director, places.school, content)


def taken(document: Any, step: str, actor: Any, **facts: Any) -> Any:
    """Take a step and return the document."""
    gate.perform(document, step, actor=actor, **facts)
    return document


def votes(in_favour: int = 20, present: int = 25, members: int = 29) -> Count:
    """A count in which those who are not for are against."""
    return Count(members, present, in_favour, present - in_favour, 0)


STRATEGY: dict[str, Any] = {"strategy": "Общинска стратегия 2025–2026", "strategy_until": 2026}


def submitted(plan: Plan, people: Any) -> Plan:
    """Sent for agreement."""
    return taken(plan, "submit", people.mayor, **STRATEGY)


def registered(plan: Plan, people: Any) -> Plan:
    """In the register of the authority."""
    return taken(submitted(plan, people), "register", people.records, incoming_number="РД-318")


def faulty_plan(people: Any, places: Any) -> Plan:
    """A municipal plan in draft with two grave findings: a number twice, nobody responsible."""
    content = municipal_reading()
    content["activities"][1] |= {"number": "1.1", "key": "1.1#2"}
    content["activities"][2]["responsible_raw"] = ""
    return imported(people.municipal_expert, places.municipality, content)


def reasons(plan: Plan, why: str) -> dict[str, Any]:
    """A reason over each grave finding, as facts of a step."""
    return {FACT: [SignedOver.of(one, why) for one in grave_findings(plan)]}


def faulty_registered(plan: Plan, people: Any, why: str) -> Plan:
    """Submitted over its grave findings, and in the register of the authority."""
    taken(plan, "submit", people.mayor, **STRATEGY, **reasons(plan, why))
    return taken(plan, "register", people.records, incoming_number="РД-1")


def agreed(plan: Plan, people: Any) -> Plan:
    """Agreed by the head."""
    return taken(registered(plan, people), "agree", people.ruo_head)


def at_council(plan: Plan, people: Any, places: Any) -> Plan:
    """Put to the council."""
    return taken(agreed(plan, people), "put_to_council", people.mayor, council=places.council)


def adopted(plan: Plan, people: Any, places: Any, number: str = "112") -> Plan:
    """Adopted by the council."""
    at_council(plan, people, places)
    return taken(
        plan, "adopt", people.council_clerk, number=number, protocol_number="7", count=votes()
    )


def told(plan: Plan, actor: Any, day: datetime.date | None = None) -> Plan:
    """A fact at every row of the text in force."""
    text = text_in_force(plan)
    assert text is not None
    for activity in text.activities.all():
        entered = Told(FactKind.MEETING, f"Среща по {activity.number}", day or TODAY())
        recording.record(plan, activity.identity, entered, actor=actor)
    return plan


def approved(plan: Plan, people: Any) -> Plan:
    """An authority's plan approved by the minister."""
    taken(plan, "submit", people.ruo_head)
    return taken(plan, "approve", people.minister, approval_order="РД09-1")


def changed_text(plan: Plan, people: Any, change: Callable[[Any], object]) -> None:
    """Change the rows of an opened plan in its working copy."""
    copy = revising.working_copy(plan, actor=people.department_head)
    change(copy.activities)
    revising.refresh_fingerprint(copy)


def order_facts(people: Any, **more: Any) -> dict[str, Any]:
    """What the head enters in an order."""
    return {
        "order_number": "РД-06-44",
        "team": [people.expert],
        "aim": "Установяване на състоянието",
        "criteria": ["Критерий 1", "Критерий 2"],
        "visits_until": TODAY() + datetime.timedelta(days=60),
        "protocol_days": 7,
        "report_days": 14,
        "documents_only": True,
    } | more


def ordered(plan: Plan, people: Any, **more: Any) -> Inspection:
    """The first inspection of an approved plan, ordered."""
    inspection = Inspection.objects.get(plan=approved(plan, people), number="18.1.1")
    return taken(inspection, "order", people.ruo_head, **order_facts(people, **more))


def visit_of(inspection: Inspection, institution: Any) -> Visit:
    """The visit of a school."""
    return inspection.visits.get(institution=institution)


def scheduled(visit: Visit, people: Any, day: datetime.date | None = None, hour: int = 9) -> Visit:
    """A visit with a date: today, when not said."""
    return taken(
        visit,
        "schedule",
        people.department_head,
        on_date=day or TODAY(),
        starts_at=datetime.time(hour),
        ends_at=datetime.time(hour + 3),
    )


def answered_all(visit: Visit) -> Visit:
    """Every question of the checklist answered with yes."""
    visit.answers.update(answer="yes")
    return visit


def propose(visit: Visit, people: Any, kind: str) -> None:
    """A recommendation, or a prescription proposed to the head."""
    visit.measures.create(
        kind=kind,
        text="Да се попълнят дневниците",
        due_on=TODAY() + datetime.timedelta(days=14),
        proposed_by=people.expert,
    )


def reported(visit: Visit, people: Any, measures: tuple[str, ...] = ()) -> Visit:
    """A visit whose protocol is registered and reported to the head."""
    for kind in measures:
        propose(visit, people, kind)
    taken(answered_all(visit), "draw_protocol", people.expert, summary="Спазва се.")
    taken(visit, "register_protocol", people.records, authority_number="КП-41", school_number="112")
    return taken(visit, "report", people.expert, conclusions="Работи се добре.")


def sealed() -> Seal:
    """The seal of the day, which was not made yet."""
    seal = sealing.seal_day()
    assert seal is not None
    return seal


def followed_up(visit: Visit, people: Any, answer: str = "yes", proposes: str = "") -> Visit:
    """The follow-up visit that the head ordered, walked to its report to the head."""
    inspection = visit.follow_ups.get(state="proposed")
    order = order_facts(people, order_number="РД-06-77", criteria=[])
    taken(inspection, "order", people.ruo_head, **order)
    again = scheduled(inspection.visits.get(), people, hour=14)
    again.answers.update(answer=answer, finding="Видяно на място.")
    if proposes:
        propose(again, people, proposes)
    taken(again, "draw_protocol", people.expert, summary="Проверено на място.")
    taken(again, "register_protocol", people.records, authority_number="КП-77", school_number="212")
    return taken(again, "report", people.expert, conclusions="Проверено е изпълнението.")
