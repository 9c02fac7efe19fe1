"""Under which order of the head something was done, and who signed it."""

from inspections.models import Inspection, Visit
from workflows import records
from workflows.models import Record

ORDERS = ("order", "amend_order")


def order_of(inspection: Inspection) -> Record | None:
    """The signature under the present order, for whom and by which order included."""
    return _last(inspection, ORDERS)


def prescription_of(visit: Visit) -> Record | None:
    """The signature under the order with the prescriptions."""
    return _last(visit, ("prescribe",)) if visit.prescribed_on else None


def order_under(visit: Visit) -> Record | None:
    """The order that held when the protocol was drawn up; the present one until then.

    A later order replaces people and terms (чл. 18, ал. 2 ПУФРУО), not what a visit was made by.
    """
    drawn = _last(visit, ("draw_protocol",)) if visit.drawn_on else None
    return _last(visit.inspection, ORDERS, **({"at__lt": drawn.at} if drawn else {}))


def _last(document: Inspection | Visit, steps: tuple[str, ...], **before: object) -> Record | None:
    rows = records.of(document).filter(step__in=steps, **before)
    found: Record | None = rows.select_related("actor", "substitution__absent").last()
    return found
