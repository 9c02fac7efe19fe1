"""The law of a new discussion: one proposal about a returned act, and what carries it.

Source: ЗМСМА чл. 45, ал. 9–10 (domain.md 3.5 and 4; ADR 12).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from approvals.models import Decision
from approvals.states import Outcome
from approvals.votes import Count
from plans.models import Plan
from workflows.rules import rule
from workflows.taken import Case


@rule("чл. 45, ал. 7 ЗМСМА", of_facts=True)
def session_after_the_one_before(case: Case) -> Any:
    """A new discussion is not earlier than the last one, also when that was no ruling."""
    last = case.document.decisions.select_related("session").first()
    if last is None or case.on >= last.session.held_on:
        return None
    return _("The council discussed the act on %(day)s: this session cannot be earlier.") % {
        "day": f"{last.session.held_on:%d.%m.%Y}"
    }


@rule("чл. 45, ал. 9 ЗМСМА", of_facts=True)
def outcome_of_rediscussion(case: Case) -> Any:
    """A returned act that goes on unchanged was put to the vote to be adopted again."""
    if case.facts.get("outcome") == Outcome.READOPTED:
        return None
    return _("Say whether the vote was to adopt the act again, to amend it or to repeal it.")


@rule("чл. 45, ал. 9 ЗМСМА", of_facts=True)
def amendment_is_said(case: Case) -> Any:
    """An amended act goes on as the council amended it."""
    if case.facts.get("outcome") == Outcome.AMENDED:
        return None
    return _("Say whether the vote was to adopt the act again, to amend it or to repeal it.")


@rule("чл. 45, ал. 9 ЗМСМА", of_facts=True)
def repeal_is_said(case: Case) -> Any:
    """An act is repealed by a vote for its repeal, never by a vote that failed."""
    if case.facts.get("outcome") == Outcome.REPEALED:
        return None
    return _("Say whether the vote was to adopt the act again, to amend it or to repeal it.")


@rule("чл. 45, ал. 9 ЗМСМА", of_facts=True)
def amendment_is_written(case: Case) -> Any:
    """A text put to the vote as an amendment differs from the one returned."""
    plan: Plan = case.document
    returned = plan.revisions.filter(number=Decision.returned(plan).revision)
    if case.facts.get("outcome") != Outcome.AMENDED:
        return None
    if not returned.filter(fingerprint=plan.judged).exists():
        return None
    return _(
        "The text is the one returned: the municipality changes rows of the plan or imports"
        " the amended document first."
    )


@rule("чл. 45, ал. 10 ЗМСМА", of_facts=True)
def majority_of_all_reached(case: Case) -> Any:
    """A returned act is amended or adopted again by more than half of all councillors."""
    count: Count = case.facts["count"]
    needed = count.needed(Outcome.READOPTED.majority)
    if count.in_favour >= needed:
        return None
    return ngettext(
        "%(needed)d vote is needed to adopt again, there were %(votes)d.",
        "%(needed)d votes are needed to adopt again, there were %(votes)d.",
        needed,
    ) % {"needed": needed, "votes": count.in_favour}


@rule("чл. 45, ал. 9 и чл. 27, ал. 3 ЗМСМА", of_facts=True)
def repeal_is_carried(case: Case) -> Any:
    """A returned act is repealed by more than half of those present."""
    count: Count = case.facts["count"]
    needed = count.needed(Outcome.REPEALED.majority)
    if count.in_favour >= needed:
        return None
    return ngettext(
        "%(needed)d vote is needed to repeal, there were %(votes)d.",
        "%(needed)d votes are needed to repeal, there were %(votes)d.",
        needed,
    ) % {"needed": needed, "votes": count.in_favour}


@rule("чл. 45, ал. 9–10 и чл. 27, ал. 3 ЗМСМА", of_facts=True)
def proposal_failed(case: Case) -> Any:
    """There is no ruling when the proposal put to the vote did not get its majority."""
    outcome = case.facts.get("outcome")
    if outcome not in Outcome.of_new_discussion():
        return _("Say whether the vote was to adopt the act again, to amend it or to repeal it.")
    count: Count = case.facts["count"]
    if count.in_favour < count.needed(Outcome(outcome).majority):
        return None
    return ngettext(
        "%(votes)d vote for is enough: the proposal was carried.",
        "%(votes)d votes for are enough: the proposal was carried.",
        count.in_favour,
    ) % {"votes": count.in_favour}
