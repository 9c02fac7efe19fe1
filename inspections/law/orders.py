"""Terms that stand in orders (ПУФРУО чл. 18–19; domain.md 5.2–5.3)."""

import datetime

from django.utils.translation import gettext_lazy as _

from inspections.models import Visit
from institutions.rights import Right
from workflows.flow import Holder
from workflows.taken import Case
from workflows.terms.law import LastDay, Term, Unit, Wording, declare

CONTROL_REWRITTEN = datetime.date(2020, 12, 22)
HEAD = Holder(Right.ORDER_INSPECTION, "authority")
SUSPENDED = _("suspension of the order by a court")


def _of_visit(case: Case) -> dict[str, datetime.date]:
    return {"": case.document.on_date}


PROTOCOL = Term(
    "protocol_of_visit",
    _("protocol of the visit"),
    (
        Wording(
            "чл. 18, ал. 2 ПУФРУО",
            _("The order sets within how many days of the visit the protocol is drawn up."),
            last_day=LastDay.MOVES,
            valid_from=CONTROL_REWRITTEN,
        ),
    ),
    starts=_("the day of the visit"),
    stops=_("protocol drawn up"),
    passes=_("The head of the authority hears of it."),
    tells=(HEAD,),
    events=_of_visit,
    amount_of=lambda visit: visit.inspection.protocol_days,
)
REPORT = Term(
    "report_of_visit",
    _("report to the head on the visit"),
    (
        Wording(
            "чл. 18, ал. 2 и 7 ПУФРУО",
            _("The order sets within how many days of the visit the report is made."),
            valid_from=CONTROL_REWRITTEN,
        ),
    ),
    starts=_("the day of the visit"),
    stops=_("report to the head"),
    passes=_("The head of the authority hears of it."),
    tells=(HEAD,),
    events=_of_visit,
    amount_of=lambda visit: visit.inspection.report_days,
)


def _named(visit: Visit) -> datetime.date | None:
    return visit.answer_due_on


ANSWER = Term(
    "answer_to_prescriptions",
    _("report on prescriptions"),
    (
        Wording(
            "чл. 19, ал. 3 ПУФРУО",
            _("The order names the day by which the director reports with evidence."),
            Unit.NAMED,
            last_day=LastDay.STAYS,
            valid_from=CONTROL_REWRITTEN,
        ),
    ),
    starts=_("the order with the prescriptions"),
    stops=_("report of the director, or a follow-up ordered"),
    pauses=SUSPENDED,
    passes=_("The head may order a follow-up or escalate (чл. 19, ал. 4–5 ПУФРУО)."),
    tells=(HEAD,),
    named_by=_named,
)


def declare_terms() -> None:
    """Make these terms known."""
    declare(PROTOCOL, REPORT, ANSWER)
