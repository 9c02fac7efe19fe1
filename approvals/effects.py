"""Rows that a step writes beside the plan, inside its transaction."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from approvals.models import Decision, Dispatch, Session
from approvals.states import Majority, Outcome
from plans import revising
from plans.models import Remark, Report
from plans.reporting import drafts
from plans.states import FILED
from workflows import clocks, opinions
from workflows.correcting import Correction, correct
from workflows.models import Record
from workflows.refusals import NotReady
from workflows.rules import Unmet
from workflows.taken import Case

ANNOUNCEMENT = "announcement_of_act"
APPEALS = ("appeal_of_individual_act", "appeal_of_general_act")
"""Whether a plan is an individual or a general act is unclear: both windows are shown."""


def freeze_text(case: Case, _record: Record) -> None:
    """What was submitted can no longer change."""
    revising.freeze(case.document)


def resolve_remarks(case: Case, _record: Record) -> None:
    """Remarks are answered by the revision that comes back."""
    Remark.resolve(case.document)


def keep_remarks(case: Case, _record: Record) -> None:
    """Keep why the plan went back: in general, and anchored to rows of the revision judged."""
    general = [(None, "", case.facts["reason"], case.note)] if case.facts.get("reason") else []
    anchored = [
        (one.identity, one.number, one.reason, one.text) for one in case.facts.get("remarks") or ()
    ]
    Remark.objects.bulk_create(
        Remark(
            plan=case.document,
            revision=case.document.judged_revision,
            identity=identity,
            number=number,
            reason=reason,
            text=text,
            author=case.actor,
            made_on=case.on,
        )
        for identity, number, reason, text in [*general, *anchored]
    )


def put_in_force(case: Case, _record: Record) -> None:
    """The revision judged is the one in force from now on."""
    case.document.in_force_revision = case.document.judged_revision
    case.document.save(update_fields=["in_force_revision"])


def record_decision(case: Case, record: Record) -> None:
    """Write the decision with its session; a number used before is refused by name."""
    facts, plan = case.facts, case.document
    session = _session(plan.council, facts["protocol_number"], case)
    outcome = Outcome(facts.get("outcome") or Outcome.FIRST)
    majority = outcome.majority
    count = facts["count"]
    decision = Decision(
        plan=plan,
        council=plan.council,
        session=session,
        revision=plan.judged_revision,
        report=drafts.draft_of(plan) if record.source in FILED else None,
        committee=plan.committee,
        number=facts["number"],
        year=case.on.year,
        majority=majority,
        article="чл. 27, ал. 3 ЗМСМА" if majority is Majority.SIMPLE else "чл. 45, ал. 10 ЗМСМА",
        result=count.result(majority),
        outcome=outcome,
        recorded_by=case.actor,
        **count.as_fact(),
    )
    _insert(
        decision,
        "number",
        _("Decision №%(number)s of this year is already recorded.") % {"number": decision.number},
    )


def stamp_adopted_report(case: Case, _record: Record) -> None:
    """The report says by which decision it was adopted: from then on the public reads it."""
    decision = _last(case)
    Report.objects.filter(decisions=decision).update(
        adopted_on=case.on,
        decision_number=decision.number,
        protocol_number=decision.session.protocol_number,
    )


def begin_report_again(case: Case, _record: Record) -> None:
    """A report that the council did not adopt, or repealed, is written anew."""
    drafts.begin_again(case.document, case.on)


def _session(council: Any, number: str, case: Case) -> Session:
    """The session of a protocol; two clerks who enter it at once get the same one."""
    session, _made = Session.objects.get_or_create(
        council=council,
        protocol_number=number,
        held_on__year=case.on.year,
        defaults={"held_on": case.on},
    )
    if session.held_on != case.on:
        sentence = _("Protocol №%(number)s of this year is of the session on %(day)s.") % {
            "number": number,
            "day": f"{session.held_on:%d.%m.%Y}",
        }
        raise NotReady([Unmet("protocol_number", sentence, "чл. 29 ЗМСМА")])
    return session


def _insert(row: Decision, name: str, sentence: Any) -> None:
    """Insert under a savepoint: the database says whether somebody used the number before."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        if "decision_number_once_a_year" not in str(fault):
            raise
        raise NotReady([Unmet(name, sentence, "чл. 29 ЗМСМА")]) from fault


def _last(case: Case) -> Decision:
    decision: Decision = case.document.decisions.first()
    return decision


def send_out(case: Case, _record: Record) -> None:
    """The decision goes to an addressee, whose term runs no longer (ЗМСМА чл. 22, ал. 1)."""
    party = case.facts["party"]
    Dispatch.objects.create(decision=_last(case), party=party, sent_on=case.on)
    clocks.stop(case.document, ("dispatch_of_act",), case.on, parties=[party])


def take_receipt(case: Case, _record: Record) -> None:
    """The addressee has it: its term for a return runs."""
    _last(case).dispatches.filter(party=case.facts["party"]).update(received_on=case.on)


def correct_receipt(case: Case, _record: Record) -> None:
    """The day was another: the term for a return is counted anew, the old one stays to be seen."""
    party = case.facts["party"]
    sent = _last(case).dispatches.get(party=party)
    kept = list(clocks.running(case.document, "return_of_act").filter(party=party))
    Dispatch.objects.filter(pk=sent.pk).update(received_on=case.on)
    correction = Correction(case.actor, case.at, case.note)
    for clock in kept:
        correct(case.document, clock, case.on, correction)


def announce_by_publication(case: Case, _record: Record) -> None:
    """A decision not announced before is announced by the publication of its plan."""
    if clocks.running(case.document, ANNOUNCEMENT).exists():
        clocks.stop(case.document, (ANNOUNCEMENT,), case.on)
        clocks.start(case.document, APPEALS, case)


def take_return(case: Case, _record: Record) -> None:
    """The addressee gives it back with a ground and reasons (ЗМСМА чл. 45, ал. 4–6)."""
    _last(case).dispatches.filter(party=case.facts["party"]).update(
        returned_on=case.on, ground=case.facts["ground"], reasons=case.note
    )


def go_back_to_text_in_force(case: Case, _record: Record) -> None:
    """A change that is withdrawn leaves no text behind; what was frozen stays in the history."""
    plan = case.document
    revision = revising.go_back(plan, plan.in_force_revision, actor=case.actor)
    plan.in_force_revision = revision.number
    plan.save(update_fields=["in_force_revision"])


def let_opinions_go(case: Case, _record: Record) -> None:
    """Opinions still awaited have no use after this step: those asked are told."""
    opinions.let_go(case.document)
