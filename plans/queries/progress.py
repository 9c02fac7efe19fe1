"""How far a row of a plan is: its indicator, its pill, the records that make the number."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.models import Activity, Fact, Plan
from plans.states import FactKind
from workflows.display import (
    Age,
    Indicator,
    Shape,
    Tone,
    done_age,
    indicator,
    share_covered,
    text_indicator,
    upcoming_age,
)


@dataclass(frozen=True)
class Progress:
    """The indicator of a row, its pill and the facts that count."""

    indicator: Indicator | None
    age: Age
    facts: tuple[Fact, ...]


def progress_of(plan: Plan, row: Activity, facts: Sequence[Fact], today: datetime.date) -> Progress:
    """How far a row is today: its percentage comes from records, and without one it has none."""
    if any(fact.gives_up for fact in facts):
        return Progress(None, upcoming_age(pgettext("a deadline", "withdrawn")), tuple(facts))
    found = _judged(plan, row, facts, today)
    # What nobody put in force yet is carried out by nobody, and is late for nobody.
    return found if plan.in_force_revision else replace(found, age=upcoming_age())


def _judged(plan: Plan, row: Activity, facts: Sequence[Fact], today: datetime.date) -> Progress:
    target = target_of(row)
    if target is not None:
        return _counted(plan, row, target, facts, today)
    shown = _in_words(row) if row.target_raw or lacks_target(row) else None
    return Progress(shown, _age_without_number(plan, row, facts, today), tuple(facts))


def is_expected(plan: Plan, row: Activity, today: datetime.date) -> bool:
    """Whether a row should be carried out by now: it is in force and its own last day is over."""
    return plan.in_force_revision is not None and _has_passed(row, today)


def _has_passed(row: Activity, today: datetime.date) -> bool:
    """Whether the row's own last day is over; words that name no day never pass."""
    return row.deadline_end is not None and today > row.deadline_end


def target_of(row: Activity) -> Decimal | None:
    """The number to be reached; of an inspection the schools to visit."""
    if row.is_inspection and row.inspection.target_count is not None:
        return Decimal(row.inspection.target_count)
    return row.target


def lacks_target(row: Activity) -> bool:
    """Whether a row that is measured (it gives a unit or a baseline) has no number to reach.

    Asked of the row alone: what is written in one row blames no other.
    """
    return bool(row.unit or row.baseline_raw) and target_of(row) is None


def _counted(
    plan: Plan, row: Activity, target: Decimal, facts: Sequence[Fact], today: datetime.date
) -> Progress:
    start = row.counted_from
    reached = (start or Decimal(0)) + sum((fact.amount for fact in facts), Decimal(0))
    kept = start == target
    # Schools that nobody visited are none; of any other value nothing is known without a record.
    now = reached if facts or (row.is_inspection and not kept) else None
    first, last = _stretch(plan, row)
    shown = indicator(
        _unit(row),
        target=target,
        baseline=start,
        now=now,
        expected=_expected(first, last, today),
        is_over=_has_passed(row, today),
    )
    if kept and now is None:
        return Progress(shown, _age_without_number(plan, row, facts, today), ())
    met = now is not None and share_covered(start or Decimal(0), target, now) >= 1
    # What is to be kept is met every day and done only when the time is over.
    done = met and (not kept or today > last)
    return Progress(shown, done_age() if done else shown.age, tuple(facts))


def _unit(row: Activity) -> str:
    if row.is_inspection and not row.unit:
        return _("schools visited")
    return row.unit or row.indicator_raw or _("value")


def _in_words(row: Activity) -> Indicator:
    return text_indicator(
        row.unit or row.indicator_raw,
        row.target_raw or _("not given"),
        is_wanting=lacks_target(row),
    )


def _stretch(plan: Plan, row: Activity) -> tuple[datetime.date, datetime.date]:
    """The days of the row; where it has none, those of the plan."""
    last = row.deadline_end or plan.ends_on
    first = row.deadline_start or plan.starts_on
    return (first, last) if first < last else (last, last)


def _expected(first: datetime.date, last: datetime.date, today: datetime.date) -> Decimal:
    """The share of the time that has passed, 0 to 1."""
    if today <= first:
        return Decimal(0)
    if today >= last:
        return Decimal(1)
    return Decimal((today - first).days) / Decimal((last - first).days)


def _age_without_number(
    plan: Plan, row: Activity, facts: Sequence[Fact], today: datetime.date
) -> Age:
    first, _last = _stretch(plan, row)
    was_done = any(fact.kind != FactKind.NOT_DONE for fact in facts)
    if _has_passed(row, today):
        overdue = Age(Tone.BAD, Shape.SQUARE, pgettext("a deadline", "overdue"))
        return done_age() if was_done else overdue
    if today < first:
        return upcoming_age()
    return Age(Tone.OK, Shape.CIRCLE, pgettext("a deadline", "on schedule"))
