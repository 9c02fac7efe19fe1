"""A document read once more, because a person said what one of its columns holds."""

from typing import Any

from django.db import transaction

from institutions.models import Person
from plans import importing, learning
from plans.models import Import, ImportStatus
from plans.reading import read_apart
from plans.reading.columns import Column
from plans.reading.known_headings import USUAL

UNKNOWN = "unknown_column"


def read_column(import_: Import, index: int, column: str, *, actor: Person) -> None:
    """Learn what the column of a doubt holds and read the document again.

    What was decided stays with its doubt, where the document raises it again.
    """
    importing.capacity_for(actor, import_.institution, import_.plan)
    doubts = import_.reading.get("anomalies") or ()
    doubt = doubts[index] if index < len(doubts) else {}
    if import_.status != ImportStatus.READ or doubt.get("kind") != UNKNOWN or column not in USUAL:
        return
    learning.learn_heading(import_, doubt["where"], Column(column), actor=actor)
    with import_.file.open("rb") as kept:
        data = kept.read()
    found = read_apart(import_.name, data, headings=learning.headings(import_.institution))
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
        if locked.status == ImportStatus.READ:
            before, decided = locked.reading, locked.decisions
            importing.keep_reading(locked, found)
            locked.decisions = _carried(before, decided, locked.reading) | locked.decisions
            locked.save()


def _carried(
    before: dict[str, Any], decided: dict[str, Any], now: dict[str, Any]
) -> dict[str, Any]:
    """The decisions under the numbers that their doubts have now; rows keep their keys."""
    numbers = {_identity(doubt): str(index) for index, doubt in enumerate(now["anomalies"])}
    old = {str(index): _identity(doubt) for index, doubt in enumerate(before["anomalies"])}
    moved = {key: numbers.get(old[key], "") if key in old else key for key in decided}
    return {moved[key]: made for key, made in decided.items() if moved[key]}


def _identity(doubt: dict[str, Any]) -> tuple[str, str, str]:
    return doubt["kind"], doubt["where"], doubt["what"]
