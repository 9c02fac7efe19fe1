"""Terms around an act of a municipal council (ЗМСМА чл. 22, 23, 27, 29, 45; domain.md 4)."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals.flow.holders import AGENDA, CLERK, HEAD
from approvals.states import Party
from workflows.taken import Case
from workflows.terms.law import Term, Unit, Wording, declare

RECEIVED = _("receipt of the act by whoever may return it")


def _to_both(case: Case) -> dict[str, datetime.date]:
    return {party.value: case.on for party in Party}


def _by_party(case: Case) -> dict[str, datetime.date]:
    """The addressee's term; an act discussed anew is not returned again (ЗМСМА чл. 45, ал. 11)."""
    if case.document.decisions.first().follows_a_return:
        return {}
    return {str(case.facts["party"]): case.on}


def _name(party: str) -> Any:
    return Party(party).label


DISPATCH = Term(
    "dispatch_of_act",
    _("send the decision"),
    (
        Wording(
            "чл. 22, ал. 1 ЗМСМА",
            _("An act of the council is sent to the mayor and the governor within 7 days."),
            amount=7,
        ),
    ),
    starts=_("adoption of the act"),
    stops=_("dispatch to the addressee"),
    passes=_("The act is late; it is still sent, and the term for a return begins with receipt."),
    tells=(AGENDA,),
    events=_to_both,
    party_label=_name,
)
ANNOUNCEMENT = Term(
    "announcement_of_act",
    _("announce the decision"),
    (
        Wording(
            "чл. 22, ал. 2 ЗМСМА",
            _("An act of the council is announced to the population within the same 7 days."),
            amount=7,
        ),
    ),
    starts=_("adoption of the act"),
    stops=_("announcement, on the site of the municipality too"),
    passes=_("The act is late; the terms for an appeal begin with the announcement."),
)
RETURN = Term(
    "return_of_act",
    _("return of the decision"),
    (
        Wording(
            "чл. 45, ал. 6 ЗМСМА",
            _("The act is returned with reasons to the chair within 7 days of its receipt."),
            amount=7,
        ),
    ),
    starts=RECEIVED,
    stops=_("return of the act, or its entry into force"),
    passes=_("When both addressees let it pass, the act enters into force."),
    tells=(CLERK,),
    events=_by_party,
    party_label=_name,
)
REDISCUSSION = Term(
    "rediscussion",
    _("new discussion by the council"),
    (
        Wording(
            "чл. 45, ал. 7 ЗМСМА",
            _("The council examines a returned act within 14 days of receiving it."),
            amount=14,
        ),
    ),
    starts=_("receipt of the returned act by the council"),
    stops=_("decision of the council: adopted again, amended or repealed"),
    passes=_("Whoever returned the act may contest it in court within 7 days."),
    then=("contest_after_silence",),
    tells=(AGENDA, HEAD),
)
CONTEST = Term(
    "contest_after_silence",
    _("contest by whoever returned the act"),
    (
        Wording(
            "чл. 45, ал. 8 ЗМСМА",
            _("When the council is silent, the act may be contested within 7 days of those 14."),
            amount=7,
        ),
    ),
    starts=_("the end of the 14 days for a new discussion"),
    stops=_("contest in court, or a late decision of the council"),
    passes=_("The act returned can no longer be contested by whoever returned it."),
    tells=(CLERK,),
)
SESSION = Term(
    "session_on_request",
    _("session convened on request"),
    (
        Wording(
            "чл. 23, ал. 4 ЗМСМА",
            _("The chair convenes a session within 7 days of a request by those entitled."),
            amount=7,
        ),
    ),
    starts=_("request by a third of the councillors, a fifth of the voters or the governor"),
    stops=_("session"),
    passes=_("Whoever asked convenes the session within 7 more days (чл. 23, ал. 5 ЗМСМА)."),
    then=("session_by_requester",),
)
SESSION_BY_REQUESTER = Term(
    "session_by_requester",
    _("session convened by whoever asked"),
    (
        Wording(
            "чл. 23, ал. 5 ЗМСМА",
            _("When the chair does not convene it, whoever asked does within 7 days."),
            amount=7,
        ),
    ),
    starts=_("the end of the 7 days of the chair"),
    stops=_("session"),
)
NO_SESSION = Term(
    "no_session",
    _("longest time without a session"),
    (
        Wording(
            "чл. 27, ал. 1 ЗМСМА",
            _("Three months without a session end the mandate of the council."),
            Unit.MONTHS,
            3,
        ),
    ),
    starts=_("the last session"),
    stops=_("session"),
    passes=_("The mandate of the council ends."),
)
MINUTES = Term(
    "correction_of_minutes",
    _("corrections of the minutes"),
    (
        Wording(
            "чл. 29 ЗМСМА",
            _("Councillors may ask for corrections within 7 days of the session."),
            amount=7,
        ),
    ),
    starts=_("the session"),
    stops=_("request by a councillor"),
    passes=_("The minutes stand; disputes are decided at the next session."),
)


def declare_terms() -> None:
    """Make these terms known."""
    declare(DISPATCH, ANNOUNCEMENT, RETURN, REDISCUSSION, CONTEST)
    declare(SESSION, SESSION_BY_REQUESTER, NO_SESSION, MINUTES)
