"""Terms for an appeal against an act of a council, of both kinds (АПК; domain.md 4).

Whether a plan under ЗПУО чл. 197 counts as a general act or an internal one is unclear
(domain.md 13), so the windows are shown side by side and none is taken for the right one.
"""

import datetime

from django.utils.translation import gettext_lazy as _

from workflows.terms.law import Term, Unit, Wording, declare

FILED = _("appeal filed")
ELECTRONIC = datetime.date(2026, 7, 1)

INDIVIDUAL = Term(
    "appeal_of_individual_act",
    _("appeal, if the act is individual"),
    (
        Wording(
            "чл. 149, ал. 1 АПК",
            _("An individual act may be appealed within 14 days of its notice."),
            amount=14,
        ),
    ),
    starts=_("notice of the act"),
    stops=FILED,
    passes=_("The act can no longer be appealed, but its nullity can be sought at any time."),
)
GENERAL = Term(
    "appeal_of_general_act",
    _("appeal, if the act is general"),
    (
        Wording(
            "чл. 179 АПК",
            _("A general act may be appealed within one month of its announcement."),
            Unit.MONTHS,
            1,
        ),
    ),
    starts=_("announcement of the act"),
    stops=FILED,
    passes=_("The act can no longer be appealed, but its nullity can be sought at any time."),
)
GENERAL_BY_NOTICE = Term(
    "appeal_by_participant",
    _("appeal of a general act by a participant"),
    (
        Wording(
            "чл. 179 АПК",
            _("Participants told one by one may appeal a general act within 14 days."),
            amount=14,
        ),
    ),
    starts=_("notice to the participant"),
    stops=FILED,
)
PROSECUTOR = Term(
    "protest_of_prosecutor",
    _("protest by the prosecutor"),
    (
        Wording(
            "чл. 149, ал. 4 АПК",
            _("A prosecutor who took no part may protest within one month of the issue."),
            Unit.MONTHS,
            1,
        ),
    ),
    starts=_("issue of the act"),
    stops=_("protest filed"),
)
FILE_TO_COURT = Term(
    "file_to_court",
    _("send the file to the court"),
    (
        Wording(
            "чл. 152, ал. 2 АПК",
            _("The file is sent to the court within 3 days of the end of the others' term."),
            amount=3,
            valid_to=ELECTRONIC - datetime.timedelta(days=1),
        ),
        Wording(
            "чл. 152, ал. 2–4 АПК",
            _("The file goes to the court within those 3 days electronically, with a letter."),
            amount=3,
            valid_from=ELECTRONIC,
        ),
    ),
    starts=_("end of the term of the other parties"),
    stops=_("dispatch to the court"),
)


def declare_terms() -> None:
    """Make these terms known."""
    declare(INDIVIDUAL, GENERAL, GENERAL_BY_NOTICE, PROSECUTOR, FILE_TO_COURT)
