"""The history of a document as its page shows it, with the check of its chain."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Person
from workflows.display import Text
from workflows.flow import flow_of
from workflows.models import Record

# What is recorded beside the steps of a flow: openings and changes of content inside a state.
CONTENT: dict[str, Text] = {
    "create": gettext_lazy("Made"),
    "import": gettext_lazy("File imported"),
    "propose": gettext_lazy("Opened by the approved plan"),
    "open": gettext_lazy("Opened by the order"),
    "edit_row": gettext_lazy("Row edited"),
    "add_row": gettext_lazy("Row added"),
    "delete_row": gettext_lazy("Row deleted"),
    "answer_remark": gettext_lazy("Remark answered"),
    "match_school": gettext_lazy("School matched to the register"),
    "choose_school": gettext_lazy("School added"),
    "remove_school": gettext_lazy("School removed"),
    "register_school": gettext_lazy("School entered in the register"),
    "save_answer": gettext_lazy("Question answered"),
    "add_photo": gettext_lazy("Photo added"),
    "delete_photo": gettext_lazy("Photo deleted"),
    "add_measure": gettext_lazy("Measure added"),
    "edit_measure": gettext_lazy("Measure changed"),
    "delete_measure": gettext_lazy("Measure deleted"),
    "reply_to_measure": gettext_lazy("Reply to a measure"),
    "add_evidence": gettext_lazy("Evidence attached"),
    "delete_evidence": gettext_lazy("Evidence deleted"),
}


@dataclass(frozen=True)
class Line:
    """One record with its words."""

    record: Record
    step: Text
    state: Text

    @property
    def short_hash(self) -> str:
        """The beginning of the hash: enough to compare by eye."""
        return self.record.hash[:12]


def records_of(document: Any, person: Person) -> QuerySet[Record]:
    """The records of a document that are open to a person, with their people, the oldest first."""
    found: QuerySet[Record] = document.records_open_to(person).select_related(
        "actor", "post__institution", "acting_for", "substitution"
    )
    return found


def lines(document: Any, found: Iterable[Record]) -> list[Line]:
    """Records in words."""
    flow = flow_of(document)
    states = dict(flow.states.choices)
    return [
        Line(one, step_label(document, one.step), states.get(one.target, one.target))
        for one in found
    ]


def step_label(document: Any, step: str) -> Text:
    """What a recorded step is called; one that the code no longer knows keeps its name."""
    told = flow_of(document).steps.get(step)
    if told:
        label: Text = told.label
        return label
    return CONTENT.get(step) or _("Changed: %(step)s") % {"step": step.replace("_", " ")}
