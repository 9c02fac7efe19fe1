"""What is looked at before a plan is signed: unmet rules, the linter, doubts, open remarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import lint
from plans.lint import Finding, Gravity, LintRule
from plans.lint.signing import SignedOver, reasons_by_finding
from plans.models import Remark, Revision
from plans.queries.page import Show, Table
from workflows.display import Check, Checks, Tone
from workflows.models import Record
from workflows.rules import Unmet
from workflows.steps import Offer
from workflows.wording import table_date

NAMED, TOLD = 6, 3
LINTED = {
    "numbering_duplicate",
    "numbering_gap",
    "number_missing",
    "date_order",
    "range_without_dash",
    "deadline_unclear",
    "deadline_outside_period",
    "empty_cell",
    "baseline_without_number",
    "target_open",
    "target_below_baseline",
    "target_mismatch",
    "institution_twice",
    "no_institutions",
    "personal_name",
    "department_spelling",
    "mixed_alphabet",
    "adopted_late",
    "decision_blank",
    "signoff_incomplete",
}
"""Kinds of doubts about the reading that the linter asks of the text as it stands now."""

Reasons = dict[str, list[tuple[SignedOver, Record]]]


@dataclass(frozen=True)
class Linted:
    """What the linter finds in the text that is shown, and over what was signed before."""

    findings: Sequence[Finding]
    reasons: Reasons
    asked: int

    @property
    def by_rule(self) -> list[tuple[LintRule, list[Finding]]]:
        """The findings of each rule that found something, the gravest first."""
        order = sorted(self.findings, key=lambda one: -one.rule.gravity)
        return [(rule, list(run)) for rule, run in groupby(order, key=lambda one: one.rule)]


def linted_of(revision: Revision, table: Table, moves: Sequence[Record]) -> Linted:
    """The findings in the rows that the page has fetched."""
    findings = lint.findings_of(revision, [view.row for view in table.views])
    asked = [rule for rule in lint.RULES if rule.in_force(revision.plan.starts_on)]
    return Linted(findings, reasons_by_finding(moves), len(asked))


def checks_of(
    linted: Linted, table: Table, offers: Sequence[Offer], remarks: Sequence[Remark]
) -> Checks:
    """All checks of a plan, whoever looks; the unmet rules are those of the steps offered."""
    return Checks([*_rules(offers), *_linted(linted), _remarks(remarks), *_doubts(table)])


def _rules(offers: Iterable[Offer]) -> list[Check]:
    """Each unmet rule once, although several steps may ask for it."""
    found = {unmet.name: unmet for offer in offers for unmet in offer.missing}
    return [
        Check(unmet.sentence, Tone.BAD, _lead(unmet), unmet.article) for unmet in found.values()
    ]


def _lead(unmet: Unmet) -> str:
    """Where all that is missing stands together: the last place to which a rule leads."""
    return unmet.leads[-1].url if unmet.leads else ""


def _linted(linted: Linted) -> list[Check]:
    """A line for each rule that found something, and one for all that found nothing."""
    wrong = linted.by_rule
    quiet = linted.asked - len(wrong)
    words = ngettext(
        "%(n)s rule of the linter finds nothing", "%(n)s rules of the linter find nothing", quiet
    )
    lines = [_line(rule, found, linted.reasons) for rule, found in wrong]
    return [*lines, Check(words % {"n": quiet})] if quiet else lines


def _line(rule: LintRule, found: Sequence[Finding], reasons: Reasons) -> Check:
    is_grave = rule.gravity is Gravity.GRAVE
    said = [str(one) for one in found[:TOLD]] if len(found) <= TOLD or is_grave else []
    parts = [*(said or [_places(found)]), _more(len(found) - len(said)) if said else ""]
    parts += [_reason(given) for one in found for given in reasons.get(one.key, ())]
    return Check(
        f"{rule.title}: {len(found)}",
        Tone.BAD if is_grave else Tone.WARN,
        next((f"#a-{one.row.identity.hex[:12]}" for one in found if one.row), ""),
        " · ".join(filter(None, (*parts, rule.article))),
    )


def _places(found: Sequence[Finding]) -> str:
    """„2.3, 3.3 и още 4“."""
    shown = ", ".join(one.row.name for one in found[:NAMED] if one.row)
    return " ".join(filter(None, (shown, _more(len(found) - NAMED))))


def _more(rest: int) -> str:
    return _("and %(n)s more") % {"n": rest} if rest > 0 else ""


def _reason(given: tuple[SignedOver, Record]) -> str:
    """Who signed over it, and why."""
    reason, record = given
    said = {
        "name": record.actor.name if record.actor else "",
        "day": table_date(record.on),
        "reason": reason.reason,
    }
    return _("signed over by %(name)s on %(day)s: %(reason)s") % said


def _remarks(remarks: Sequence[Remark]) -> Check:
    unanswered = [remark for remark in remarks if remark.is_open and not remark.answer]
    if not unanswered:
        return Check(_("No remark without an answer"))
    words = ngettext(
        "%(n)s remark without an answer", "%(n)s remarks without an answer", len(unanswered)
    ) % {"n": len(unanswered)}
    return Check(words, Tone.WARN, "#remarks")


def _doubts(table: Table) -> list[Check]:
    """How many doubts of the reading still stand: the grave ones, as they were decided, and the
    others that are no matter of the linter.
    """
    grave = sum(note.stands for note in table.grave_notes)
    others = sum(note.stands and note.doubt.kind not in LINTED for note in table.other_notes)
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
