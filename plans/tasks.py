"""Celery: long files are read by a worker; each task may run twice harmlessly."""

import datetime

from celery import shared_task
from django.utils import timezone

from plans.importing import read_import
from plans.models import Import, ImportStatus

GRACE = datetime.timedelta(seconds=5)


@shared_task
def read(pk: str) -> None:
    """Read one kept file, unless it was read already."""
    waiting = Import.objects.filter(pk=pk, status__in=[ImportStatus.WAITING, ImportStatus.READING])
    for import_ in waiting:
        read_import(import_)


@shared_task
def sweep() -> int:
    """Read what no task has read: the wake-up was lost. How many were read."""
    late = Import.objects.filter(
        status=ImportStatus.WAITING, uploaded_at__lt=timezone.now() - GRACE
    )
    return len([read_import(import_) for import_ in late])
