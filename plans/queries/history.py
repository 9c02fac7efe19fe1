"""The history of a plan in words: who did what, in which post, for whom, on which revision."""

from typing import Any

from django.utils.translation import gettext as _

from institutions.models import Person
from plans.models import Plan
from workflows.display import LogLine
from workflows.models import Record
from workflows.telling import done
from workflows.wording import table_date

EDITS = {"edit_row", "add_row", "delete_row", "answer_remark"}


def history_of(plan: Plan, person: Person, *, since_last: int | None = None) -> list[LogLine]:
    """The records open to a person as lines, the newest first; ``since_last``: at most so many."""
    rows = (
        plan.records_open_to(person)
        .select_related("actor", "post", "substitution__absent")
        .order_by("-sequence")
    )
    return [_line(plan, record) for record in rows[:since_last]]


def _line(plan: Plan, record: Record) -> LogLine:
    return LogLine(
        what=done(plan, record.step),
        when=record.at,
        who=record.actor.name if record.actor else "",
        acting_for=record.stood_in_for,
        note=" · ".join(_details(record)),
        is_key=record.step not in EDITS,
    )


def _details(record: Record) -> list[str]:
    """Post, revision, day on paper when it differs, the row, the note."""
    parts = [record.title]
    if record.revision:
        parts.append(_("version %(number)s") % {"number": record.revision})
    if record.on != record.at.date():
        parts.append(_("act of %(day)s") % {"day": table_date(record.on)})
    number = _fact(record.facts, "row")
    parts.append(_("row %(number)s") % {"number": number} if number else "")
    parts += [_fact(record.facts, "file"), record.note]
    return [part for part in parts if part]


def _fact(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    return str(value) if isinstance(value, str | int) else ""
