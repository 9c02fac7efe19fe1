"""Why an inspection or a visit did not take place."""

from inspections.models import Inspection, Visit
from inspections.states import InspectionState, VisitState
from workflows import records
from workflows.models import Record

CALLED_OFF = (InspectionState.WITHDRAWN.value, VisitState.CANCELLED.value)


def outcome_of(document: Inspection | Visit) -> Record | None:
    """The record by which it was called off: who, when, why."""
    if document.state not in CALLED_OFF:
        return None
    found: Record | None = (
        records.of(document).select_related("actor", "substitution__absent").last()
    )
    return found
