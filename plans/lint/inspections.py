"""Section 18 of an authority's plan: what is inspected, where, and what the law wants planned."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.lint.model import Column, Control, Gravity, Row, Text
from plans.lint.rule import Hit, lint_rule
from plans.reading.spellings import Named, spellings_of
from plans.states import InspectionForm, InspectionKind, PlanKind

FORMS_OF_CONTROL = datetime.date(2024, 10, 4)
"""ДВ 84/2024: kinds and forms of control, what a plan contains (domain.md 5.5)."""
LIST_FORM = re.compile(r"списъ\w*[\s–-]*образ", re.IGNORECASE)
COUNT = re.compile(r"\d+")
SUPPORT = re.compile(r"методическ", re.IGNORECASE)
UNPLANNED = {InspectionKind.COMPLAINT.value, InspectionKind.MINISTRY.value}


@lint_rule(
    gettext_lazy("Listed schools other than the target"), Gravity.GRAVE, column=Column.LISTED
)
def listed_differ_from_target(text: Text) -> Iterator[Hit]:
    """As many schools are listed as the target counts."""
    for row, control in text.controls:
        if control.listed and control.target_count not in (None, len(control.listed)):
            said = {"target": control.target_count, "listed": len(control.listed)}
            yield Hit(_("The target is %(target)s, listed are %(listed)s.") % said, row)


@lint_rule(gettext_lazy("Schools listed twice"), Gravity.WARNING, column=Column.LISTED)
def listed_twice(text: Text) -> Iterator[Hit]:
    """A school is listed once in an inspection."""
    for row, control in text.controls:
        counted = Counter((name.lower(), place) for name, place in control.listed)
        twice = [name for name, _place in control.listed if counted[name.lower(), _place] > 1]
        if twice:
            yield Hit(_("%(name)s is listed twice.") % {"name": twice[0]}, row)


@lint_rule(gettext_lazy("Schools in several spellings"), Gravity.WARNING, column=Column.LISTED)
def school_spelling(text: Text) -> Iterator[Hit]:
    """A school is called by one name in the whole plan."""
    listed = [
        (Named(name, place, str(at)), row)
        for at, (row, control) in enumerate(text.controls)
        for name, place in control.listed
    ]
    for one in spellings_of(named for named, _row in listed):
        other = next(row for named, row in listed if named.name == one.names[1])
        said = {"names": "; ".join(one.names)}
        yield Hit(_("One institution in several spellings: %(names)s.") % said, other)


@lint_rule(gettext_lazy("Inspections without listed schools"), Gravity.NOTE, column=Column.LISTED)
def none_listed(text: Text) -> Iterator[Hit]:
    """The schools of an inspection are listed, unless all are meant."""
    for row, control in text.controls:
        if text.kind is PlanKind.RUO and not control.listed and not _is_everywhere(row, control):
            yield Hit(_("No schools are listed: they are chosen before the order."), row)


def _is_everywhere(row: Row, control: Control) -> bool:
    """Whether all institutions are meant: the target is the base value, or is left open."""
    return control.target_count is None or COUNT.findall(row.target) == COUNT.findall(row.baseline)


def _kinds(text: Text) -> set[str]:
    return {control.kind for _row, control in text.controls}


@lint_rule(
    gettext_lazy("No thematic inspections"),
    Gravity.GRAVE,
    source="чл. 17в, ал. 2 ПУФРУО",
    valid_from=FORMS_OF_CONTROL,
)
def thematic_missing(text: Text) -> Iterator[Hit]:
    """An authority's plan contains thematic inspections."""
    if text.kind is PlanKind.RUO and InspectionKind.THEMATIC.value not in _kinds(text):
        yield Hit(_("The plan contains no thematic inspection."))


@lint_rule(
    gettext_lazy("No current inspections"),
    Gravity.GRAVE,
    source="чл. 17в, ал. 2 ПУФРУО",
    valid_from=FORMS_OF_CONTROL,
)
def current_missing(text: Text) -> Iterator[Hit]:
    """An authority's plan contains current inspections."""
    if text.kind is PlanKind.RUO and InspectionKind.CURRENT.value not in _kinds(text):
        yield Hit(_("The plan contains no current inspection."))


@lint_rule(
    gettext_lazy("No inspection of the standard yearly form"),
    Gravity.WARNING,
    source="чл. 17в, ал. 4 ПУФРУО",
    valid_from=FORMS_OF_CONTROL,
)
def list_form_missing(text: Text) -> Iterator[Hit]:
    """One current inspection is of the standard yearly form (списък-образец)."""
    planned = any(LIST_FORM.search(row.text) for row, _control in text.controls)
    if text.kind is PlanKind.RUO and not planned:
        yield Hit(_("No current inspection is of the standard yearly form."))


@lint_rule(
    gettext_lazy("Inspections that stay outside the plan"),
    Gravity.WARNING,
    column=Column.KIND,
    source="чл. 17в, ал. 6–7 ПУФРУО",
    valid_from=FORMS_OF_CONTROL,
)
def outside_the_plan(text: Text) -> Iterator[Hit]:
    """Inspections after a complaint or assigned by the ministry are not planned."""
    for row, control in text.controls:
        if control.kind in UNPLANNED:
            yield Hit(_("An inspection of this kind stays outside the plan."), row)


@lint_rule(
    gettext_lazy("Inspections without a kind"),
    Gravity.WARNING,
    column=Column.KIND,
    source="чл. 17в, ал. 2 ПУФРУО",
    valid_from=FORMS_OF_CONTROL,
)
def kind_missing(text: Text) -> Iterator[Hit]:
    """An inspection is said to be thematic, current or a follow-up."""
    for row, control in text.controls:
        is_inspection = control.form == InspectionForm.INSPECTION
        if text.kind is PlanKind.RUO and is_inspection and not control.kind:
            yield Hit(_("It is not said whether the inspection is thematic or current."), row)


@lint_rule(
    gettext_lazy("No methodical support"),
    Gravity.WARNING,
    source="чл. 20, ал. 1 ПУФРУО",
    valid_from=FORMS_OF_CONTROL,
)
def support_missing(text: Text) -> Iterator[Hit]:
    """An authority's plan contains methodical support."""
    words = [row.text for row in text.rows] + [heading.title for heading in text.headings]
    if text.kind is PlanKind.RUO and not any(SUPPORT.search(one) for one in words):
        yield Hit(_("The plan contains no methodical support."))
