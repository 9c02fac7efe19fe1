"""What a report says of a row and of each fact, in sentences; every number comes from records."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.models import Activity, Fact
from plans.queries.progress import Progress
from plans.states import FactKind
from workflows.display import Indicator
from workflows.wording import number, percent, table_date


def lead_of(progress: Progress, facts: Sequence[Fact]) -> str:
    """How far a row is; a target in words is reported in words."""
    if any(fact.gives_up for fact in facts):
        return _("Withdrawn: not to be carried out.")
    if not facts:
        return _("There is no record of execution.")
    total, shown = reached_by(facts), progress.indicator
    if shown is None or shown.text:
        return _in_words(shown, total)
    told = {"now": shown.now, "target": shown.target, "share": percent(shown.percent)}
    if shown.baseline in ("–", "0"):
        return _("Reached %(now)s of %(target)s (%(share)s).") % told
    return _("Reached %(now)s of %(target)s from a baseline of %(start)s (%(share)s).") % {
        **told,
        "start": shown.baseline,
    }


def reached_by(facts: Sequence[Fact]) -> Decimal:
    """The sum of facts."""
    return sum((fact.amount for fact in facts), Decimal(0))


def _in_words(shown: Indicator | None, total: Decimal) -> str:
    target = _("Target: %(target)s.") % {"target": str(shown.text).rstrip(". ")} if shown else ""
    done = _("Reported: %(total)s.") % {"total": number(total)} if total else ""
    return " ".join(filter(None, [target, done]))


def clause_of(fact: Fact, row: Activity) -> str:
    """The sentence of a fact: what, when, and how much where it counts."""
    told = {"what": fact.what.rstrip(". "), "details": _details(fact, row)}
    if fact.gives_up:
        return _("Inspection withdrawn: %(what)s (%(details)s).") % told
    if fact.kind == FactKind.NOT_DONE and row.text.startswith(fact.what):
        # The row says itself what it is.
        why = {"what": fact.reason.rstrip(". "), "details": table_date(fact.on)}
        return _("Not carried out: %(what)s (%(details)s).") % why
    return _sentences()[FactKind(fact.kind)] % {**told, "number": fact.act_number}


def _sentences() -> dict[FactKind, str]:
    return {
        FactKind.INSPECTION: _("Inspection carried out: %(what)s (%(details)s)."),
        FactKind.MEETING: _("Meeting held: %(what)s (%(details)s)."),
        FactKind.TRAINING: _("Training held: %(what)s (%(details)s)."),
        FactKind.DECISION: _("Act № %(number)s: %(what)s (%(details)s)."),
        FactKind.EVIDENCE: _("Evidence: %(what)s (%(details)s)."),
        FactKind.MANUAL: _("%(what)s (%(details)s)."),
        FactKind.NOT_DONE: _("Not carried out: %(what)s (%(details)s)."),
    }


def _details(fact: Fact, row: Activity) -> str:
    """The day; how much it counts, in the unit of the row; why nothing was done."""
    counts = fact.amount and fact.kind != FactKind.INSPECTION
    unit = row.unit or _("amount")
    parts = [
        table_date(fact.on),
        f"{unit}: {number(fact.amount)}" if counts else "",
        fact.reason.rstrip(". ") if fact.kind == FactKind.NOT_DONE else "",
    ]
    return "; ".join(filter(None, parts))


def source_of(fact: Fact) -> str:
    """What the record of a clause is: „Среща, 12.03.2026“."""
    return f"{fact.get_kind_display()}, {table_date(fact.on)}"
