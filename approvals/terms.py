"""The terms that run from a council's act (ЗМСМА чл. 22, 45) and the fixed days of plans."""

import datetime

from django.utils.translation import gettext_lazy as _

from approvals.models import Dispatch
from approvals.states import Party
from plans.models import Plan
from plans.states import PlanKind
from workflows import clocks
from workflows.clocks import Term, declare
from workflows.taken import Case


def _to_both(case: Case) -> dict[str, datetime.date]:
    return {party.value: case.on for party in Party}


def _by_party(case: Case) -> dict[str, datetime.date]:
    return {str(case.facts["party"]): case.on}


def declare_terms() -> None:
    """Make the terms known to the clocks."""
    declare(
        Term("dispatch_of_act", _("send the decision"), "чл. 22, ал. 1 ЗМСМА", 7, _to_both),
        Term("return_of_act", _("return of the decision"), "чл. 45, ал. 6 ЗМСМА", 7, _by_party),
        Term("rediscussion", _("new discussion by the council"), "чл. 45, ал. 7 ЗМСМА", 14),
    )


def adoption_due(plan: Plan) -> datetime.date | None:
    """30 April of the plan's year (ЗПУО чл. 197, ал. 3)."""
    if plan.plan_kind != PlanKind.MUNICIPAL:
        return None
    return datetime.date(plan.starts_on.year, 4, 30)


def ministry_due(plan: Plan) -> datetime.date:
    """10 September before the school year of a regional authority's plan (ПУФРУО чл. 16, ал. 1)."""
    return datetime.date(plan.starts_on.year, 9, 10)


def report_due(plan: Plan) -> datetime.date | None:
    """10 September of the school year's end (ПУФРУО чл. 16, ал. 3); none in law for others."""
    if plan.plan_kind != PlanKind.RUO:
        return None
    return datetime.date(plan.ends_on.year, 9, 10)


def year_end(plan: Plan) -> datetime.date:
    """The last day of the plan's period."""
    return plan.ends_on


def has_open_remarks(plan: Plan) -> bool:
    """A remark with which the plan came back has no answer yet."""
    return plan.remarks.filter(resolved_in=None, answer="").exists()


def _running(plan: Plan, rule: str) -> datetime.date | None:
    dates = [
        clock.due_on for clock in clocks.of(plan) if clock.rule == rule and clock.stopped_on is None
    ]
    return min(dates, default=None)


def dispatch_due(plan: Plan) -> datetime.date | None:
    """The day until which the decision is to be sent."""
    return _running(plan, "dispatch_of_act")


def force_due(plan: Plan) -> datetime.date | None:
    """The last day of the term for a return."""
    return _running(plan, "return_of_act")


def rediscussion_due(plan: Plan) -> datetime.date | None:
    """The day until which the council examines a returned act."""
    return _running(plan, "rediscussion")


def _dispatches(plan: Plan) -> list[Dispatch]:
    decision = plan.decisions.first()
    return list(decision.dispatches.all()) if decision else []


def waits_for_dispatch(plan: Plan) -> bool:
    """An addressee was not sent the decision yet."""
    return len(_dispatches(plan)) < len(Party)


def waits_for_receipt(plan: Plan) -> bool:
    """An addressee was sent the decision, receipt is not recorded."""
    return any(one.received_on is None for one in _dispatches(plan))


def waits_for_force(plan: Plan) -> bool:
    """Both have it: only the term for a return runs."""
    return not waits_for_dispatch(plan) and not waits_for_receipt(plan)
