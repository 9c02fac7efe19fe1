"""Terms of a complaint or signal (АПК глава осма; domain.md 5.3)."""

from django.utils.translation import gettext_lazy as _

from workflows.terms.law import LastDay, Term, Unit, Wording, declare

REGISTERED = _("registration of the complaint or signal")
DECIDED = _("decision on the complaint or signal")
DECISION = _("decision")
CARRIED_OUT = _("decision carried out")

DECIDE = Term(
    "complaint_decision",
    _("decision on a complaint"),
    (
        Wording(
            "чл. 121 АПК",
            _("A complaint or signal is decided within two months of its registration."),
            Unit.MONTHS,
            2,
        ),
    ),
    starts=REGISTERED,
    stops=DECISION,
    passes=_("The superior may extend it by a month for a special reason."),
)
DECIDE_EXTENDED = Term(
    "complaint_decision_extended",
    _("decision on a complaint, extended"),
    (
        Wording(
            "чл. 121 АПК",
            _("The superior may extend the two months by one: three months in all."),
            Unit.MONTHS,
            3,
        ),
    ),
    starts=REGISTERED,
    stops=DECISION,
)
FORWARD = Term(
    "complaint_forwarded",
    _("complaint sent on to whom it concerns"),
    (
        Wording(
            "чл. 112 АПК",
            _("Whoever is not competent sends the complaint on within 7 days and tells so."),
            amount=7,
        ),
    ),
    starts=REGISTERED,
    stops=_("dispatch to the competent authority"),
)
NOTICE = Term(
    "complaint_notice",
    _("notice of the decision to the sender"),
    (
        Wording(
            "чл. 123, ал. 1 АПК",
            _("The sender is told of the decision within 7 days."),
            amount=7,
        ),
    ),
    starts=DECIDED,
    stops=_("notice to the sender"),
)
CARRY_OUT = Term(
    "complaint_carried_out",
    _("decision on a complaint carried out"),
    (
        Wording(
            "чл. 125, ал. 1 АПК",
            _("The decision is carried out within one month."),
            Unit.MONTHS,
            1,
        ),
    ),
    starts=DECIDED,
    stops=CARRIED_OUT,
    passes=_("It may be extended by two months for an important reason."),
)
CARRY_OUT_EXTENDED = Term(
    "complaint_carried_out_extended",
    _("decision on a complaint carried out, extended"),
    (
        Wording(
            "чл. 125, ал. 1 АПК",
            _("The month may be extended by two: three months in all."),
            Unit.MONTHS,
            3,
        ),
    ),
    starts=DECIDED,
    stops=CARRIED_OUT,
)
TOO_OLD = Term(
    "complaint_too_old",
    _("violation too old for a complaint"),
    (
        Wording(
            "чл. 111, ал. 4 АПК",
            _("Nothing is opened on a violation older than two years, or without a name."),
            Unit.MONTHS,
            24,
            last_day=LastDay.STAYS,
        ),
    ),
    starts=_("the violation"),
    stops=REGISTERED,
)


def declare_terms() -> None:
    """Make these terms known."""
    declare(DECIDE, DECIDE_EXTENDED, FORWARD, NOTICE, CARRY_OUT, CARRY_OUT_EXTENDED, TOO_OLD)
