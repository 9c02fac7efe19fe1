"""What is looked at before a plan is signed: unmet rules, gaps in rows, doubts, open remarks."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import Activity, Plan, Remark
from plans.queries.page import RowView, Show, Table
from plans.states import PlanKind
from workflows.display import Check, Checks, Tone
from workflows.steps import Offer

NAMED = 6


def checks_of(
    plan: Plan, table: Table, offers: Sequence[Offer], remarks: Sequence[Remark]
) -> Checks:
    """All checks of a plan, whoever looks; the unmet rules are those of the steps offered."""
    rows = [
        _targets(table),
        _responsible(table.views),
        _inside_period(plan, table.views),
        *_strategy(plan),
        _remarks(remarks),
        *_doubts(table),
    ]
    return Checks([*_rules(offers), *rows])


def _rules(offers: Iterable[Offer]) -> list[Check]:
    """Each unmet rule once, although several steps may ask for it."""
    found = {unmet.name: unmet for offer in offers for unmet in offer.missing}
    return [Check(unmet.sentence, Tone.BAD, sub=unmet.article) for unmet in found.values()]


def _numbers(views: Sequence[RowView]) -> str:
    """„2.3, 3.3 и още 4“."""
    shown = ", ".join(view.row.number or view.row.text[:30] for view in views[:NAMED])
    rest = len(views) - NAMED
    return _("%(rows)s and %(n)s more") % {"rows": shown, "n": rest} if rest > 0 else shown


def _targets(table: Table) -> Check:
    without = [view for view in table.views if view.lacks_target]
    if not without:
        return Check(_("Targets are numbers where a unit or a baseline is given"))
    words = ngettext(
        "%(n)s activity without a target as a number",
        "%(n)s activities without a target as a number",
        len(without),
    ) % {"n": len(without)}
    named = _("A unit or a baseline is given, and no number to reach: %(rows)s.")
    sub = named % {"rows": _numbers(without)}
    return Check(words, Tone.WARN, f"?show={Show.DOUBTS}", sub)


def _responsible(views: Sequence[RowView]) -> Check:
    def named(row: Activity) -> bool:
        return bool(row.responsible_raw or (row.is_inspection and row.inspection.responsible))

    return _all(
        views, named, _("Each activity names who is responsible"), _("Without a person responsible")
    )


def _inside_period(plan: Plan, views: Sequence[RowView]) -> Check:
    def inside(row: Activity) -> bool:
        # A month that begins before the plan does and ends within it is meant from the plan on.
        last = row.deadline_end or row.deadline_start
        return last is None or plan.starts_on <= last <= plan.ends_on

    return _all(
        views,
        inside,
        _("All terms are within the period of the plan"),
        _("Terms outside the period of the plan"),
    )


def _all(
    views: Sequence[RowView], is_right: Callable[[Activity], bool], good: str, bad: str
) -> Check:
    wrong = [view for view in views if not is_right(view.row)]
    if not wrong:
        return Check(good)
    return Check(f"{bad}: {len(wrong)}", Tone.WARN, f"#{wrong[0].row.anchor}", _numbers(wrong))


def _strategy(plan: Plan) -> list[Check]:
    """The strategy that a municipal plan carries out (ЗПУО чл. 197, ал. 1–3)."""
    if plan.plan_kind != PlanKind.MUNICIPAL:
        return []
    if plan.strategy and plan.strategy_until and plan.strategy_until >= plan.ends_on.year:
        return [Check(_("Carries out a strategy that is in force"), sub=plan.strategy)]
    return [Check(_("The strategy in force is not named yet"), Tone.WARN, sub=plan.strategy)]


def _remarks(remarks: Sequence[Remark]) -> Check:
    unanswered = [remark for remark in remarks if remark.is_open and not remark.answer]
    if not unanswered:
        return Check(_("No remark without an answer"))
    words = ngettext(
        "%(n)s remark without an answer", "%(n)s remarks without an answer", len(unanswered)
    ) % {"n": len(unanswered)}
    return Check(words, Tone.WARN, "#remarks")


def _doubts(table: Table) -> list[Check]:
    """How many doubts of the reading still stand: the grave ones, as they were decided."""
    grave = sum(note.stands for note in table.grave_notes)
    others = sum(note.stands for note in table.other_notes)
    checks = []
    if grave:
        words = ngettext(
            "%(n)s grave note of the reading left as printed",
            "%(n)s grave notes of the reading left as printed",
            grave,
        ) % {"n": grave}
        at_rows = any(note.rows for note in table.grave_notes)
        where = _("Each stands beside its row.") if at_rows else ""
        checks.append(Check(words, Tone.WARN, "#reading", where))
    if others:
        words = ngettext(
            "%(n)s more doubt of the reading", "%(n)s more doubts of the reading", others
        ) % {"n": others}
        checks.append(Check(words, Tone.WARN, f"?show={Show.DOUBTS}"))
    return checks
