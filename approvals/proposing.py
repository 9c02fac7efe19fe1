"""The mayor's доклад and the draft decision on the report of a municipal plan (domain.md 3.4).

Drafted from the records: each reason leads to what it says. The report is practice, no duty of
ЗПУО 196–197; the council adopts it by ЗМСМА чл. 21, ал. 1, т. 23.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from approvals.law.council import DISPATCH, RETURN
from approvals.models import Decision
from approvals.states import Result
from institutions.rights import Right
from plans.models import Plan
from plans.reporting.files import signature
from plans.reporting.text import ReportText
from plans.writing import Heading, Paper
from plans.writing import Text as Words
from workflows.queries.holders import first_holder
from workflows.wording import document_date

ADOPTS = "чл. 21, ал. 1, т. 23 ЗМСМА"


@dataclass(frozen=True)
class Reason:
    """A sentence of the motives and where its record is read."""

    text: str
    url: str


@dataclass(frozen=True)
class Duty:
    """What follows from the decision, by which article."""

    text: str
    article: str


@dataclass(frozen=True)
class Proposal:
    """The доклад with the draft decision: who writes to which council, about what, why."""

    council: str
    mayor: str
    post: str
    about: str
    reasons: tuple[Reason, ...]
    basis: str
    points: tuple[str, ...]
    duties: tuple[Duty, ...]


def proposal_of(plan: Plan, report: ReportText, today: datetime.date) -> Proposal:
    """The proposal for the report of a plan, in the language of the office."""
    holder = first_holder(Right.PUT_TO_COUNCIL, plan.institution)
    with translation.override(settings.LANGUAGE_CODE):
        about = _("the report on “%(title)s” until %(day)s") % {
            "title": plan.title,
            "day": document_date(report.until),
        }
        return Proposal(
            plan.council.name if plan.council else _("the municipal council"),
            holder.name,
            holder.post.title if holder.post else plan.institution.label,
            about,
            tuple(_reasons(plan, report)),
            ADOPTS,
            (
                _("Adopts %(about)s.") % {"about": about.rstrip(".")},
                _("Charges the mayor to present the adopted report to the governor."),
            ),
            tuple(_duties(today)),
        )


def _reasons(plan: Plan, report: ReportText) -> Iterator[Reason]:
    yield from _of_the_plan(plan)
    execution, page = report.execution, reverse("plan_report", args=[plan.pk])
    counts = {"total": execution.total, "done": execution.done, "late": execution.late}
    yield Reason(
        _("Activities in the plan: %(total)s, fulfilled: %(done)s, overdue: %(late)s.") % counts,
        page,
    )
    made_of = sum(one.is_in for line in report.lines for one in line.clauses)
    told = ngettext(
        "The report is made of %(n)s record.", "The report is made of %(n)s records.", made_of
    )
    yield Reason(told % {"n": made_of}, reverse("plan_facts", args=[plan.pk]))
    if silent := len(report.silent):
        told = ngettext(
            "Of %(n)s activity nothing is recorded.",
            "Of %(n)s activities nothing is recorded.",
            silent,
        )
        yield Reason(told % {"n": silent}, page)


def _of_the_plan(plan: Plan) -> Iterator[Reason]:
    """By which decision the plan stands, who agreed it, which strategy it carries out."""
    adopted = Decision.objects.filter(plan=plan, report=None, result=Result.ADOPTED)
    if decision := adopted.select_related("session").first():
        told = _("The council adopted the plan with %(line)s") % {"line": decision.line}
        yield Reason(f"{told.rstrip('.')}.", reverse("decision", args=[decision.pk]))
    history = reverse("history", kwargs={"kind": plan.kind, "pk": plan.pk})
    if plan.agreed_on:
        told = _("The plan was agreed on %(day)s by %(who)s.")
        said = {"day": document_date(plan.agreed_on), "who": plan.agreed_stamp}
        yield Reason(told % said, history)
    if plan.strategy:
        told = _("It carries out “%(strategy)s”.") % {"strategy": plan.strategy}
        yield Reason(told, history)


def _duties(today: datetime.date) -> Iterator[Duty]:
    for term in (DISPATCH, RETURN):
        wording = term.wording_on(today)
        yield Duty(str(wording.text), wording.article)


def on_paper(plan: Plan, proposal: Proposal) -> Paper:
    """The proposal with its draft decision as a paper that goes on being written."""
    with translation.override(settings.LANGUAGE_CODE):
        to = _("the chair of %(council)s") % {"council": proposal.council}
        writes = _("from %(who)s, %(post)s") % {"who": proposal.mayor, "post": proposal.post}
        about = _("adoption of %(about)s") % {"about": proposal.about}
        ground = _("On the ground of %(basis)s %(council)s")
        said = {"basis": proposal.basis, "council": proposal.council}
        lines: tuple[Heading | Words, ...] = (
            Words(f"{_('About:')} {about}"),
            Heading(_("Motives")),
            *_listed(one.text for one in proposal.reasons),
            Heading(_("DRAFT DECISION")),
            Words(ground % said),
            Heading(_("DECIDED:")),
            *_listed(proposal.points),
            *(Words(f"{duty.text} ({duty.article})") for duty in proposal.duties),
        )
        return Paper(
            house=plan.institution.name,
            title=pgettext("of a mayor", "PROPOSAL"),
            under=(f"{pgettext('an addressee', 'To')} {to}", writes),
            blocks=lines,
            closing=(
                signature(plan, Right.PUT_TO_COUNCIL),
                _("Coordinated by: ……………………… Prepared by: ………………………"),
            ),
            lying=False,
        )


def _listed(texts: Iterable[str]) -> Iterator[Words]:
    return (Words(f"{n}. {text}") for n, text in enumerate(texts, start=1))
