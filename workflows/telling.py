"""How a step that was taken is told: in the history, in the message after it, to who was slower.

Forms without a person („Съгласувано“): they stand beside any name, whatever its gender.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from institutions.models import Person
from workflows import desks
from workflows.display import Text
from workflows.flow import flow_of
from workflows.models import Desk
from workflows.wording import table_date

# What is recorded beside the steps of a flow: openings and changes of content inside a state.
CONTENT: dict[str, Text] = {
    "create": pgettext_lazy("done", "Made"),
    "import": pgettext_lazy("done", "File imported"),
    "propose": pgettext_lazy("done", "Opened by the approved plan"),
    "follow_plan": pgettext_lazy("done", "Changed with its row of the plan"),
    "leave_plan": pgettext_lazy("done", "Its row left the plan"),
    "return_to_plan": pgettext_lazy("done", "Its row is in the plan again"),
    "open": pgettext_lazy("done", "Opened by the order"),
    "open_follow_up": pgettext_lazy("done", "Opened by the decision on a follow-up"),
    "follow_up_reported": pgettext_lazy("done", "Follow-up visit reported"),
    "follow_up_withdrawn": pgettext_lazy("done", "Follow-up withdrawn"),
    "recount_term": pgettext_lazy("done", "Term counted anew"),
    "edit_row": pgettext_lazy("done", "Row edited"),
    "add_row": pgettext_lazy("done", "Row added"),
    "delete_row": pgettext_lazy("done", "Row deleted"),
    "attach_signature": pgettext_lazy("done", "Signed file attached"),
    "add_fact": pgettext_lazy("done", "Fact entered"),
    "withdraw_fact": pgettext_lazy("done", "Fact withdrawn"),
    "date_report": pgettext_lazy("done", "Report drafted for a day"),
    "edit_clause": pgettext_lazy("done", "Clause of the report edited"),
    "take_clause": pgettext_lazy("done", "Clause taken into the report"),
    "leave_clause": pgettext_lazy("done", "Clause left out of the report"),
    "answer_remark": pgettext_lazy("done", "Remark answered"),
    "match_school": pgettext_lazy("done", "School matched to the register"),
    "choose_school": pgettext_lazy("done", "School added"),
    "remove_school": pgettext_lazy("done", "School removed"),
    "register_school": pgettext_lazy("done", "School entered in the register"),
    "save_answer": pgettext_lazy("done", "Question answered"),
    "add_photo": pgettext_lazy("done", "Photo added"),
    "delete_photo": pgettext_lazy("done", "Photo deleted"),
    "add_measure": pgettext_lazy("done", "Measure added"),
    "edit_measure": pgettext_lazy("done", "Measure changed"),
    "delete_measure": pgettext_lazy("done", "Measure deleted"),
    "reply_to_measure": pgettext_lazy("done", "Reply to a measure written"),
    "add_evidence": pgettext_lazy("done", "Evidence attached"),
    "ask_opinions": pgettext_lazy("done", "Opinions asked for"),
    "give_opinion": pgettext_lazy("done", "Opinion given"),
    "end_opinions": pgettext_lazy("done", "Opinions are in"),
    "withdraw_opinions": pgettext_lazy("done", "Request for opinions withdrawn"),
    "delete_evidence": pgettext_lazy("done", "Evidence deleted"),
}


def done(document: Any, step: str) -> Text:
    """What a recorded step is called; one that the code no longer knows keeps its name."""
    told = flow_of(document).steps.get(step)
    if told:
        form: Text = told.done
        return form
    return CONTENT.get(step) or _("Changed: %(step)s") % {"step": step.replace("_", " ")}


def outcome(document: Any, step: str, reader: Person) -> str:
    """What was done with which document, and whose turn it is now."""
    told = _("%(done)s: %(subject)s.") % {
        "done": done(document, step),
        "subject": document.subject,
    }
    return " ".join((told, *_turns(document, reader)))


def _turns(document: Any, reader: Person) -> list[str]:
    """One sentence for each piece of open work, whoever may do it."""
    waiting: dict[str, list[Desk]] = {}
    for desk in desks.on(document):
        waiting.setdefault(desk.step, []).append(desk)
    mine = set(desks.waiting_for(reader).filter(document_id=document.pk).values_list("pk"))
    return [
        _turn(work, is_mine=any((desk.pk,) in mine for desk in work)) for work in waiting.values()
    ]


def _turn(work: list[Desk], *, is_mine: bool) -> str:
    words = {"work": work[0].asks, "who": _("you") if is_mine else _who(work)}
    due = work[0].due_on
    if due is None:
        return _("Next: “%(work)s” – %(who)s.") % words
    return _("Next: “%(work)s” – %(who)s, by %(day)s.") % {**words, "day": table_date(due)}


def _who(work: list[Desk]) -> str:
    return ", ".join(str(desk.post or desk.person) for desk in work)
