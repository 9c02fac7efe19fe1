"""The linter: named rules about the text of a plan, asked before it is signed.

Each rule says its gravity, the article or practice it comes from with its dates of force, and
the cell that it points at. All of them stand in ``docs/lint.md``.
"""

from plans.lint import inspections, numbers, people, terms, values, whole
from plans.lint.asking import (
    findings_in,
    findings_of,
    grave_findings,
    is_known_clean,
    judged,
    key_of,
    remember_clean,
)
from plans.lint.model import Column, Gravity, Text
from plans.lint.rule import RULES, Finding, LintRule

__all__ = [
    "RULES",
    "Column",
    "Finding",
    "Gravity",
    "LintRule",
    "Text",
    "findings_in",
    "findings_of",
    "grave_findings",
    "inspections",
    "is_known_clean",
    "judged",
    "key_of",
    "numbers",
    "people",
    "remember_clean",
    "terms",
    "values",
    "whole",
]
