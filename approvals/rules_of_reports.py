"""What is asked of a report before it is filed, and before the council (domain.md 3.4)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import Plan
from plans.reporting import drafts
from plans.reporting.text import Line
from workflows.rules import Lead, Leading, rule
from workflows.taken import Case

NAMED = 12
"""How many rows a sentence names and leads to; the page of the report shows them all."""


@rule("чл. 44, ал. 1, т. 7 ЗМСМА")
def every_row_is_reported(case: Case) -> Any:
    """Every activity has a result or a reason why it was not carried out."""
    plan: Plan = case.document
    filed = drafts.to_be_filed(plan, case.on)
    silent = filed.silent if filed else ()
    if not silent:
        return None
    told = ngettext(
        "Row %(rows)s has neither a result nor a reason why it was not carried out.",
        "%(n)s rows have neither a result nor a reason why they were not carried out: %(rows)s.",
        len(silent),
    )
    page = reverse("plan_report", args=[plan.pk])
    every = Lead(_("Show the rows without a record"), f"{page}?silent=1")
    leads = (Lead(line.name, f"{page}#{line.anchor}") for line in silent[:NAMED])
    return Leading(told % {"n": len(silent), "rows": _named(silent)}, (*leads, every))


def _named(silent: tuple[Line, ...]) -> str:
    """„1.1, 1.2 and 3 more“."""
    names = ", ".join(line.name for line in silent[:NAMED])
    rest = len(silent) - NAMED
    return f"{names} {_('and %(n)s more') % {'n': rest}}" if rest > 0 else names


@rule(of_facts=True)
def filed_after_its_day(case: Case) -> Any:
    """A report is not filed before the day until which it tells what was done."""
    report = drafts.draft_of(case.document)
    if report is None or case.on >= report.until:
        return None
    return _(
        "The report tells what was done until %(day)s: it cannot be filed before that day."
    ) % {"day": f"{report.until:%d.%m.%Y}"}


@rule("чл. 21, ал. 1, т. 23 ЗМСМА")
def report_is_not_adopted(case: Case) -> Any:
    """The council adopts a report once."""
    report = drafts.draft_of(case.document)
    if report is None or report.adopted_on is None:
        return None
    return _("The report is adopted already, with %(line)s") % {"line": report.line}
