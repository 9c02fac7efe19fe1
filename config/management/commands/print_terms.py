"""``manage.py print_terms``: all legal terms as Markdown, drawn from the rules themselves."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from workflows.queries.terms import Law, Worded, laws
from workflows.terms.law import term_of

HEADER = """# Legal terms

Printed by `./run manage print_terms`; do not edit by hand. The rules are data in
`approvals/law` and `inspections/law`; what is decided about counting stands in ADR 11.
"""


def page() -> str:
    """The whole page."""
    with translation.override("en"):
        return "\n".join([HEADER, *(line for law in laws() for line in _law(law))])


def _law(law: Law) -> Iterator[str]:
    term = law.term
    yield f"## {str(term.label)[0].upper()}{str(term.label)[1:]} (`{term.name}`)\n"
    for worded in law.texts:
        yield f"- {_worded(worded)}"
    yield f"- Starts: {term.starts}"
    yield f"- Stops: {term.stops}"
    yield f"- Pauses: {term.pauses}"
    if term.passes:
        yield f"- When it passes: {term.passes}"
    if term.then:
        yield f"- Then begins: {', '.join(f'`{term_of(name).name}`' for name in term.then)}"
    if term.tells:
        yield f"- Then hears: {', '.join(f'`{to.right.value}`' for to in term.tells)}"
    yield ""


def _worded(worded: Worded) -> str:
    wording = worded.wording
    force = f"{wording.valid_from or '…'} – {wording.valid_to or '…'}"
    return (
        f"{wording.article} ({force}): {wording.text} {worded.length}; last day: {worded.last_day}"
    )


class Command(BaseCommand):
    """Print ``docs/terms.md``."""

    help = "Print all legal terms as Markdown."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the page to standard output."""
        self.stdout.write(page(), ending="")
