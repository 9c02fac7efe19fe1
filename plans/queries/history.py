"""The history of a plan in words: who did what, in which post, for whom, on which revision."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from plans.lint.signing import told_in
from plans.models import Plan
from workflows.display import LogLine
from workflows.models import Record
from workflows.telling import done
from workflows.wording import table_date

EDITS = {
    *("edit_row", "add_row", "delete_row", "answer_remark"),
    *("add_fact", "withdraw_fact", "edit_clause", "take_clause", "leave_clause"),
}


def lines_of(plan: Plan, records: Iterable[Record]) -> list[LogLine]:
    """Records as lines."""
    return [_line(plan, record) for record in records]


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
    parts += [_fact(record.facts, "what"), _fact(record.facts, "file"), record.note]
    parts += dict(told_in([record])).values()
    return [part for part in parts if part]


def _fact(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    return str(value) if isinstance(value, str | int) else ""
