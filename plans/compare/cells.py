"""The cells of a row in words: what a signature covers, so that no change of it goes unseen."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plans.models import Activity, Revision
from workflows.display import Text
from workflows.wording import table_date

#: Where a row stands: when only these differ, the row itself has not changed.
NUMBER, SECTION = "number", "section"
PLACE = (NUMBER, SECTION)


@dataclass(frozen=True)
class Cell:
    """A cell that is compared: its name, its label and its words."""

    name: str
    label: Text
    words: Callable[[Activity], str]


def _plain(name: str) -> Callable[[Activity], str]:
    return lambda row: str(getattr(row, name) or "")


def _section(row: Activity) -> str:
    return str(row.section) if row.section else ""


def _dates(row: Activity) -> str:
    days: Sequence[datetime.date | None] = (row.deadline_start, row.deadline_end)
    return "–".join(table_date(day) if day else "…" for day in days) if any(days) else ""


def _inspection(name: str) -> Callable[[Activity], str]:
    def words(row: Activity) -> str:
        if not row.is_inspection:
            return ""
        value = getattr(row.inspection, name)
        return str(value() if callable(value) else value or "")

    return words


def _subject(row: Activity) -> str:
    """What is inspected, where it says more than the row does."""
    subject = _inspection("subject")(row)
    return "" if subject == row.text else subject


def _in_charge(row: Activity) -> str:
    return "; ".join(row.inspection.responsible) if row.is_inspection else ""


def _listed(row: Activity) -> str:
    if not row.is_inspection:
        return ""
    parts = ((one.type, one.name, one.settlement) for one in row.inspection.listed.all())
    return "; ".join(", ".join(filter(None, one)) for one in parts)


CELLS = (
    Cell(NUMBER, _("№"), _plain("number")),
    Cell(SECTION, _("Section"), _section),
    Cell("text", _("Activity"), _plain("text")),
    Cell("deadline_raw", _("Term"), _plain("deadline_raw")),
    Cell("dates", _("From–until"), _dates),
    Cell("unit", _("Unit"), _plain("unit")),
    Cell("baseline_raw", _("Baseline"), _plain("baseline_raw")),
    Cell("target_raw", _("Target"), _plain("target_raw")),
    Cell("responsible_raw", _("Responsible"), _plain("responsible_raw")),
    Cell("financing", _("Financing"), _plain("financing")),
    Cell("indicator_raw", _("Indicator"), _plain("indicator_raw")),
    Cell("expected_result", _("Expected result"), _plain("expected_result")),
    Cell("note", _("Note"), _plain("note")),
    Cell("kind", _("Kind"), _inspection("get_kind_display")),
    Cell("form", _("Form"), _inspection("get_form_display")),
    Cell("subject", _("Subject of the inspection"), _subject),
    Cell("target_count", _("Schools to visit"), _inspection("target_count")),
    Cell("in_charge", _("Who inspects"), _in_charge),
    Cell("listed", _("Listed schools"), _listed),
)
BY_NAME = {cell.name: cell for cell in CELLS}


def rows_of(revisions: Iterable[Revision]) -> dict[Revision, list[Activity]]:
    """The rows of revisions with all that is compared."""
    known = {one.pk: one for one in revisions}
    found: dict[Revision, list[Activity]] = {one: [] for one in known.values()}
    rows = Activity.objects.filter(revision__in=known).order_by()
    compared = rows.select_related("section__above", "inspection")
    compared = compared.prefetch_related("inspection__listed")
    for row in sorted(compared, key=lambda one: one.position):
        row.revision = known[row.revision_id]
        found[row.revision].append(row)
    return found
