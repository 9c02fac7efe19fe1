"""Imports that did not become a plan: thrown away by a person, or by time."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from institutions.models import Person
from plans.importing import ImportRefused, capacity_for
from plans.models import DISCARDABLE, Import

KEPT_FOR = datetime.timedelta(days=30)


@transaction.atomic
def discard(import_: Import, *, actor: Person) -> None:
    """Throw an import away with its file; ``ImportRefused`` when it is another's or not over."""
    found = Import.objects.select_for_update(of=("self",)).filter(pk=import_.pk)
    for locked in found.select_related("institution", "plan"):
        capacity_for(actor, locked.institution, locked.plan)
        if not locked.is_discardable:
            raise ImportRefused(_("Only an import that waits for its review is discarded."))
        _throw_away(locked)


def discard_old(now: datetime.datetime) -> int:
    """Throw away what nobody has finished for 30 days after it was brought; how many there were."""
    old = Import.objects.filter(uploaded_at__lt=now - KEPT_FOR, status__in=DISCARDABLE)
    with transaction.atomic():
        locked = list(old.select_for_update(of=("self",), skip_locked=True))
        for import_ in locked:
            _throw_away(import_)
    return len(locked)


def _throw_away(import_: Import) -> None:
    """The row now, its file when that is certain."""
    import_.delete()
    transaction.on_commit(lambda: import_.file.delete(save=False))
