"""``manage.py print_lint``: the rules of the linter as Markdown, drawn from the rules."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from plans.lint import RULES, Gravity, LintRule

HEADER = """# The linter before signing

Printed by `./run manage print_lint`; do not edit by hand. The rules stand in `plans/lint`.
A rule is asked of plans whose period begins while it is in force. Over a grave finding nobody
signs without a reason; the reason is kept in the record of the step.
"""
MEANING = {
    Gravity.GRAVE: "Grave: signed over only with a reason",
    Gravity.WARNING: "Warnings",
    Gravity.NOTE: "Notes",
}


def page() -> str:
    """The whole page."""
    with translation.override("en"):
        return "\n".join([HEADER, *(line for gravity in MEANING for line in _part(gravity))])


def _part(gravity: Gravity) -> Iterator[str]:
    yield f"## {MEANING[gravity]}\n"
    yield "| Rule | What is looked for | What is right | Cell | From | In force |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for rule in RULES:
        if rule.gravity is gravity:
            yield _row(rule)
    yield ""


def _row(rule: LintRule) -> str:
    force = f"{rule.valid_from or '…'} – {rule.valid_to or '…'}" if rule.article else "–"
    column = str(rule.column.label) if rule.column else "–"
    cells = (f"`{rule.name}`", str(rule.title), rule.summary, column, rule.source, force)
    return f"| {' | '.join(cells)} |"


class Command(BaseCommand):
    """Print ``docs/lint.md``."""

    help = "Print the rules of the linter as Markdown."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the page to standard output."""
        self.stdout.write(page(), ending="")
