"""The routes of an inspection and of a visit; each step is told once."""

from inspections.flow.inspection import InspectionFlow
from inspections.flow.visit import VisitFlow
from inspections.law import declare_terms
from inspections.models import Inspection, Visit
from workflows.flow import register


def register_flows() -> None:
    """Tell the gate which flows these documents follow."""
    declare_terms()
    register(Inspection, lambda _document: InspectionFlow, InspectionFlow)
    register(Visit, lambda _document: VisitFlow, VisitFlow)


__all__ = ["InspectionFlow", "VisitFlow", "register_flows"]
