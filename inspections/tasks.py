"""Celery: wake-ups only; each task may run twice harmlessly."""

from celery import shared_task

from inspections import turning


@shared_task
def turn_days() -> int:
    """After the day of a visit its work counts to the protocol."""
    return turning.turn_days()
