"""The law of a council's act on its way: dispatch, receipt, return, entry into force.

Sources: ЗМСМА чл. 22, 45 (domain.md 4). A rule returns None when it is met, else the sentence.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals import terms
from approvals.states import Party
from workflows import clocks
from workflows.rules import rule
from workflows.taken import Case


@rule("чл. 22, ал. 1 ЗМСМА", of_facts=True)
def not_sent_before(case: Case) -> Any:
    """An act is sent to each addressee once, on or after its adoption."""
    decision = case.document.decisions.first()
    if decision.dispatches.filter(party=case.facts["party"]).exists():
        return _("The decision was already sent to this addressee.")
    if case.on < decision.session.held_on:
        return _("The decision cannot be sent before the session.")
    return None


@rule("чл. 22, ал. 1 и чл. 45, ал. 6 ЗМСМА")
def receipt_is_awaited(case: Case) -> Any:
    """Receipt is recorded of an act that is on its way to an addressee."""
    sent = list(case.document.decisions.first().dispatches.all())
    if any(one.received_on is None for one in sent):
        return None
    if len(sent) < len(Party):
        return _("Receipt is recorded after the decision is sent: send it first.")
    return _("Receipt by both addressees is already recorded.")


@rule("чл. 45, ал. 6 ЗМСМА", of_facts=True)
def sent_before_receipt(case: Case) -> Any:
    """Receipt is recorded once, for an act that was sent, on or after that day."""
    sent = case.document.decisions.first().dispatches.filter(party=case.facts["party"]).first()
    if sent is None:
        return _("The decision was not sent to this addressee yet.")
    if sent.received_on:
        return _("Receipt by this addressee was already recorded.")
    return None if case.on >= sent.sent_on else _("Receipt cannot be before the dispatch.")


@rule("чл. 45, ал. 11 ЗМСМА")
def not_discussed_anew(case: Case) -> Any:
    """An act that was amended or adopted again is contested in court, not returned once more."""
    if not case.document.decisions.first().follows_a_return:
        return None
    return _(
        "The council amended the act or adopted it again: it is not returned once more,"
        " it may be contested in court."
    )


@rule("чл. 45, ал. 6 ЗМСМА", of_facts=True)
def returned_in_time(case: Case) -> Any:
    """The act is returned within 7 days of its receipt by the returner."""
    sent = case.document.decisions.first().dispatches.filter(party=case.facts["party"]).first()
    if sent is None or sent.received_on is None:
        return _("Record first when the decision was received.")
    last = terms.last_day_of_return(sent)
    if sent.received_on <= case.on <= last:
        return None
    return _("The act could be returned from %(start)s until %(last)s.") % {
        "start": f"{sent.received_on:%d.%m.%Y}",
        "last": f"{last:%d.%m.%Y}",
    }


@rule("чл. 22, ал. 1 ЗМСМА; чл. 45, ал. 4–6 и 11 ЗМСМА")
def windows_have_passed(case: Case) -> Any:
    """An act enters into force when both addressees had it and neither can return it any more."""
    decision = case.document.decisions.first()
    sent = list(decision.dispatches.all())
    if len([one for one in sent if one.received_on]) < len(Party):
        return _("Record when the mayor and the governor received the decision.")
    if decision.follows_a_return:
        return None
    last = max(terms.last_day_of_return(one) for one in sent)
    if case.on > last:
        return None
    return _("The act can still be returned until %(last)s.") % {"last": f"{last:%d.%m.%Y}"}


@rule("чл. 45, ал. 6 ЗМСМА")
def receipt_is_recorded(case: Case) -> Any:
    """A receipt that is corrected was recorded before."""
    if any(one.received_on for one in case.document.decisions.first().dispatches.all()):
        return None
    return _("No receipt is recorded yet: there is nothing to correct.")


@rule("чл. 22, ал. 1 и чл. 45, ал. 6 ЗМСМА", of_facts=True)
def corrected_receipt_is_possible(case: Case) -> Any:
    """The corrected day differs from the recorded one and is not before the dispatch."""
    sent = case.document.decisions.first().dispatches.filter(party=case.facts["party"]).first()
    if sent is None or sent.received_on is None:
        return _("Receipt by this addressee is not recorded yet.")
    if case.on == sent.received_on:
        return _("This is the day that is recorded: there is nothing to correct.")
    return None if case.on >= sent.sent_on else _("Receipt cannot be before the dispatch.")


@rule("чл. 22, ал. 2 ЗМСМА")
def not_announced_before(case: Case) -> Any:
    """An act is announced to the population once."""
    plan = case.document
    if clocks.running(plan, "announcement_of_act").exists():
        return None
    return _("The announcement of the decision is recorded already.")
