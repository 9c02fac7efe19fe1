"""Inspections of an approved plan walked to closed prescriptions."""

import datetime
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.utils import timezone

from config.demo import teams
from config.demo.register import director_of
from config.demo.stage import Cast, Stage, cast_of
from inspections import choosing
from inspections.models import Evidence, Inspection, Visit
from institutions.calendar import why_no_school
from institutions.models import Institution, InstitutionKind
from plans.models import Plan
from workflows import records

DAY = datetime.timedelta(days=1)
AIM = "Установяване на състоянието и оказване на методическа подкрепа."
CRITERIA = [
    "Документите по темата са водени и актуални.",
    "Работата следва годишното разпределение.",
    "Резултатите се проследяват по обявени критерии.",
    "Учениците получават обратна връзка.",
]


def tell_opened(stage: Stage, plan: Plan) -> None:
    """What the approval opened: inspections by kind, schools matched and waiting by name."""
    opened = list(plan.inspections.prefetch_related("targets").order_by("created_at"))
    kinds = [inspection.kind_of for inspection in opened]
    stage.say(
        f"{len(opened)} inspections: {kinds.count('thematic')} thematic,"
        f" {kinds.count('current')} current"
    )
    listed = [target for inspection in opened for target in inspection.targets.all()]
    waiting = [target for target in listed if target.waits]
    stage.say(
        f"{len(listed)} listed schools: {len(listed) - len(waiting)} matched,"
        f" {len(waiting)} waiting by name"
    )
    for inspection in opened:
        for target in inspection.targets.all():
            meant = "waits by name" if target.waits else f"= {target.institution}"
            stage.say(f"  {inspection.number:8} {target.printed}: {meant}")


def first_with_schools(plan: Plan) -> Inspection:
    """The first thematic inspection that lists schools."""
    with_schools = [one for one in plan.inspections.order_by("created_at") if one.targets.exists()]
    if not with_schools:
        raise LookupError("No inspection of this plan lists a school.")
    thematic = [one for one in with_schools if one.kind_of == "thematic"]
    chosen: Inspection = (thematic or with_schools)[0]
    return chosen


def know_schools(stage: Stage, inspection: Inspection, cast: Cast) -> None:
    """The department head says who is meant; a school that the register lacks is entered."""
    for target in inspection.targets.order_by("position"):
        target.refresh_from_db()
        if target.waits:
            above = _municipality(inspection.authority)
            choosing.register_new(target, above=above, actor=cast.department_head)
            stage.say(
                f"            {cast.department_head}: „{target.printed}“ entered in the register"
            )
    stage.tell(inspection, records.of(inspection).last())


def _municipality(authority: Institution) -> Institution:
    """Some municipality of the authority; one is entered where there is none."""
    found = Institution.objects.filter(kind=InstitutionKind.MUNICIPALITY, above=authority).first()
    return found or Institution.objects.create(
        code=f"{authority.code}-ob",
        kind=InstitutionKind.MUNICIPALITY,
        name=f"Община {authority.settlement.removeprefix('гр. ')}",
        above=authority,
    )


def order(
    stage: Stage, inspection: Inspection, cast: Cast, on: datetime.date, number: str, turn: int = 0
) -> None:
    """The head orders; the team is of the posts that the plan row holds responsible."""
    plan_ends_on = inspection.plan.ends_on if inspection.plan else None
    stage.take(
        inspection, "order", cast.head, on,
        order_number=number, team=teams.team_of(inspection, turn),
        aim=inspection.aim or AIM, criteria=[] if inspection.follows else CRITERIA,
        visits_until=inspection.visits_until or inspection.ends_on or plan_ends_on,
        protocol_days=7, report_days=14, documents_only=False,
    )  # fmt: skip


def school_days(institution: Institution, start: datetime.date) -> Iterable[datetime.date]:
    """School days of an institution from a day on."""
    for offset in range(400):
        day = start + offset * DAY
        if why_no_school(day, institution) is None:
            yield day


def date(
    stage: Stage, visit: Visit, cast: Cast, day: datetime.date, on: datetime.date, hour: int = 9
) -> None:
    """The department head sets day and hours: the first school day on which the team is free."""
    team = visit.inspection.team
    booked = Visit.objects.filter(bookings__person__in=team).values_list("on_date", flat=True)
    taken = set(booked.exclude(pk=visit.pk))
    free = next(one for one in school_days(visit.institution, day) if one not in taken)
    stage.take(
        visit, "schedule", cast.department_head, on,
        on_date=free, starts_at=datetime.time(hour), ends_at=datetime.time(hour + 2, 30),
    )  # fmt: skip


