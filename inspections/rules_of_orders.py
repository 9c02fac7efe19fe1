"""The law of the terms that stand in an order (ПУФРУО чл. 18, ал. 2).

The law leaves the days to the order; what an order cannot say is a term that nobody can keep.
"""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspections.models import Inspection
from inspections.rules import REWRITTEN
from inspections.states import InspectionState
from workflows.rules import rule
from workflows.taken import Case

#: A follow-up stands in no plan: its visits are to be made within a year of the order.
A_YEAR = datetime.timedelta(days=365)


@rule("чл. 18, ал. 2 ПУФРУО", valid_from=REWRITTEN, of_facts=True)
def visits_are_ahead(case: Case) -> Any:
    """The term for the visits does not lie before the order; one that stands may have passed."""
    inspection: Inspection = case.document
    last = case.facts["visits_until"]
    stands = inspection.state == InspectionState.ORDERED and last == inspection.visits_until
    if stands or last >= case.on:
        return None
    return _("“Visits until” is %(last)s, before the day of the order, %(on)s.") % {
        "last": f"{last:%d.%m.%Y}",
        "on": f"{case.on:%d.%m.%Y}",
    }


@rule("чл. 17в и чл. 18, ал. 2 ПУФРУО", valid_from=REWRITTEN, of_facts=True)
def visits_are_in_the_period(case: Case) -> Any:
    """The visits are made in the period of the plan, of a follow-up within a year."""
    inspection: Inspection = case.document
    last, bound = case.facts["visits_until"], _last_day(inspection, case.on)
    if last <= bound:
        return None
    sentence = (
        _("“Visits until” is %(last)s: visits of this plan are possible until %(bound)s.")
        if inspection.plan
        else _("“Visits until” is %(last)s: a follow-up is made within a year, until %(bound)s.")
    )
    return sentence % {"last": f"{last:%d.%m.%Y}", "bound": f"{bound:%d.%m.%Y}"}


def _last_day(inspection: Inspection, on: datetime.date) -> datetime.date:
    """The end of the plan, or of the row where the plan itself gives it longer."""
    if inspection.plan is None:
        return on + A_YEAR
    return max(inspection.plan.ends_on, inspection.ends_on or inspection.plan.ends_on)


@rule("чл. 18, ал. 2 и 7 ПУФРУО", valid_from=REWRITTEN, of_facts=True)
def report_follows_the_protocol(case: Case) -> Any:
    """The report rests on the registered protocol: its term is not shorter."""
    protocol, report = case.facts["protocol_days"], case.facts["report_days"]
    if report >= protocol:
        return None
    return _(
        "The report would be due before its protocol: “Days for the report” is %(report)d, "
        "give at least %(protocol)d."
    ) % {"report": report, "protocol": protocol}


@rule("чл. 19, ал. 5 ПУФРУО", valid_from=REWRITTEN, of_facts=True)
def follow_up_is_decided(case: Case) -> Any:
    """A follow-up is ordered on the day of the decision that opened it, or later."""
    inspection: Inspection = case.document
    decided = inspection.starts_on if inspection.follows_id else None
    if decided is None or case.on >= decided:
        return None
    return _("The follow-up was decided on %(day)s: its order cannot be earlier.") % {
        "day": f"{decided:%d.%m.%Y}"
    }


TERMS = (
    visits_are_ahead,
    visits_are_in_the_period,
    report_follows_the_protocol,
    follow_up_is_decided,
)
