"""Two people at one place of a plan: what was typed beside what now stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms

from plans import editing
from plans.compare import CellChange, word_difference
from plans.forms import AnswerForm, DeleteForm, RowForm, SeenForm
from plans.models import Plan, Remark
from workflows import records
from workflows.display import Text
from workflows.models import Record
from workflows.telling import done
from workflows.typed import as_shown

#: What is typed about the change and stands nowhere yet.
NOT_COMPARED = ("reason",)


@dataclass(frozen=True)
class Conflict:
    """What somebody did meanwhile (``last``); of each cell what stands now, then what was typed.

    ``is_gone``: the row that was being edited stands there no longer.
    """

    last: Record | None
    done: Text
    cells: tuple[CellChange, ...]
    is_gone: bool = False


def at_row(form: RowForm | DeleteForm, identity: UUID, *, is_gone: bool) -> Conflict:
    """A row that somebody else changed, or took out of the text."""
    names = form.data if is_gone else form.changed_data
    last = editing.last_change_of(form.plan, identity)
    return _conflict(form, last, _cells(form, names), is_gone=is_gone)


def at_plan(form: RowForm) -> Conflict:
    """A row that is being added while the text moved on: there is nothing to compare."""
    return _conflict(form, records.of(form.plan).last(), ())


def at_remark(form: AnswerForm, remark: Remark) -> Conflict:
    """A remark that somebody else answered."""
    answers = records.of(form.plan).filter(step="answer_remark", facts__remark=remark.pk)
    last = answers.last() or records.of(form.plan).last()
    return _conflict(form, last, _cells(form, form.changed_data))


def _conflict(
    form: SeenForm, last: Record | None, cells: Iterable[CellChange], *, is_gone: bool = False
) -> Conflict:
    plan: Plan = form.plan
    return Conflict(last, done(plan, last.step) if last else "", tuple(cells), is_gone)


def _cells(form: SeenForm, names: Iterable[str]) -> Iterable[CellChange]:
    """The cells that differ, in the order of the form; of a row that is gone all that was sent."""
    wanted = set(names) - set(NOT_COMPARED)
    for name, field in (form.base_fields | form.fields).items():
        if name in wanted and not field.widget.is_hidden:
            now = as_shown(field, form.initial.get(name))
            typed = as_shown(field, _sent(form, name))
            if now != typed:
                yield CellChange(field.label or "", *word_difference(now, typed))


def _sent(form: forms.BaseForm, name: str) -> object:
    return form[name].value() if name in form.fields else form.data.get(name)