def hold(stage: Stage, visit: Visit, cast: Cast, number: int, prescriptions: int = 0) -> None:
    """The visit itself, its protocol, both registers and the report to the head."""
    expert, day = visit.inspection.team[0], visit.on_date or timezone.localdate()
    for answer in visit.answers.all():
        poor = answer.position <= prescriptions
        answer.answer = "partly" if poor else "yes"
        answer.finding = "Записите за октомври не са пълни." if poor else ""
        answer.answered_by, answer.answered_at = expert, timezone.now()
        answer.save()
        if poor:
            visit.measures.create(
                answer=answer, kind="prescription",
                text="Да се попълнят записите и да се представи копие.",
                due_on=day + 21 * DAY, responsible="Директорът", proposed_by=expert,
            )  # fmt: skip
    stage.take(
        visit, "draw_protocol", expert, day + 2 * DAY, summary="Работата по темата е организирана."
    )
    stage.take(
        visit, "register_protocol", cast.records, day + 3 * DAY,
        authority_number=f"КП-{number:03}", school_number=f"{200 + number}",
    )  # fmt: skip
    stage.take(
        visit,
        "report",
        expert,
        day + 6 * DAY,
        conclusions="Изискванията се спазват в основната си част.",
    )


def prescribe(stage: Stage, visit: Visit, cast: Cast, number: str) -> None:
    """The head's order with the term for the director's report."""
    day = visit.on_date or timezone.localdate()
    stage.take(
        visit,
        "prescribe",
        cast.head,
        day + 8 * DAY,
        prescription_order=number,
        answer_due_on=day + 30 * DAY,
    )


def answer(stage: Stage, visit: Visit) -> None:
    """The director answers each measure, with evidence, and reports."""
    director, day = director_of(visit.institution), visit.on_date or timezone.localdate()
    for measure in visit.measures.all():
        measure.reply, measure.replied_on = (
            "Записите са попълнени, копие е приложено.",
            timezone.localdate(),
        )
        measure.save(update_fields=["reply", "replied_on"])
        evidence = Evidence(measure=measure, name="kopie.pdf", fingerprint="", added_by=director)
        evidence.file.save("kopie.pdf", ContentFile(b"%PDF-1.4\n%%EOF\n"), save=True)
    stage.take(visit, "answer", director, day + 24 * DAY, answer="Предписанията са изпълнени.")


def follow_up(stage: Stage, visit: Visit, cast: Cast) -> None:
    """By a visit where there has been a school day for it since, else by documents; closed."""
    day = visit.on_date or timezone.localdate()
    free = next(iter(school_days(visit.institution, day + 32 * DAY)))
    by_visit = free <= timezone.localdate()
    stage.take(
        visit, "follow_up", cast.head, day + 28 * DAY,
        follow_up_mode="visit" if by_visit else "documents", follow_up_on=free,
    )  # fmt: skip
    if by_visit:
        visit_again(stage, visit.follow_ups.get(), cast, free)
        visit.refresh_from_db()
    note = "Проверено на място." if by_visit else "Проверено по представените документи."
    stage.take(visit, "confirm", visit.inspection.team[0], free + 7 * DAY, note=note)


def visit_again(stage: Stage, inspection: Inspection, cast: Cast, day: datetime.date) -> None:
    """The follow-up inspection: order, day, protocol, both registers, report, closed."""
    before = day - 2 * DAY
    order(stage, inspection, cast, before, "РД-06-150")
    visit = inspection.visits.get()
    date(stage, visit, cast, day, before, hour=14)
    hold(stage, visit, cast, 90)
    stage.take(visit, "close", cast.head, day + 8 * DAY)
    stage.take(inspection, "close", cast.head, day + 9 * DAY)


def walk(stage: Stage, plan: Plan) -> None:
    """One inspection the whole way: order, every visit, a prescription, its follow-up, closed."""
    cast = cast_of(plan.institution)
    tell_opened(stage, plan)
    inspection = first_with_schools(plan)
    know_schools(stage, inspection, cast)
    start = max(inspection.starts_on or plan.starts_on, plan.starts_on) + 14 * DAY
    order(stage, inspection, cast, start, "РД-06-101")
    day = start + 5 * DAY
    for place, visit in enumerate(inspection.visits.order_by("created_at")):
        director_of(visit.institution)
        date(stage, visit, cast, day, start + DAY)
        day = (visit.on_date or day) + DAY
        hold(stage, visit, cast, place + 1, prescriptions=1 if place == 0 else 0)
        if place:
            stage.take(visit, "close", cast.head, (visit.on_date or day) + 8 * DAY)
        else:
            prescribe(stage, visit, cast, "РД-06-140")
            answer(stage, visit)
            follow_up(stage, visit, cast)
    stage.take(inspection, "close", cast.head, start + 60 * DAY)
    tell_counted(stage, plan, inspection)


def tell_counted(stage: Stage, plan: Plan, inspection: Inspection) -> None:
    """What counts towards the row of the plan; follow-ups count apart."""
    row = inspection.row
    facts = plan.facts.standing().filter(identity=row.identity) if row else []
    count = sum(fact.amount for fact in facts)
    stage.say(
        f"{inspection.number}: {count:.0f} of {inspection.target_count or '–'} visits"
        " count towards the plan row"
    )
    again = Inspection.objects.filter(follows__inspection__plan=plan)
    stage.say(f"{again.count()} follow-up inspections, outside the plan")
