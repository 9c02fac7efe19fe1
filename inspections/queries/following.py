"""The two ends of a follow-up, as far as each is open to the person."""

from typing import Any

from inspections import following
from inspections.models import Inspection, Visit
from institutions.models import Person


def followed_by(visit: Visit, person: Person) -> Visit | Inspection | None:
    """What follows a visit up: the visit made for it, else the inspection that it waits for."""
    inspection = following.latest(visit) if visit.follow_up_mode else None
    if inspection is None:
        return None
    rows = Visit.objects.open_to(person).filter(inspection=inspection)
    made: Visit | Inspection | None = rows.first() or _if_open(Inspection, inspection.pk, person)
    return made


def followed(inspection: Inspection, person: Person) -> Visit | None:
    """The visit that a follow-up inspection follows."""
    found: Visit | None = _if_open(Visit, inspection.follows_id, person)
    return found


def _if_open(model: Any, pk: Any, person: Person) -> Any:
    return model.objects.open_to(person).filter(pk=pk).first() if pk else None
