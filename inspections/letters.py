"""The letters of inspections and visits."""

from django.utils.translation import gettext_lazy as _

from workflows.letter_kinds import LetterKind

INSPECTIONS = _("Inspections")
VISITS = _("Visits")
KINDS = (
    LetterKind("inspection_ordered", _("An inspection is ordered"), INSPECTIONS),
    LetterKind("visits_to_date", _("Dates of visits are to be set"), INSPECTIONS),
    LetterKind("inspection_withdrawn", _("An inspection is withdrawn"), INSPECTIONS),
    LetterKind("inspection_carried_on", _("An order stands although its row is gone"), INSPECTIONS),
    LetterKind("visit_announced", _("A visit is announced"), VISITS, is_legal=True),
    LetterKind("visit_cancelled", _("A visit is cancelled"), VISITS, is_legal=True),
    LetterKind("protocol_drawn", _("A protocol is drawn up"), VISITS),
    LetterKind("protocol_registered", _("A protocol is registered"), VISITS),
    LetterKind("visit_reported", _("A visit is reported to the head"), VISITS),
    LetterKind("measures_issued", _("Recommendations or prescriptions"), VISITS, is_legal=True),
    LetterKind("director_answered", _("The director has answered"), VISITS),
    LetterKind("follow_up_ordered", _("A follow-up is ordered"), VISITS),
    LetterKind("visit_closed", _("A visit is closed"), VISITS),
    LetterKind("visit_escalated", _("A visit is escalated"), VISITS),
)
