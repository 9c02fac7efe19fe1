"""A day passes: the work of a visit that was to be made counts to its protocol from now on."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from inspections.models import Visit
from inspections.states import VisitState
from workflows import desks
from workflows.flow import flow_of
from workflows.models import Desk


def turn_days() -> int:
    """Lay anew the work of visits whose day is over; of how many. Twice does no harm."""
    passed = Visit.objects.filter(state=VisitState.SCHEDULED, on_date__lt=timezone.localdate())
    named = Desk.objects.filter(document_id__in=passed.values("pk"), closed_at=None)
    stale = named.filter(due_on__in=passed.values("on_date")).values_list("document_id", flat=True)
    return sum(map(_turn, set(stale)))


def _turn(pk: UUID) -> bool:
    """Under the visit's lock: a step that is being taken lays the work itself."""
    free = Visit.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    with transaction.atomic():
        visit = free.filter(pk=pk, state=VisitState.SCHEDULED).first()
        if visit:
            desks.settle(visit, flow_of(visit))
        return visit is not None
