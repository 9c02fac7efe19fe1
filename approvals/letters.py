"""The letters of plans and decisions."""

from django.utils.translation import gettext_lazy as _

from workflows.letter_kinds import LetterKind

PLANS = _("Plans")
COUNCIL = _("Council")
KINDS = (
    LetterKind("plan_submitted", _("A plan is submitted"), PLANS),
    LetterKind("plan_to_agree", _("A plan is to be agreed"), PLANS),
    LetterKind("plan_agreed", _("A plan is agreed"), PLANS),
    LetterKind("plan_approved", _("A plan is approved"), PLANS),
    LetterKind("plan_returned", _("A plan is returned"), PLANS, is_legal=True),
    LetterKind("registration_returned", _("An entry in the register is returned"), PLANS),
    LetterKind("plan_reopened", _("An agreement is void"), PLANS),
    LetterKind("plan_change_proposed", _("A change of a plan is proposed"), PLANS),
    LetterKind("plan_change_withdrawn", _("A change of a plan is withdrawn"), PLANS),
    LetterKind("plan_in_execution", _("A plan is being carried out"), PLANS, is_legal=True),
    LetterKind("plan_reported", _("A plan is reported"), PLANS),
    LetterKind("plan_at_council", _("A plan is before the council"), COUNCIL),
    LetterKind("plan_scheduled", _("A plan is on the agenda"), COUNCIL),
    LetterKind("plan_decided", _("The council has decided"), COUNCIL, is_legal=True),
    LetterKind("decision_sent", _("A decision is sent"), COUNCIL, is_legal=True),
    LetterKind("receipt_corrected", _("A receipt is corrected"), COUNCIL, is_legal=True),
    LetterKind("decision_returned", _("A decision is returned"), COUNCIL, is_legal=True),
    LetterKind("no_ruling", _("A proposal gathered no majority"), COUNCIL, is_legal=True),
    LetterKind("plan_in_force", _("A decision is in force"), COUNCIL),
    LetterKind("report_at_council", _("A report is before the council"), COUNCIL),
    LetterKind("report_decided", _("The council has decided on a report"), COUNCIL, is_legal=True),
    LetterKind("report_closed", _("A plan is closed with its report"), COUNCIL),
)
