"""Celery: long files are read by a worker; each task may run twice harmlessly."""

import datetime

from celery import shared_task
from django.utils import timezone

from plans import unfinished
from plans.importing import read_import, unclaimed
from plans.models import Import

GRACE = datetime.timedelta(seconds=5)


@shared_task
def read(pk: str) -> None:
    """Read one kept file, unless it is being read or was read already."""
    for import_ in Import.objects.filter(pk=pk):
        read_import(import_)


@shared_task
def sweep() -> int:
    """Read what no task has read: the wake-up was lost, a worker died. How many there were."""
    now = timezone.now()
    return len([read_import(one) for one in unclaimed(now).filter(uploaded_at__lt=now - GRACE)])


@shared_task
def discard_old() -> int:
    """Throw away imports that nobody has finished for 30 days."""
    return unfinished.discard_old(timezone.now())
