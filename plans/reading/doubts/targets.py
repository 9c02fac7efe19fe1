"""Doubts about indicators: no number, another unit, a target that does not fit the list."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from plans.reading.columns import Column
from plans.reading.model import Activity, Anomaly, Inspection, Kind, Severity

from .evidence import Evidence, at_row, at_rows

_DIGIT = re.compile(r"\d")
_OF_INSPECTIONS = frozenset(["thematic", "current", "follow_up"])
_FORMS = frozenset(["monitoring", "observation", "study"])
_NUMBERS = re.compile(r"\d+")
_PERCENT = re.compile(r"^\D*(\d+(?:,\d+)?)\s*%\s*$")
_PLAIN = re.compile(r"^(\d+(?:,\d+)?)$")
_UNIT = re.compile(r"^(?:брой|бр\.)\s+(.+)$", re.IGNORECASE)
_COUNTED = re.compile(r"^\s*\d+\s+([а-я].*)$", re.IGNORECASE)
_STEM_LETTERS = str.maketrans("цч", "кк")
_CONTROL = re.compile(
    (
        r"^(?:контрол\b|осъществяване на контрол|извършване на (?:тематичн\w+ |текущ\w+ )?проверк)"
        r"|\bизвършване на мониторинг"
    ),
    re.IGNORECASE,
)


def target_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """What is odd about base values, targets and the schools of inspections."""
    reading = evidence.reading
    for activity in reading.activities:
        yield from _values(activity)
    by_key = {activity.key: activity for activity in reading.activities}
    for inspection in reading.inspections:
        yield from _listed(inspection, by_key[inspection.key])
    if reading.kind is Kind.RUO:
        yield from _without_list(reading.inspections, by_key)
        yield from _other_form(reading.inspections, by_key)
        yield from _control_elsewhere(
            reading.activities, {inspection.key for inspection in reading.inspections}
        )


def _values(activity: Activity) -> Iterator[Anomaly]:
    base = activity.field(Column.BASELINE.value) or ""
    target = activity.field(Column.TARGET.value) or ""
    if re.search(r"\w", base) and not _DIGIT.search(base):
        what = _("The base value “%(value)s” has no number.") % {"value": base[:80]}
        yield at_row(
            Severity.MEDIUM, "baseline_without_number", activity, what, _("Enter the number.")
        )
    if re.search(r"\w", target) and not _DIGIT.search(target):
        what = _("The target value “%(value)s” is not a number.") % {"value": target[:80]}
        yield at_row(
            Severity.LOW, "target_open", activity, what, _("It will be reported with text.")
        )
    if _is_lower(target, base) and not _CONTROL.search(activity.text):
        values = {"target": target, "base": base}
        what = _("The target %(target)s is below the base value %(base)s.") % values
        warn = _("Check which of them is which.")
        yield at_row(Severity.MEDIUM, "target_below_baseline", activity, what, warn)
    if _other_unit(activity.field(Column.UNIT.value) or "", base) or _other_unit(
        activity.field(Column.UNIT.value) or "", target
    ):
        said = {"unit": activity.field(Column.UNIT.value), "base": base, "target": target}
        what = _("The unit “%(unit)s” does not fit the values “%(base)s”, “%(target)s”.") % said
        yield at_row(Severity.MEDIUM, "unit_mismatch", activity, what, _("Check the unit."))


def _is_lower(target: str, base: str) -> bool:
    """Two shares or two plain numbers, the second one smaller."""
    for pattern in (_PERCENT, _PLAIN):
        low, high = pattern.match(target), pattern.match(base)
        if low and high:
            return float(low[1].replace(",", ".")) < float(high[1].replace(",", "."))
    return False


def _other_unit(unit: str, value: str) -> bool:
    """Whether a value counts something else than the unit names, told by the stems of the words."""
    if _UNIT.match(unit) and _PERCENT.match(value):
        return True
    named, counted = _UNIT.match(unit), _COUNTED.match(value)
    if not named or not counted or "институци" in unit.lower():
        return False
    return not (_stems(named[1]) & _stems(counted[1]))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[а-я]{3,}|[А-Я]{2,}", text)
    return {word.lower().translate(_STEM_LETTERS)[:4] for word in words} | (
        {"учил", "детс"} if "ДГ" in text else set()
    )


def _listed(inspection: Inspection, activity: Activity) -> Iterator[Anomaly]:
    if inspection.target_equals_listed is False:
        said = {"target": inspection.target_count, "listed": len(inspection.institutions)}
        what = _("The target is %(target)s, but %(listed)s institutions are listed.") % said
        yield at_row(
            Severity.HIGH, "target_mismatch", activity, what, _("Correct the target or the list.")
        )
    counts = Counter((item.name.lower(), item.settlement) for item in inspection.institutions)
    twice = [name for (name, _place), count in counts.items() if count > 1]
    if twice:
        what = _("An institution is listed twice.")
        yield at_row(Severity.MEDIUM, "institution_twice", activity, what, _("Check the list."))


def _without_list(
    inspections: Sequence[Inspection], by_key: dict[str, Activity]
) -> Iterator[Anomaly]:
    bare = [i for i in inspections if not i.institutions and i.target_count is not None]
    open_ = [by_key[i.key] for i in bare if not _is_everywhere(by_key[i.key])]
    if open_:
        what = _("The inspection names no institutions.")
        yield at_rows(
            Severity.LOW,
            "no_institutions",
            open_,
            what,
            _("They are to be chosen before the order."),
        )


def _other_form(
    inspections: Sequence[Inspection], by_key: dict[str, Activity]
) -> Iterator[Anomaly]:
    """Monitoring, observation and study are forms of control beside the inspection (PUF 17б)."""
    among = [by_key[i.key] for i in inspections if i.kind in _OF_INSPECTIONS and i.form in _FORMS]
    if among:
        what = _("Monitoring, observation or study stands among the inspections.")
        warn = _("Art. 17б PUF: it is a form of control of its own.")
        yield at_rows(Severity.LOW, "form_among_inspections", among, what, warn)


def _is_everywhere(activity: Activity) -> bool:
    """Whether the target is the base value: all institutions are inspected."""
    columns = (Column.BASELINE, Column.TARGET)
    base, target = (_NUMBERS.findall(activity.field(one.value) or "") for one in columns)
    return base == target


def _control_elsewhere(activities: Sequence[Activity], inspected: set[str]) -> Iterator[Anomaly]:
    """Control outside of the section with inspections does not become an inspection by itself."""
    found = [
        a
        for a in activities
        if a.key not in inspected
        and (_CONTROL.search(a.text) or _CONTROL.search(a.field(Column.TARGET.value) or ""))
    ]
    if found:
        what = _("Control stands outside of the section with inspections.")
        yield at_rows(
            Severity.LOW,
            "control_elsewhere",
            found,
            what,
            _("No inspection is made of these rows."),
        )
