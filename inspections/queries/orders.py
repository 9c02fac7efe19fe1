"""Under which order of the head something was done, and who signed it."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Inspection, Visit
from institutions import asked
from institutions.models import Person
from workflows import records
from workflows.models import Record
from workflows.wording import table_date

ORDERS = ("order", "amend_order")
#: What is shown before and after; of long texts, and of a yes or no, only that they changed.
TERMS = {
    "team": gettext_lazy("Experts"),
    "visits_until": gettext_lazy("Visits until"),
    "protocol_days": gettext_lazy("Days for the protocol"),
    "report_days": gettext_lazy("Days for the report"),
}
TEXTS = {
    "aim": gettext_lazy("Aim and tasks"),
    "criteria": gettext_lazy("Criteria and indicators"),
    "documents_only": gettext_lazy("On documents only, without a visit"),
}


def prescription_of(visit: Visit, moves: Sequence[Record]) -> Record | None:
    """The signature under the order with the prescriptions; ``moves`` is the visit's route."""
    return _last(moves, "prescribe") if visit.prescribed_on else None


def order_under(visit: Visit, moves: Sequence[Record]) -> Record | None:
    """The order that held when the protocol was drawn up; the present one until then.

    A later order replaces people and terms (чл. 18, ал. 2 ПУФРУО), not what a visit was made by.
    """
    drawn = _last(moves, "draw_protocol") if visit.drawn_on else None
    orders = records.of(visit.inspection).filter(step__in=ORDERS)
    before = orders.filter(at__lt=drawn.at) if drawn else orders
    found: Iterable[Record] = before.select_related("actor", "substitution__absent").order_by()
    return max(found, key=lambda one: one.sequence, default=None)


def _last(moves: Sequence[Record], step: str) -> Record | None:
    return next((one for one in reversed(moves) if one.step == step), None)


@dataclass(frozen=True)
class Issued:
    """One order of an inspection: its record, and what it changed in the one before it."""

    record: Record
    changes: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number in the head's register."""
        return str(self.record.facts.get("order_number", ""))

    @property
    def in_words(self) -> str:
        """„№ РД-06-45 · Посещения до: 20.12.2026 → 15.01.2027“."""
        return " · ".join((f"№ {self.number}", *self.changes))


def first_day(inspection: Inspection) -> datetime.date | None:
    """The day of the first order: a later one changes the term, visits were allowed before it."""
    orders = records.of(inspection).filter(step="order")
    found: datetime.date | None = orders.values_list("on", flat=True).first()
    return found


def orders_of(inspection: Inspection) -> tuple[Issued, ...]:
    """All orders of an inspection as they were signed, the oldest first."""
    return asked.once(("orders", inspection.pk), lambda: _orders_of(inspection))


def _orders_of(inspection: Inspection) -> tuple[Issued, ...]:
    rows = records.of(inspection).filter(step__in=ORDERS)
    found = list(rows.select_related("actor", "substitution__absent"))
    names = _names(found) if len(found) > 1 else {}
    later = (Issued(new, tuple(_changes(old, new, names))) for old, new in pairwise(found))
    return (*(Issued(one, ()) for one in found[:1]), *later)


def _names(orders: Iterable[Record]) -> dict[int, str]:
    """Those whom any of the orders names, by key: one query."""
    named = {key for one in orders for key in one.facts.get("team", ())}
    return dict(Person.objects.filter(pk__in=named).values_list("pk", "name"))


def _changes(old: Record, new: Record, names: dict[int, str]) -> Iterator[str]:
    for name, label in TERMS.items():
        before, after = old.facts.get(name), new.facts.get(name)
        if before != after:
            shown = (_shown(name, value, names) for value in (before, after))
            yield f"{label}: {' → '.join(shown)}"
    for name, label in TEXTS.items():
        if old.facts.get(name) != new.facts.get(name):
            yield _("changed: %(what)s") % {"what": label}


def _shown(name: str, value: Any, names: dict[int, str]) -> str:
    if not value and value != 0:
        return "–"
    if name == "team":
        return ", ".join(names.get(key, "…") for key in value)
    return table_date(datetime.date.fromisoformat(value)) if name == "visits_until" else str(value)
