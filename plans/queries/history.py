"""The history of a plan in words: who did what, in which post, for whom, on which revision."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Person
from plans.models import Plan
from workflows.display import LogLine, Text
from workflows.flow import flow_of
from workflows.models import Record
from workflows.wording import table_date

#: Steps as they are told afterwards; a step that is missing here is told by its label.
SAID: dict[str, Text] = {
    "create": gettext_lazy("made the plan"),
    "import": gettext_lazy("imported a file"),
    "edit_row": gettext_lazy("edited a row"),
    "add_row": gettext_lazy("added a row"),
    "delete_row": gettext_lazy("deleted a row"),
    "answer_remark": gettext_lazy("answered a remark"),
    "submit": gettext_lazy("submitted the plan"),
    "register": gettext_lazy("entered the plan in the register"),
    "agree": gettext_lazy("agreed the plan"),
    "return_for_rework": gettext_lazy("returned the plan for rework"),
    "return_by_council": gettext_lazy(
        "recorded that the pedagogical council did not adopt the plan"
    ),
    "reopen": gettext_lazy("opened the agreed text for change"),
    "put_to_council": gettext_lazy("put the plan to the council"),
    "schedule": gettext_lazy("put the plan on the agenda"),
    "adopt": gettext_lazy("recorded the adoption"),
    "reject": gettext_lazy("recorded the rejection"),
    "dispatch": gettext_lazy("sent the decision"),
    "receive": gettext_lazy("recorded the receipt of the decision"),
    "return_by_mayor": gettext_lazy("returned the decision for new discussion"),
    "return_by_governor": gettext_lazy("recorded the return of the decision by the governor"),
    "readopt": gettext_lazy("recorded the new adoption"),
    "repeal": gettext_lazy("recorded the repeal"),
    "enter_force": gettext_lazy("recorded the entry into force"),
    "start_execution": gettext_lazy("started the execution"),
    "report": gettext_lazy("reported the plan"),
    "approve": gettext_lazy("approved the plan"),
    "publish": gettext_lazy("published the plan"),
    "propose_change": gettext_lazy("proposed a change"),
    "approve_change": gettext_lazy("approved the change"),
    "withdraw_change": gettext_lazy("withdrew the change"),
    "archive": gettext_lazy("archived the plan"),
    "confirm": gettext_lazy("confirmed the plan by order"),
    "change": gettext_lazy("opened the plan for change"),
}
EDITS = {"edit_row", "add_row", "delete_row", "answer_remark"}


def history_of(plan: Plan, person: Person, *, since_last: int | None = None) -> list[LogLine]:
    """The records open to a person as lines, the newest first; ``since_last``: at most so many."""
    rows = (
        plan.records_open_to(person)
        .select_related("actor", "post", "acting_for")
        .order_by("-sequence")
    )
    return [_line(plan, record) for record in rows[:since_last]]


def _line(plan: Plan, record: Record) -> LogLine:
    return LogLine(
        what=said(plan, record.step),
        when=record.at,
        who=record.actor.name if record.actor else "",
        acting_for=record.acting_for.name if record.acting_for else "",
        note=" · ".join(_details(record)),
        is_key=record.step not in EDITS,
    )


def said(plan: Plan, step: str) -> Text:
    """A step in the words of the history."""
    told = flow_of(plan).steps.get(step)
    return SAID.get(step) or (told.label if told else step)


def _details(record: Record) -> list[str]:
    """Post, revision, day on paper when it differs, the row, the note."""
    parts = [record.post.title if record.post else ""]
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
