"""A step taken for a program: the form of the step judges what was entered, the gate the rest."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from config.api import problems
from config.api.problems import Refusal
from config.api.schemas import StepIn, Value
from institutions.models import Person
from workflows import access, gate, records
from workflows.flow import Step
from workflows.forms import StepForm
from workflows.models import Record
from workflows.refusals import NotReady, NotYours, Stale
from workflows.steps import form_of


def take(document: Any, told: Step, person: Person, version: int, entered: StepIn) -> Record:
    """Take it, or say in a ``Refusal`` why not; in the order of the gate."""
    try:
        _may_be_entered(document, told, person, version)
        form = _valid(document, told, person, _sent(entered, version))
        return gate.perform(
            document,
            form.step_to_take(),
            actor=person,
            seen_version=version,
            on=form.cleaned_data.get("on"),
            note=form.cleaned_data.get("note", ""),
            **form.facts(),
        )
    except Stale as refused:
        raise problems.stale(refused, document) from refused
    except NotYours as refused:
        raise problems.not_yours(refused) from refused
    except NotReady as refused:
        raise problems.not_ready(refused) from refused


def _may_be_entered(document: Any, told: Step, person: Person, version: int) -> None:
    """What was entered is judged only for who may take the step, on what they saw."""
    if version != document.version or document.state not in told.sources:
        raise Stale(records.of(document).last())
    if access.may(person, told, document) is None:
        holders = access.holders(told.by.right, told.by.place(document))
        raise NotYours([one.name for one in holders])


def _sent(entered: StepIn, version: int) -> QueryDict:
    """What was entered as a browser would have sent it."""
    sent = QueryDict(mutable=True)
    for name, value in entered.facts.items():
        sent.setlist(name, _written(value))
    sent["seen_version"], sent["note"] = str(version), entered.note
    if entered.on:
        sent["on"] = entered.on.isoformat()
    return sent


def _written(value: Value) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if value is None or value is False:
        return []
    return ["on" if value is True else str(value)]


def _valid(document: Any, told: Step, person: Person, sent: QueryDict) -> StepForm:
    form = form_of(told)(sent, {}, document=document, person=person, told=told)
    if form.is_valid():
        return form
    errors = {name: [str(one) for one in found] for name, found in form.errors.items()}
    raise Refusal(422, _("What was entered has errors."), errors=errors)
