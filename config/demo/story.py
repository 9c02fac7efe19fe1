"""What has happened in the demo region: plans in several states, inspections under way.

The sample documents are imported as they are, but for their years, which are moved to the
present, so that deadlines of the demo are neither all past nor all far.
"""

import datetime
import re

from django.utils import timezone, translation

from approvals.returning import RowRemark
from config.demo import plans, visits
from config.demo.plans import DAY, Decided
from config.demo.region import SAMPLES
from config.demo.stage import Cast, Say, Stage, cast_of, holder
from inspections.models import Visit
from institutions.models import Institution
from institutions.rights import Role
from plans.models import Plan

YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
SCHOOL_YEAR_STARTS = (9, 15)
TOWN = "Каменград"
HALF_YEAR = 7


def tell(say: Say) -> None:
    """Load the sample plans and walk some of them a part of the way."""
    with translation.override("bg"):
        stage = Stage(say)
        _municipal_plans(stage)
        _school_plan(stage)
        _authority_plan(stage)


def sample(stem: str, year: int) -> tuple[str, str]:
    """Name and text of a sample, with its years moved so that its period starts in ``year``."""
    path = next(SAMPLES.glob(f"{stem}-plan-*.txt"))
    first = int(YEAR.findall(path.stem)[0])
    text = path.read_text(encoding="utf-8")
    move = year - first
    return path.name, YEAR.sub(lambda found: str(int(found.group()) + move), text)


def school_year() -> int:
    today = timezone.localdate()
    return today.year if (today.month, today.day) >= SCHOOL_YEAR_STARTS else today.year - 1


def _municipal_plans(stage: Stage) -> None:
    """Four municipalities: to be agreed, returned, adopted and waiting, in execution."""
    today, coming = timezone.localdate(), _coming_year()
    to_agree = _municipal(stage, "ob-kamengrad", TOWN, coming)
    cast = cast_of(to_agree.authority)
    _submit(stage, to_agree, today - 9 * DAY)
    plans.register(stage, to_agree, cast, today - 8 * DAY)

    returned = _municipal(stage, "ob-zhitnopole", "Житнополе", coming)
    _submit(stage, returned, today - 12 * DAY)
    plans.register(stage, returned, cast, today - 11 * DAY)
    stage.take(
        returned, "return_for_rework", cast.head, today - 4 * DAY,
        note="Показателите по две дейности са без целева стойност.",
        remarks=[_remark(returned, number) for number in ("2.3", "3.3")],
    )  # fmt: skip

    fresh = _municipal(stage, "ob-belorechene", "Белоречене", coming)
    decided = Decided("112", "7", today - 5 * DAY)
    plans.agree(stage, fresh, decided.on)
    plans.decide(stage, fresh, decided)

    running = _municipal(stage, "ob-mechidol", "Мечи дол", today.year)
    early = Decided("31", "3", min(datetime.date(today.year, 2, 26), today - 28 * DAY))
    plans.agree(stage, running, early.on)
    plans.decide(stage, running, early)
    plans.put_in_execution(stage, running, early)


def _remark(plan: Plan, number: str) -> RowRemark:
    row = plan.latest.activities.get(number=number)
    return RowRemark(row.identity, number, "indicator", "Посочете целева стойност с число.")


def _coming_year() -> int:
    """The year that plans are made for now: from July on, the next one."""
    today = timezone.localdate()
    return today.year + (today.month >= HALF_YEAR)


def _municipal(stage: Stage, code: str, town: str, year: int) -> Plan:
    name, text = sample("municipality-kamengrad", year)
    municipality = Institution.objects.get(code=code)
    person = holder(municipality, Role.MUNICIPAL_EXPERT)
    text = text.replace(TOWN, town).replace(TOWN.upper(), town.upper())
    return plans.bring(stage, name, text.encode(), municipality, person)


def _submit(stage: Stage, plan: Plan, on: datetime.date) -> None:
    year = plan.ends_on.year
    strategy = plan.strategy or f"Общинска стратегия за подкрепа за личностно развитие {year}"
    plans.submit(stage, plan, holder(plan.institution, Role.MAYOR), strategy, on)


def _school_plan(stage: Stage) -> None:
    """A school's plan, in execution."""
    name, text = sample("school-zahari-stoyanov", school_year())
    school = Institution.objects.get(code="990101")
    plan = plans.bring(stage, name, text.encode(), school, holder(school, Role.DIRECTOR))
    plans.school(stage, plan)


def _authority_plan(stage: Stage) -> None:
    """The authority's plan, approved; its inspections at every stage of their way."""
    name, text = sample("ruo-srednogorie", school_year())
    authority = Institution.objects.get(code="ruo-srednogorie")
    cast = cast_of(authority)
    plan = plans.bring(stage, name, text.encode(), authority, cast.department_head)
    plans.approve(stage, plan)
    _inspect(stage, plan, cast)


def _inspect(stage: Stage, plan: Plan, cast: Cast) -> None:
    """Order what is matched and near; visit some, with and without measures."""
    today = timezone.localdate()
    start = max(plan.starts_on + 5 * DAY, today - 50 * DAY)
    ready = [
        one
        for one in plan.inspections.order_by("created_at")
        if one.targets.exists()
        and not any(target.waits for target in one.targets.all())
        and one.targets.count() >= (one.target_count or 0)
        and (one.ends_on or plan.ends_on) >= today
    ]
    for place, inspection in enumerate(ready):
        visits.order(
            stage, inspection, cast, start + place * DAY, f"РД-06-{101 + place}", turn=place
        )
    if ready:
        _visit_first(stage, list(ready[0].visits.order_by("created_at")), cast, start)
    for place, inspection in enumerate(ready[1:3], start=1):
        for hour, visit in enumerate(inspection.visits.order_by("created_at")[:3]):
            visits.date(stage, visit, cast, today + (place + 2 * hour) * DAY, today, hour=9)


def _visit_first(stage: Stage, held: list[Visit], cast: Cast, start: datetime.date) -> None:
    """The first inspection: a closed visit, one prescribed, one to be decided, one dated."""
    today = timezone.localdate()
    for place, visit in enumerate(held[:4]):
        on = today if place == 3 else start + (6 + 2 * place) * DAY
        visits.date(stage, visit, cast, on, start + 3 * DAY, hour=9 if place < 3 else 13)
        if place == 3:
            return
        visits.hold(stage, visit, cast, 41 + place, prescriptions=1 if place else 0)
        if place == 0:
            stage.take(visit, "close", cast.head, start + 18 * DAY)
        if place == 1:
            visits.prescribe(stage, visit, cast, "РД-06-133")
