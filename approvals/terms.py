"""When work on a plan is due: by its running clocks and by the fixed days of the law."""

import datetime

from approvals.models import Dispatch
from approvals.states import Party
from plans.models import Plan, Report
from plans.states import PlanKind
from workflows import clocks
from workflows.terms.counting import OfficeDays, day_of_year


def adoption_due(plan: Plan) -> datetime.date | None:
    """30 April of the plan's year (ЗПУО чл. 197, ал. 3)."""
    if plan.plan_kind != PlanKind.MUNICIPAL:
        return None
    return _fixed_day("adoption_of_plan", plan)


def ministry_due(plan: Plan) -> datetime.date:
    """10 September before the school year of a regional authority's plan (ПУФРУО чл. 16, ал. 1)."""
    return _fixed_day("submission_to_ministry", plan)


def report_due(plan: Plan) -> datetime.date | None:
    """10 September of the school year's end (ПУФРУО чл. 16, ал. 3); none in law for others."""
    if plan.plan_kind != PlanKind.RUO:
        return None
    return _fixed_day("report_to_ministry", plan)


def _fixed_day(term: str, plan: Plan) -> datetime.date:
    return day_of_year(clocks.term_of(term).wording_on(plan.starts_on), plan.starts_on)


def year_end(plan: Plan) -> datetime.date:
    """The last day of the plan's period."""
    return plan.ends_on


def has_open_remarks(plan: Plan) -> bool:
    """A remark with which the plan came back has no answer yet."""
    return plan.remarks.filter(resolved_in=None, answer="").exists()


def dispatch_due(plan: Plan) -> datetime.date | None:
    """The day until which the decision is to be sent."""
    return clocks.due(plan, "dispatch_of_act")


def force_due(plan: Plan) -> datetime.date | None:
    """The last day of the term for a return."""
    return clocks.due(plan, "return_of_act")


def rediscussion_due(plan: Plan) -> datetime.date | None:
    """The day until which the council examines a returned act."""
    return clocks.due(plan, "rediscussion")


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


def report_waits_for_council(plan: Plan) -> bool:
    """Nothing says yet by which decision the report filed was adopted."""
    return Report.objects.filter(plan=plan, rejected_on=None, adopted_on=None).exists()


def last_day_of_return(sent: Dispatch) -> datetime.date:
    """The last day on which the addressee may return the act, as its clock keeps it.

    An act that came without a clock is counted now; without receipt there is no such day.
    """
    plan, received = sent.decision.plan, sent.received_on
    if received is None:
        raise ValueError("An act that was not received has no last day for its return.")
    kept = clocks.of(plan).filter(
        rule="return_of_act", party=sent.party, started_on=received, replaced_by=None
    )
    clock = kept.order_by("-pk").first()
    if clock:
        return clock.due_on
    counted = clocks.reckon(plan, clocks.term_of("return_of_act"), received, OfficeDays())
    return counted.due if counted else received
