"""Which steps a document has passed, and to which of them it may go back.

A return names the step that is taken anew. Steps of a round that was begun again, by a return or
by taking an early step once more, no longer count as passed.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from institutions import asked
from workflows.flow import Step, flow_of
from workflows.models import Record
from workflows.rules import Rule, Sentence
from workflows.taken import Case


@dataclass(frozen=True)
class WayBack:
    """A return that is open to a document, and the record of the step that would be taken anew."""

    step: Step
    record: Record


def passed(document: Any) -> dict[str, Record]:
    """The steps that a document stands behind, in the order in which it passed them."""
    return asked.once(("passed", document.pk), lambda: _passed(document))


def _passed(document: Any) -> dict[str, Record]:
    steps = flow_of(document).steps
    found: dict[str, Record] = {}
    rows = Record.objects.filter(document_id=document.pk, step__in=steps).order_by("sequence")
    for record in rows.select_related("actor", "acting_for", "post__institution"):
        back_to = steps[record.step].back_to
        found = _before(found, back_to or record.step)
        if not back_to:
            found[record.step] = record
    return found


def _before(found: dict[str, Record], step: str) -> dict[str, Record]:
    names = list(found)
    kept = names[: names.index(step)] if step in found else names
    return {name: found[name] for name in kept}


def ways_back(document: Any, told: Step) -> list[WayBack]:
    """The returns among which whoever takes one may choose, the farthest back first."""
    offered = told.computed_in or told.name
    ways = {
        one.back_to: one
        for one in flow_of(document).steps.values()
        if one.back_to and offered in (one.name, one.computed_in) and document.state in one.sources
    }
    return [
        WayBack(ways[name], record) for name, record in passed(document).items() if name in ways
    ]


def rules_of(told: Step) -> tuple[Rule, ...]:
    """The rules of a step; of a return also that the document was there."""
    return (*told.rules, _went_through(told.back_to)) if told.back_to else told.rules


@cache
def _went_through(step: str) -> Rule:
    def asks(case: Case) -> Sentence | None:
        if step in passed(case.document):
            return None
        return _("The document has not passed this step: it cannot go back to it.")

    summary = "A document goes back only to a step that it passed."
    return Rule("went_through", asks, "", summary)
