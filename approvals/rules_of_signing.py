"""What is asked of a text before somebody signs it (docs/lint.md)."""

from copy import copy
from typing import Any

from django.utils.translation import ngettext

from plans.lint import grave_findings, is_known_clean, key_of
from plans.lint.signing import FACT, without_reason
from plans.models import Plan
from workflows.rules import rule
from workflows.taken import Case

NAMED = 3
SETTLED_BY = {"strategy_expired": "strategy_until"}
"""What is entered with the step itself is judged by its own rule."""


def is_without_grave_findings(plan: Plan) -> bool:
    """Whether signing needs no reason: then a yes is enough."""
    return not grave_findings(plan)


@rule("чл. 197, ал. 3 и чл. 258 ЗПУО; чл. 16, ал. 1–2 ПУФРУО", of_facts=True)
def grave_findings_are_reasoned(case: Case) -> Any:
    """Who signs a text over a grave finding of the linter says why."""
    plan = _as_signed(case)
    grave = [] if _is_settled(case) else grave_findings(plan)
    if not grave:
        # Saved with the step: the next one does not read the same text again.
        case.document.clean_as = key_of(plan)
    lacking = without_reason(grave, case.facts.get(FACT, ()))
    open_ = [one for one in lacking if SETTLED_BY.get(one.rule.name) not in case.facts]
    if not open_:
        return None
    return ngettext(
        "Signed over %(n)s grave finding only with a reason: %(findings)s",
        "Signed over %(n)s grave findings only with a reason for each: %(findings)s",
        len(open_),
    ) % {"n": len(open_), "findings": " ".join(map(str, open_[:NAMED]))}


def _is_settled(case: Case) -> bool:
    """Whether the text was clean without what is entered with the step: of that the rule asks."""
    return all(case.facts.get(name) for name in SETTLED_BY.values()) and is_known_clean(
        case.document
    )


def _as_signed(case: Case) -> Plan:
    """The plan with what is entered with the step."""
    plan: Plan = copy(case.document)
    for name in SETTLED_BY.values():
        setattr(plan, name, case.facts.get(name) or getattr(plan, name))
    plan.strategy = case.facts.get("strategy") or plan.strategy
    return plan
