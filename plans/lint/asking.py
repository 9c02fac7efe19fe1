"""The linter asked about a plan: what it finds in the text that is about to be signed."""

from collections.abc import Sequence

from institutions import asked
from plans.compare import rows_of
from plans.lint.model import Text
from plans.lint.rule import RULES, Finding
from plans.lint.text import text_of
from plans.models import Activity, Plan, Revision


def findings_in(text: Text) -> list[Finding]:
    """What all rules find in a text."""
    return [found for rule in RULES for found in rule.findings(text)]


def findings_of(revision: Revision, rows: Sequence[Activity] | None = None) -> list[Finding]:
    """What they find in a revision; ``rows`` where they were fetched already. Asked once a page."""

    def ask() -> list[Finding]:
        fetched = rows_of([revision])[revision] if rows is None else rows
        return findings_in(text_of(revision, fetched))

    return asked.once(("findings", revision.pk), ask)


def judged(plan: Plan, known: Revision | None = None) -> Revision:
    """The text under judgement; ``known`` where a page has fetched it already."""
    return asked.once(("judged", plan.pk), lambda: known or plan.latest)


def grave_findings(plan: Plan) -> list[Finding]:
    """Those in the text under judgement over which nobody signs without a reason."""
    return [found for found in findings_of(judged(plan)) if found.is_grave]
