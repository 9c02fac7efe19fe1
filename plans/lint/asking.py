"""The linter asked about a plan: what it finds in the text that is about to be signed."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from institutions import asked
from plans.compare import rows_of
from plans.lint.model import Gravity, Text
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
    """Those in the text under judgement over which nobody signs without a reason.

    A text that was found clean before, at an earlier step, is not read again.
    """
    if is_known_clean(plan):
        return []
    return [found for found in _found_grave(plan) if found.is_grave]


def is_known_clean(plan: Plan) -> bool:
    """Whether the text, as it stands, was read before and nothing grave found."""
    return bool(plan.clean_as) and plan.clean_as == key_of(plan)


def remember_clean(plan: Plan) -> None:
    """Keep that a text is clean: it is read after it changes, so that no step waits for that.

    Asked without the plan's lock: a text that has changed meanwhile is not taken for this one.
    """
    key = key_of(plan)
    if key and key != plan.clean_as and not grave_findings(plan):
        Plan.objects.filter(pk=plan.pk, version=plan.version).update(clean_as=key)


def key_of(plan: Plan) -> str:
    """Names all that the rules look at, and the rules: with any of them it becomes another.

    Empty for a text without a fingerprint.
    """
    if not plan.judged:
        return ""
    seen = (plan.judged, plan.plan_kind, plan.starts_on, plan.ends_on, plan.strategy)
    also = (plan.strategy_until, plan.decided_on, _rules())
    return hashlib.sha256(repr((*map(str, seen), *map(str, also))).encode()).hexdigest()


def _found_grave(plan: Plan) -> list[Finding]:
    """On a page with what the other rules find, for the step that is taken by the grave ones."""
    revision = judged(plan)
    if asked.is_keeping():
        return findings_of(revision)
    text = text_of(revision, rows_of([revision])[revision])
    grave = (rule for rule in RULES if rule.gravity is Gravity.GRAVE)
    return [found for rule in grave for found in rule.findings(text)]


@cache
def _rules() -> str:
    """The rules as they are written: a mended one looks at every text anew."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()
