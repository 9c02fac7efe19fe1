"""The draft of a report: opened, its clauses edited with their links kept, frozen when filed.

Each change locks the plan and is recorded. A clause keeps its fact whatever is written in it, and
a number that stands neither in its fact nor in its row is refused: no number without a record.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Person
from plans.models import Activity, Fact, Plan, Report, ReportClause
from plans.queries.execution import Facts, Measured, facts_of
from plans.recording import OF_THE_PLAN, is_carried_out, recorder_of
from plans.reporting.building import Writes, as_drafted, built, live_report
from plans.reporting.text import Clause, Line, Mark, ReportText
from plans.revising import text_in_force
from plans.shown import sees_drafts
from workflows import access, gate, records
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity
from workflows.wording import table_date

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class ClauseRefused(Refused):
    """What was written cannot stand in a report; the text is one sentence."""


def writer(plan: Plan, person: Person) -> Capacity | None:
    """In which post a person writes the report of a plan; None when in none."""
    return recorder_of(plan, person).whole


def not_yours(plan: Plan) -> NotYours:
    """The refusal, naming who writes the report."""
    return NotYours([one.name for one in access.holders(OF_THE_PLAN[0], plan.institution)])


def draft_of(plan: Plan) -> Report | None:
    """The report that was opened for a plan and not rejected; None before that."""
    standing = Report.objects.filter(plan=plan, rejected_on=None)
    return standing.select_related("opened_by").first()


def kept_for(plan: Plan, person: Person) -> Report | None:
    """The report that a person reads: a filed one; a draft in its own house."""
    kept = draft_of(plan)
    return kept if kept and (kept.is_frozen or sees_drafts(plan, person)) else None


def shown_to(plan: Plan, person: Person) -> ReportText | None:
    """What a person reads as the report today; None of a plan that was never in force."""
    kept, text = kept_for(plan, person), text_in_force(plan)
    if kept:
        return text_of(plan, kept)
    return live_report(plan, text, timezone.localdate()) if text else None


def text_of(plan: Plan, report: Report) -> ReportText:
    """A report as it stands: what was filed, else the facts with what people wrote."""
    if report.content is not None:
        return ReportText.from_content(report.content)
    text = text_in_force(plan)
    if text is None:
        raise LookupError("A report is opened for a text in force.")
    kept = {one.fact_id: one for one in _clauses(report)}
    beside = _withdrawn(report)
    return built(
        Measured(plan, facts_of(plan, report.until), report.until), text, _written(kept), beside
    )


def _clauses(report: Report) -> Iterator[ReportClause]:
    return report.clauses.select_related("edited_by").iterator()


def _withdrawn(report: Report) -> Facts:
    """Facts that were withdrawn after their clause was taken in."""
    found: Facts = defaultdict(list)
    gone = Fact.objects.exclude(withdrawal=None).filter(clauses__report=report)
    for fact in gone.select_related("plan", "record"):
        found[fact.identity].append(fact)
    return found


def _written(kept: dict[int, ReportClause]) -> Writes:
    """Clauses as people left them; a fact without one proposes its own."""

    def write(row: Activity, fact: Fact) -> Clause:
        drafted, own = as_drafted(row, fact), kept.get(fact.pk)
        return _marked(drafted, fact, own)

    return write


def _marked(drafted: Clause, fact: Fact, own: ReportClause | None) -> Clause:
    if own is None:
        return replace(drafted, mark=Mark.PROPOSED)
    mark = Mark.NONE
    if own.is_left_out:
        mark = Mark.LEFT_OUT
    elif fact.is_withdrawn:
        mark = Mark.WITHDRAWN
    elif own.text:
        mark = Mark.EDITED
    if not own.text:
        return replace(drafted, mark=mark)
    who = own.edited_by.name if own.edited_by else ""
    return replace(
        drafted, text=own.text, mark=mark, edited_by=who, edited_on=table_date(own.edited_at)
    )


def open_draft(plan: Plan, until: datetime.date, *, actor: Person) -> Report:
    """Begin the report with a clause of every fact until a day, or set another day.

    A fact of the days between then proposes its clause.
    """
    with _writing(plan, actor, "date_report") as (locked, facts):
        text = text_in_force(locked)
        if text is None:
            raise Stale(records.of(locked).last())
        report, is_new = Report.objects.get_or_create(
            plan=locked, rejected_on=None, defaults={"until": until, "opened_by": actor}
        )
        facts["until"] = until
        if is_new:
            found = (fact for row in facts_of(locked, until).values() for fact in row)
            ReportClause.objects.bulk_create(
                ReportClause(report=report, fact=fact) for fact in found
            )
        elif report.until != until:
            report.until = until
            report.save(update_fields=["until"])
    return report


def edit_clause(plan: Plan, fact: int, text: str, *, actor: Person, seen: str) -> None:
    """Write a clause anew; ``seen`` is its text as the page showed it. The fact stays its source.

    Raises ``Stale`` when somebody was faster, ``ClauseRefused`` for a number without a record.
    """
    with _writing(plan, actor, "edit_clause") as (locked, facts):
        row, clause = _found(locked, fact)
        if clause.text != seen:
            raise Stale(records.of(locked).last())
        if strange := numbers_without_record(text, row, clause.text, _drafted(locked, fact)):
            raise ClauseRefused(
                _("%(numbers)s stands in no record of this clause: enter it as a record first.")
                % {"numbers": ", ".join(strange)}
            )
        _put(locked, fact, text=text, edited_by=actor, edited_at=timezone.now(), is_left_out=False)
        facts |= {"fact": fact, "row": row.cells.number, "text": text}


def keep_clause(plan: Plan, fact: int, *, actor: Person, is_in: bool) -> None:
    """Take a proposed clause into the report, or leave one out of it; the fact goes on counting."""
    step = "take_clause" if is_in else "leave_clause"
    with _writing(plan, actor, step) as (locked, facts):
        row, clause = _found(locked, fact)
        _put(locked, fact, is_left_out=not is_in)
        facts |= {"fact": fact, "row": row.cells.number, "text": clause.text}


def numbers_without_record(text: str, row: Line, *known: str) -> list[str]:
    """The numbers of a sentence that stand neither in its record nor in its row."""
    cells = " ".join(str(value) for value in vars(row.cells).values())
    recorded = set(NUMBER.findall(" ".join((cells, row.reached, row.percent, *known))))
    return [one for one in dict.fromkeys(NUMBER.findall(text)) if one not in recorded]


def _drafted(plan: Plan, fact: int) -> str:
    """The sentence that the fact makes by itself."""
    text = text_in_force(plan)
    lines = live_report(plan, text, timezone.localdate()).lines if text else ()
    told = (one.text for line in lines for one in line.clauses if one.fact == fact)
    return next(told, "")


def _found(plan: Plan, fact: int) -> tuple[Line, Clause]:
    """A clause of the draft and its row; ``Stale`` when there is none."""
    report = draft_of(plan)
    lines = text_of(plan, report).lines if report else ()
    for line in lines:
        for clause in line.clauses:
            if clause.fact == fact:
                return line, clause
    raise Stale(records.of(plan).last())


def _put(plan: Plan, fact: int, **cells: Any) -> None:
    ReportClause.objects.update_or_create(report=draft_of(plan), fact_id=fact, defaults=cells)


@contextmanager
def _writing(plan: Plan, actor: Person, step: str) -> Iterator[tuple[Plan, dict[str, Any]]]:
    """The plan under its lock, for one change of its report that is recorded as ``step``."""
    with transaction.atomic():
        locked = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if not is_carried_out(locked):
            raise Stale(records.of(locked).last())
        capacity = writer(locked, actor)
        if capacity is None:
            raise not_yours(locked)
        facts: dict[str, Any] = {}
        yield locked, facts
        gate.note_change(locked, actor=actor, step=step, capacity=capacity, **facts)
    plan.refresh_from_db()


def to_be_filed(plan: Plan, until: datetime.date) -> ReportText | None:
    """What would be filed on a day: the draft, without one what the facts write.

    None of a plan whose text was never in force.
    """
    text = text_in_force(plan)
    if text is None:
        return None
    draft = draft_of(plan)
    return text_of(plan, draft) if draft else live_report(plan, text, until)


def freeze(plan: Plan, until: datetime.date, actor: Person | None) -> str:
    """Keep what is filed and return its fingerprint. The caller holds the plan's lock.

    Empty for a plan whose text was never in force.
    """
    told = to_be_filed(plan, until)
    if told is None:
        return ""
    report = draft_of(plan) or Report(plan=plan, until=until, opened_by=actor)
    report.content = told.as_content()
    report.fingerprint = records.fingerprint(report.content)
    report.save()
    return report.fingerprint


def begin_again(plan: Plan, day: datetime.date) -> None:
    """What the council did not adopt is kept; a new draft goes on from its clauses.

    It is of those who wrote the one before, not of the clerk who recorded the vote.
    """
    rejected = draft_of(plan)
    if rejected is None:
        return
    Report.objects.filter(pk=rejected.pk).update(rejected_on=day)
    draft = Report.objects.create(plan=plan, until=rejected.until, opened_by=rejected.opened_by)
    kept = ("fact_id", "text", "is_left_out", "edited_by_id", "edited_at")
    ReportClause.objects.bulk_create(
        ReportClause(report=draft, **cells) for cells in rejected.clauses.values(*kept)
    )
