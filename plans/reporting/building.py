"""The report made from the facts: live on any day, or with what people wrote in its draft."""

import datetime
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.utils import translation

from plans.models import Activity, Fact, Plan, Revision
from plans.queries.execution import Facts, Measured, facts_of, top_of
from plans.queries.grouping import Run, runs_of
from plans.reporting.text import Cells, Clause, Line, Part, ReportText
from plans.reporting.wording import clause_of, lead_of, reached_by, source_of
from plans.states import PlanKind
from workflows.display import Indicator
from workflows.wording import number, percent

Writes = Callable[[Activity, Fact], Clause]


def live_report(plan: Plan, text: Revision, until: datetime.date) -> ReportText:
    """What was done by a text until a day, as the facts say it."""
    return built(Measured(plan, facts_of(plan, until), until), text, as_drafted)


def as_drafted(row: Activity, fact: Fact) -> Clause:
    """The clause that a fact makes by itself."""
    return Clause(fact.pk, clause_of(fact, row), source_of(fact), address_of(fact))


def address_of(fact: Fact) -> str:
    """Where the record of a fact is read: the visit, or its place among the facts of the plan."""
    return fact.url or f"{fact.plan.get_absolute_url()}facts/?row={fact.identity}#{fact.anchor}"


def built(
    measure: Measured, text: Revision, write: Writes, beside: Facts | None = None
) -> ReportText:
    """The report of a text; ``beside`` are facts that count no longer and still have a clause."""
    with translation.override(settings.LANGUAGE_CODE):
        maker = Maker(measure, write, beside or {})
        runs = runs_of(_rows(text), lambda row: row)
        is_council = measure.plan.plan_kind == PlanKind.MUNICIPAL
        parts = tuple(maker.part(run, names_measure=is_council) for run in runs)
    return ReportText(measure.today, text.number, parts)


def _rows(text: Revision) -> Sequence[Activity]:
    rows = text.activities.select_related("section__above", "inspection")
    return list(rows.order_by("position"))


class Maker:
    """Makes parts and lines of one report."""

    def __init__(self, measure: Measured, write: Writes, beside: Facts) -> None:
        self.measure, self.write, self.beside = measure, write, beside

    def part(self, run: Run[Activity], *, names_measure: bool) -> Part:
        """The rows of a heading; in a council's report the heading is the measure of its rows."""
        own = None if run.goes_on else run.section
        heads = [run.above] if names_measure else [run.above, own]
        return Part(
            tuple(str(head) for head in heads if head),
            str(run.section or ""),
            top_of(run.section),
            tuple(map(self.line, run.items)),
        )

    def line(self, row: Activity) -> Line:
        """A row with what was reached."""
        facts, progress = self.measure.of(row), self.measure.progress(row)
        for fact in facts:
            fact.plan = self.measure.plan
        told: Iterable[Fact] = sorted(
            (*facts, *self.beside.get(row.identity, ())), key=lambda fact: (fact.on, fact.pk)
        )
        return Line(
            str(row.identity),
            row.anchor,
            Cells.of(row),
            _reached(progress.indicator, facts) if facts else "",
            _share(progress.indicator) if facts else "",
            lead_of(progress, facts),
            tuple(self.write(row, fact) for fact in told),
            self.measure.standing(row),
            self.measure.expects(row),
        )


def _reached(shown: Indicator | None, facts: Sequence[Fact]) -> str:
    """The value today; of a target in words the sum of what was reported."""
    if shown is not None and not shown.text:
        return shown.now
    total = reached_by(facts)
    return number(total) if total else ""


def _share(shown: Indicator | None) -> str:
    return percent(shown.percent) if shown is not None and not shown.text else ""
