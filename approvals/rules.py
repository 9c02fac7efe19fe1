"""The law of the three routes: each rule with its article and dates of force.

Sources: ЗПУО чл. 197, 258, 262–263; ЗМСМА чл. 22, 27, 45; ПУФРУО чл. 16, 22 (domain.md 3–4).
A rule returns None when it is met, else the sentence that the official reads.
"""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from approvals import terms
from approvals.states import Majority
from approvals.votes import Count
from plans.models import Activity, Plan, Remark
from plans.states import NOT_LIVE
from workflows.rules import rule
from workflows.taken import Case

PUBLICATION_OF_RUO_PLANS = datetime.date(2024, 10, 4)
PUBLICATION_OF_MUNICIPAL_PLANS = datetime.date(2023, 2, 6)
SEATS = (11, 13, 17, 21, 29, 33, 37, 41, 51, 61)


@rule("чл. 197, ал. 3 ЗПУО; чл. 16, ал. 1 ПУФРУО; чл. 258 ЗПУО", probes=(Activity.THERE_IS_ONE,))
def has_activities(case: Case) -> Any:
    """A plan that is submitted has at least one activity."""
    if case.holds(Activity.THERE_IS_ONE):
        return None
    return _("The plan has no activities: import a document or add rows.")


@rule("чл. 197, ал. 1–3 ЗПУО", of_facts=True)
def strategy_in_force(case: Case) -> Any:
    """The plan carries out a municipal strategy that is in force for its year."""
    plan: Plan = case.document
    title = case.facts.get("strategy") or plan.strategy
    until = case.facts.get("strategy_until") or plan.strategy_until
    if not title or not until:
        return _("Name the municipal strategy that the plan carries out, and its last year.")
    if until < plan.ends_on.year:
        return _("The strategy named expires before the period of the plan ends.")
    return None


@rule("чл. 197, ал. 3 ЗПУО", probes=(Remark.WAIT_FOR_ANSWERS,))
def remarks_answered(case: Case) -> Any:
    """A returned plan comes back with an answer to every remark."""
    if case.holds(Remark.WAIT_FOR_ANSWERS):
        return _("Answer every remark with which the plan was returned.")
    return None


@rule("чл. 22, ал. 1 ПУФРУО")
def registered(case: Case) -> Any:
    """A plan that the authority decides on stands in its register of correspondence."""
    if case.document.incoming_number:
        return None
    return _("The records office has to enter the plan in the register first.")


@rule("чл. 197, ал. 3 ЗПУО")
def agreement_holds(case: Case) -> Any:
    """The text put to the council is the one that was agreed."""
    if case.document.agreed_revision == case.document.judged_revision:
        return None
    return _("The plan was changed after the agreement: it has to be agreed again.")


ANOTHER_IS_LIVE = _("There is another plan for this period: go on with that one.")


@rule("чл. 197, ал. 3 ЗПУО")
def no_other_live_plan(case: Case) -> Any:
    """A municipality has one plan for a year; a rejected one gives way to it."""
    plan: Plan = case.document
    same = {name: getattr(plan, name) for name in ("institution", "plan_kind", "starts_on")}
    others = Plan.objects.filter(**same).exclude(pk=plan.pk).exclude(state__in=NOT_LIVE)
    return ANOTHER_IS_LIVE if others.exists() else None


@rule("чл. 197, ал. 3 ЗПУО", of_facts=True)
def put_after_agreement(case: Case) -> Any:
    """The proposal to the council follows the agreement."""
    agreed = case.document.agreed_on
    if agreed is None or case.on >= agreed:
        return None
    return _("The plan was agreed on %(day)s: it cannot be put to the council before that.") % {
        "day": f"{agreed:%d.%m.%Y}"
    }


@rule("чл. 197, ал. 3 ЗПУО", of_facts=True)
def session_after_proposal(case: Case) -> Any:
    """The session follows the proposal, and the decision was not taken in the future."""
    since = case.document.council_on
    if since is None or case.on >= since:
        return None
    return _("The session cannot be before %(day)s, when the plan was put to the council.") % {
        "day": f"{since:%d.%m.%Y}"
    }


@rule("чл. 19, ал. 1 ЗМСМА", of_facts=True)
def council_is_complete(case: Case) -> Any:
    """The number of all councillors is the council's own, else one that the law knows."""
    council, count = case.document.council, case.facts["count"]
    known = (council.seats,) if council and council.seats else SEATS
    if count.members in known:
        return None
    return _("The council has %(seats)s councillors, not %(members)d.") % {
        "seats": "/".join(map(str, known)),
        "members": count.members,
    }


@rule("чл. 27, ал. 2 ЗМСМА", of_facts=True)
def numbers_possible(case: Case) -> Any:
    """The count is possible and there was a quorum."""
    faults = case.facts["count"].impossible()
    return " ".join(faults) or None


@rule("чл. 27, ал. 3 ЗМСМА", of_facts=True)
def majority_reached(case: Case) -> Any:
    """Adopted with more than half of those present."""
    count: Count = case.facts["count"]
    needed = count.needed(Majority.SIMPLE)
    if count.in_favour >= needed:
        return None
    return ngettext(
        "%(needed)d vote is needed to adopt, there were %(votes)d.",
        "%(needed)d votes are needed to adopt, there were %(votes)d.",
        needed,
    ) % {"needed": needed, "votes": count.in_favour}


@rule("чл. 27, ал. 3 ЗМСМА", of_facts=True)
def majority_missed(case: Case) -> Any:
    """Rejected when more than half of those present did not vote for."""
    count: Count = case.facts["count"]
    if count.in_favour < count.needed(Majority.SIMPLE):
        return None
    return ngettext(
        "%(votes)d vote for is enough: the proposal was carried.",
        "%(votes)d votes for are enough: the proposal was carried.",
        count.in_favour,
    ) % {"votes": count.in_favour}


@rule("чл. 197, ал. 4 ЗПУО", valid_from=PUBLICATION_OF_MUNICIPAL_PLANS, of_facts=True)
def published_by_municipality(case: Case) -> Any:
    """The plan stands on the municipality's site."""
    if case.facts.get("published_at_url"):
        return None
    return _("Give the address at which the municipality has published the plan.")


@rule("чл. 16, ал. 4 ПУФРУО", valid_from=PUBLICATION_OF_RUO_PLANS, of_facts=True)
def published_by_authority(case: Case) -> Any:
    """The plan of a regional authority stands on its site."""
    if case.facts.get("published_at_url"):
        return None
    return _("Give the address at which the authority has published the plan.")


@rule("чл. 16, ал. 2 ПУФРУО")
def change_is_written(case: Case) -> Any:
    """A change that is submitted differs from the text in force."""
    plan: Plan = case.document
    in_force = plan.revisions.filter(number=plan.in_force_revision or 0)
    if not in_force.filter(fingerprint=plan.judged).exists():
        return None
    return _("Nothing was changed yet: edit rows of the plan or import a changed document.")


@rule("чл. 263, ал. 1, т. 5 ЗПУО", of_facts=True)
def protocol_is_dated(case: Case) -> Any:
    """The pedagogical council's protocol has a number and a day."""
    if case.facts.get("protocol_number"):
        return None
    return _("Enter the number of the pedagogical council's protocol.")


def is_late(plan: Plan) -> bool:
    """Adopted after 30 April of its year (ЗПУО чл. 197, ал. 3): allowed, and marked."""
    due = terms.adoption_due(plan)
    return plan.decided_on is not None and due is not None and plan.decided_on > due
