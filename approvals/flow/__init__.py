"""The three routes of plans; each step is told once, in the file of its route."""

from typing import Any

from approvals.flow.municipal import MunicipalPlanFlow
from approvals.flow.ruo import RuoPlanFlow
from approvals.flow.school import SchoolPlanFlow
from plans.models import Plan
from plans.states import PlanKind
from workflows.flow import Flow, register

ROUTES: dict[str, type[Flow]] = {
    PlanKind.MUNICIPAL: MunicipalPlanFlow,
    PlanKind.RUO: RuoPlanFlow,
    PlanKind.SCHOOL: SchoolPlanFlow,
}


def _route(plan: Any) -> type[Flow]:
    return ROUTES[plan.plan_kind]


def register_flows() -> None:
    """Tell the gate which route a plan follows."""
    from approvals.law import declare_terms

    declare_terms()
    register(Plan, _route, *ROUTES.values())


__all__ = ["ROUTES", "MunicipalPlanFlow", "RuoPlanFlow", "SchoolPlanFlow", "register_flows"]
