"""Reads of the council's pages: decisions, the vote with its needed line, the addressees."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.models import Decision, Dispatch
from approvals.states import Majority, Outcome, Party, Result
from approvals.votes import Count
from institutions.models import Person
from plans.models import Plan, Report
from plans.queries.lists import Facet
from plans.states import PlanState
from workflows.display import State, Text, Tone
from workflows.queries.terms import Shown, clocks_of
from workflows.steps import Offer, offers

PER_PAGE = 25
BEFORE_COUNCIL = Q(
    state__in=[PlanState.AT_COUNCIL, PlanState.RETURNED, PlanState.REPORT_RETURNED]
) | Q(state=PlanState.REPORTED, pk__in=Report.objects.filter(adopted_on=None).values("plan"))
"""A plan or its report waits for a vote."""
YEAR_DIGITS = 4


@dataclass(frozen=True)
class DecisionList:
    """The page of all decisions, and of the plans that wait for one."""

    page: Page[Decision]
    results: list[Facet]
    years: list[Facet]
    waiting: list[Plan]


@dataclass(frozen=True)
class VoteBar:
    """One bar of the count; the shares are of those present, in percent as SVG wants them."""

    label: Text
    css: str
    votes: int
    share: str
    needed: str
    words: str


@dataclass(frozen=True)
class Needed:
    """How many votes a majority takes here."""

    label: Text
    votes: int
    applies: bool


@dataclass(frozen=True)
class Vote:
    """The count of a decision as its page shows it."""

    bars: tuple[VoteBar, ...]
    needed: int
    of: int
    majorities: tuple[Needed, ...]
    quorum: int


@dataclass(frozen=True)
class Addressee:
    """To whom the decision goes: how far it is, until when, and the step offered."""

    party: Party
    dispatch: Dispatch | None
    due: datetime.date | None
    offer: Offer | None


def decisions_open_to(person: Person) -> QuerySet[Decision]:
    """Decisions on plans that exist for the person."""
    rows = Decision.objects.filter(plan__in=Plan.objects.open_to(person).values("pk"))
    return rows.select_related("session", "council", "plan__institution")


def decision_list(person: Person, values: QueryDict) -> DecisionList:
    """A page of decisions with its filters; the number of queries is fixed."""
    rows = decisions_open_to(person)
    result, year = values.get("result", ""), values.get("year", "")
    page = Paginator(_filtered(rows, result, year), PER_PAGE).get_page(values.get("page"))
    before_council = Plan.objects.open_to(person).filter(BEFORE_COUNCIL, council__isnull=False)
    waiting = before_council.select_related("institution", "council").order_by("session_on", "pk")
    return DecisionList(
        page, _results(rows, result, year), _years(rows, result, year), list(waiting[:PER_PAGE])
    )


def _filtered(rows: QuerySet[Decision], result: str, year: str) -> QuerySet[Decision]:
    if result:
        rows = rows.filter(result=result)
    if year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS:
        rows = rows.filter(year=int(year))
    return rows


def _counts(rows: QuerySet[Decision], column: str) -> dict[Any, int]:
    counted = rows.order_by().values(column).annotate(n=CountOf("pk"))
    return {row[column]: row["n"] for row in counted}


def _results(rows: QuerySet[Decision], result: str, year: str) -> list[Facet]:
    counts = _counts(_filtered(rows, "", year), "result")
    found = [
        Facet(one.value, one.label, counts[one.value], one.value == result)
        for one in Result
        if one.value in counts
    ]
    return [Facet("", _("All"), sum(counts.values()), not result), *found]


def _years(rows: QuerySet[Decision], result: str, year: str) -> list[Facet]:
    counts = _counts(_filtered(rows, result, ""), "year")
    return [
        Facet(str(one), str(one), counts[one], str(one) == year)
        for one in sorted(counts, reverse=True)
    ]


def count_of(decision: Decision) -> Count:
    """The numbers of a decision."""
    return Count(
        decision.members, decision.present, decision.in_favour, decision.against, decision.abstained
    )


def vote_of(count: Count, majority: Majority) -> Vote:
    """The bars, with the needed number as a line on the first."""
    needed, of = count.needed(majority), count.present
    bars = (
        _bar(_("For"), "v1", count.in_favour, of, _share(needed, of)),
        _bar(_("Against"), "v2", count.against, of),
        _bar(_("Abstained"), "v3", count.abstained, of),
    )
    majorities = tuple(Needed(one.label, count.needed(one), one is majority) for one in Majority)
    return Vote(bars, needed, of, majorities, count.members // 2 + 1)


def _bar(label: str, css: str, votes: int, of: int, needed: str = "") -> VoteBar:
    words = _("%(label)s: %(votes)s of %(of)s") % {"label": label, "votes": votes, "of": of}
    return VoteBar(label, css, votes, _share(votes, of), needed, words)


def _share(votes: int, of: int) -> str:
    """``82.4%``: an SVG attribute, so with a full stop in every language."""
    return f"{min(100.0, 100 * votes / of):.1f}%" if of else "0%"


def badge(decision: Decision) -> State:
    """The badge: what the vote came to, and whether the act was returned."""
    if decision.is_no_ruling:
        return State(capfirst(decision.came_to), Tone.BAD)
    if decision.result == Result.REJECTED:
        return State(capfirst(decision.get_result_display()), Tone.BAD)
    returned = any(one.returned_on for one in decision.dispatches.all())
    if returned:
        return State(pgettext("a decision", "Returned for new discussion"), Tone.BAD)
    note = decision.get_outcome_display() if decision.outcome != Outcome.FIRST else ""
    return State(capfirst(decision.get_result_display()), Tone.OK, note)


def clocks_of_act(decision: Decision) -> list[Shown]:
    """The terms around the act: on the plan until it is reported, on the report since then."""
    filed = decision.plan.reported_on
    every = clocks_of(decision.plan)
    if filed is None:
        return every
    of_report = decision.report_id is not None
    return [one for one in every if (one.clock.started_on >= filed) is of_report]


def addressees_of(
    decision: Decision, running: list[Shown], offered: list[Offer]
) -> list[Addressee]:
    """Both addressees (ЗМСМА чл. 22, ал. 1) with what is to be done next about each."""
    sent = {one.party: one for one in decision.dispatches.all()}
    by_step = {offer.step.name: offer for offer in offered}
    return [
        Addressee(
            party,
            sent.get(party.value),
            _due(party, running),
            _next(sent.get(party.value), by_step),
        )
        for party in Party
    ]


def _due(party: Party, running: list[Shown]) -> datetime.date | None:
    days = [
        one.clock.due_on
        for one in running
        if one.is_running and one.clock.party == party.value and one.clock.rule == "dispatch_of_act"
    ]
    return min(days, default=None)


def _next(sent: Dispatch | None, by_step: dict[str, Offer]) -> Offer | None:
    if sent is None:
        return by_step.get("dispatch")
    return by_step.get("receive") if sent.received_on is None else None


def offers_of(decision: Decision, person: Person) -> list[Offer]:
    """The steps of the plan that are open to the person, while this is its last decision."""
    last = decision.plan.decisions.order_by("-pk").first()
    return offers(decision.plan, person) if last == decision else []
