"""Repairs of units, base values and targets."""

import re
from collections.abc import Iterator

from plans.reading.changes import Change
from plans.reading.columns import Column
from plans.reading.model import Anomaly, Reading

from .rule import becomes, cell, repairs, rows_of

_COUNT = re.compile(r"\d+")
_NAMED = re.compile(r"^(?:брой|бр\.)\s+\w+", re.IGNORECASE)
_COUNTED = re.compile(r"^\s*\d+\s+([а-я][а-я ]*[а-я])\s*$", re.IGNORECASE)


@repairs("target_below_baseline")
def _swapped(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """Base value and target have changed places."""
    for row in rows_of(doubt, reading):
        base, target = cell(row, Column.BASELINE), cell(row, Column.TARGET)
        yield becomes(row, Column.BASELINE, target)
        yield becomes(row, Column.TARGET, base)


@repairs("unit_mismatch")
def _counted_unit(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The unit is what the values count."""
    for row in rows_of(doubt, reading):
        values = (cell(row, Column.TARGET), cell(row, Column.BASELINE))
        counted = next((found for value in values if (found := _COUNTED.match(value))), None)
        if counted:
            unit = _NAMED.sub(f"брой {counted[1]}", cell(row, Column.UNIT))
            yield becomes(row, Column.UNIT, unit)
        elif all(value.strip().endswith("%") for value in values):
            tail = re.sub(r"^(?:брой|бр\.)\s*", "", cell(row, Column.UNIT), flags=re.IGNORECASE)
            yield becomes(row, Column.UNIT, f"% {tail}")


@repairs("target_mismatch")
def _as_many_as_listed(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """The target is the number of the institutions that are listed."""
    listed = {one.key: len(one.institutions) for one in reading.inspections}
    for row in rows_of(doubt, reading):
        target = cell(row, Column.TARGET)
        if len(_COUNT.findall(target)) == 1:
            yield becomes(row, Column.TARGET, _COUNT.sub(str(listed[row.key]), target))


@repairs("institution_twice")
def _listed_once(doubt: Anomaly, reading: Reading) -> Iterator[Change]:
    """What is listed again goes."""
    inspections = {one.key: one for one in reading.inspections}
    for row in rows_of(doubt, reading):
        text, seen = row.text, set()
        for one in inspections[row.key].institutions:
            name = (one.name.lower(), one.settlement)
            if name in seen:
                head, _printed, tail = text.rpartition(one.printed)
                text = f"{head.rstrip(' ,;')} {tail.lstrip(' ,;')}"
            seen.add(name)
        yield becomes(row, Column.TEXT, text)
