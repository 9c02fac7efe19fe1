"""Other terms of a regional authority: commissions, private schools, curricula, data.

Basis: ПУФРУО чл. 4, 21; ЗПУО чл. 95, 340; Наредба № 8/2016 (domain.md 1, 5.3–5.4, 6).
"""

from django.utils.translation import gettext_lazy as _

from inspections.law.orders import CONTROL_REWRITTEN
from workflows.terms.law import Term, Unit, Wording, declare

PAPERS = Term(
    "self_organised_papers",
    _("papers for self-organised education"),
    (
        Wording(
            "чл. 21, ал. 2 ПУФРУО",
            _("Papers come 10 days before the school year or the term begins."),
            amount=10,
            before=True,
            valid_from=CONTROL_REWRITTEN,
        ),
    ),
    starts=_("first day of the school year or term"),
    stops=_("papers received"),
)
COMMISSION = Term(
    "self_organised_session",
    _("session of the commission for self-organised education"),
    (
        Wording(
            "чл. 21, ал. 4 ПУФРУО",
            _("The commission holds its session within one month."),
            Unit.MONTHS,
            1,
            valid_from=CONTROL_REWRITTEN,
        ),
    ),
    starts=_("papers received"),
    stops=_("session of the commission"),
)
COMMISSION_ORDER = Term(
    "self_organised_order",
    _("order on self-organised education"),
    (
        Wording(
            "чл. 21, ал. 9 ПУФРУО",
            _("The head issues the order within 3 days of the commission's report."),
            amount=3,
            valid_from=CONTROL_REWRITTEN,
        ),
    ),
    starts=_("report of the commission"),
    stops=_("order of the head"),
)
OBJECTION = Term(
    "private_school_objection",
    _("objections of a private school"),
    (
        Wording(
            "чл. 340, ал. 4 ЗПУО",
            _("A private school to be deleted from the register objects within 10 days."),
            amount=10,
        ),
    ),
    starts=_("notice to the school"),
    stops=_("written objections"),
)
DELETION = Term(
    "private_school_deletion",
    _("decision on the deletion of a private school"),
    (
        Wording(
            "чл. 340 ЗПУО",
            _("The minister decides on the proposal within two months."),
            Unit.MONTHS,
            2,
        ),
    ),
    starts=_("proposal for deletion"),
    stops=_("order of the minister"),
)
CURRICULA = Term(
    "individual_curricula",
    _("control of individual curricula"),
    (
        Wording(
            "чл. 95, ал. 2 ЗПУО; чл. 3, ал. 2, т. 37 ПУФРУО",
            _("The authority controls work by individual curricula every month."),
            Unit.MONTHS,
            1,
        ),
    ),
    starts=_("the control before"),
    stops=_("control"),
)
ABSENCE = Term(
    "short_absence",
    _("absence for which the head names the stand-in"),
    (
        Wording(
            "чл. 4 ПУФРУО",
            _("Up to 3 working days the head names the stand-in, longer ones the minister."),
            Unit.WORKING_DAYS,
            3,
        ),
    ),
    starts=_("the last day at work"),
    stops=_("return to work"),
    passes=_("The minister names who stands in."),
)
DATA = Term(
    "change_of_data",
    _("change of data in the information system"),
    (
        Wording(
            "чл. 9 и 13 от Наредба № 8/2016",
            _("A change is entered in the information system within 3 working days."),
            Unit.WORKING_DAYS,
            3,
        ),
    ),
    starts=_("the change"),
    stops=_("entry"),
)


def declare_terms() -> None:
    """Make these terms known."""
    declare(PAPERS, COMMISSION, COMMISSION_ORDER, OBJECTION, DELETION, CURRICULA, ABSENCE, DATA)
