"""The official text of a plan as it goes on paper: its own columns, and nothing of the system."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.models import Activity, Plan, Revision, Section
from plans.queries.page import Table
from plans.states import PlanKind
from workflows.display import Text

_MEASURE = ("indicator_raw", "unit", "baseline_raw", "target_raw", "expected_result")
#: The cells of a row in the order of the official documents of each kind.
_AFTER_THE_TERM: dict[str, tuple[str, ...]] = {
    PlanKind.MUNICIPAL: ("responsible_raw", "financing", *_MEASURE, "note"),
    PlanKind.RUO: (*_MEASURE, "responsible_raw", "financing", "note"),
    PlanKind.SCHOOL: ("responsible_raw", *_MEASURE, "financing", "note"),
}
_LABELS: dict[str, Text] = {
    "number": _("№"),
    "text": _("Activity"),
    "deadline_raw": _("Term"),
    "responsible_raw": _("Responsible"),
    "financing": pgettext_lazy("a column on paper", "Financing"),
    "indicator_raw": _("Indicator"),
    "unit": pgettext_lazy("a column on paper", "Unit"),
    "baseline_raw": _("Baseline"),
    "target_raw": _("Target"),
    "expected_result": _("Expected result"),
    "note": pgettext_lazy("a column on paper", "Note"),
}
_ALWAYS = ("number", "text", "deadline_raw")


@dataclass(frozen=True)
class Goal:
    """Rows under the headings that open there, cell by cell in the order of the columns."""

    headings: tuple[Section | str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Priorities:
    """A list of priorities that stands before the table."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class OfficialText:
    """All that the document says; columns that it does not use are left out."""

    columns: tuple[Text, ...]
    goals: tuple[Goal, ...]
    priorities: tuple[Priorities, ...]


def official_text(plan: Plan, revision: Revision, table: Table) -> OfficialText:
    """The text of a revision in full, whatever filter the page shows."""
    rows = [view.row for view in table.views]
    columns = columns_of(plan.plan_kind, rows)
    names = [name for name, _label in columns]
    return OfficialText(
        tuple(label for _name, label in columns),
        tuple(
            Goal(
                tuple(head for head in (group.above, group.section) if head),
                tuple(_cells(view.row, names) for view in group.rows),
            )
            for group in table.all_groups
        ),
        tuple(_priorities(revision.preamble.get("priorities") or ())),
    )


def columns_of(kind: str, rows: Sequence[object]) -> list[tuple[str, Text]]:
    """The cells that a document of a kind prints, with their headings; unused ones are left out."""
    used = (name for name in _AFTER_THE_TERM[kind] if any(getattr(row, name) for row in rows))
    return [(name, _LABELS[name]) for name in (*_ALWAYS, *used)]


def _cells(row: Activity, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in names)


def _priorities(kept: Sequence[dict[str, Any]]) -> list[Priorities]:
    return [
        Priorities(
            one.get("title") or "", tuple(item.get("text") or "" for item in one.get("items") or ())
        )
        for one in kept
    ]
