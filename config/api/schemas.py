"""What the interface gives and takes, and how it is made of documents and records."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from ninja import Field, Schema

from approvals.models import Decision
from workflows.flow import flow_of
from workflows.models import Record
from workflows.rules import Unmet
from workflows.steps import Offer
from workflows.telling import done
from workflows.waiting import Waiting

Value = str | int | bool | list[str | int] | None


class UnmetOut(Schema):
    """A rule that is not met, and its article."""

    rule: str
    sentence: str
    article: str


class RecordOut(Schema):
    """One entry of the history."""

    sequence: int
    step: str
    done: str
    state: str
    who: str
    post: str
    acting_for: str
    on: dt.date
    at: dt.datetime
    note: str
    revision: int | None
    hash: str
    previous: str


class Problem(Schema):
    """A refusal (RFC 9457) with what is known about it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    unmet: list[UnmetOut] | None = None
    errors: dict[str, list[str]] | None = None
    last: RecordOut | None = None
    holders: list[str] | None = None


class FieldOut(Schema):
    """What is entered with a step."""

    name: str
    label: str
    required: bool
    choices: list[str] | None = None


class OfferOut(Schema):
    """A step that may be taken now, with what is missing for it and what is entered."""

    step: str
    label: str
    basis: str
    ready: bool
    post: str
    acting_for: str
    unmet: list[UnmetOut]
    fields: list[FieldOut]


class DocumentOut(Schema):
    """A document: where it stands and what the holder of the token may do with it."""

    kind: str
    id: UUID
    subject: str
    state: str
    state_label: str
    version: int
    institution: str
    url: str
    offers: list[OfferOut]


class WorkOut(Schema):
    """A piece of work that waits."""

    kind: str
    document: UUID
    step: str
    asks: str
    subject: str
    due_on: dt.date | None
    since: dt.datetime
    absent: str


class WorkPage(Schema):
    """A page of work."""

    total: int
    page: int
    pages: int
    items: list[WorkOut]


class HistoryPage(Schema):
    """A page of a history, the oldest first."""

    total: int
    page: int
    pages: int
    items: list[RecordOut]


class DecisionOut(Schema):
    """A decision of a council on a plan or, ``of_report``, on the report about it; the plan is the
    document that steps are taken with.
    """

    id: int
    line: str
    of_report: bool
    held_on: dt.date
    result: str
    majority: str
    members: int
    present: int
    in_favour: int
    against: int
    abstained: int
    plan: UUID
    state: str
    version: int


class StepIn(Schema):
    """What is entered: the fields of the step, the day of the act on paper, a note."""

    model_config: ClassVar = {"extra": "forbid"}

    facts: dict[str, Value] = Field(default_factory=dict)
    on: dt.date | None = None
    note: str = Field("", max_length=8000)


class TakenOut(Schema):
    """A step that was taken, and the document after it."""

    record: RecordOut
    document: DocumentOut


def unmet_of(unmet: Iterable[Unmet]) -> list[UnmetOut]:
    """Unmet rules in the reader's language."""
    return [
        UnmetOut(rule=one.name, sentence=str(one.sentence), article=one.article) for one in unmet
    ]


def record_of(document: Any, record: Record) -> RecordOut:
    """A record with its people by name."""
    return RecordOut(
        sequence=record.sequence,
        step=record.step,
        done=str(done(document, record.step)),
        state=record.target,
        who=record.actor.name if record.actor else "",
        post=str(record.post or ""),
        acting_for=record.acting_for.name if record.acting_for else "",
        on=record.on,
        at=record.at,
        note=record.note,
        revision=record.revision,
        hash=record.hash,
        previous=record.previous,
    )


def document_of(document: Any, offers: Iterable[Offer]) -> DocumentOut:
    """A document with the offers made to a person."""
    return DocumentOut(
        kind=document.kind,
        id=document.pk,
        subject=document.subject,
        state=document.state,
        state_label=str(flow_of(document).states(document.state).label),
        version=document.version,
        institution=document.institution.name,
        url=document.get_absolute_url(),
        offers=[_offer(one) for one in offers],
    )


def _offer(offer: Offer) -> OfferOut:
    absent = offer.capacity.acting_for
    return OfferOut(
        step=offer.step.name,
        label=str(offer.step.label),
        basis=offer.step.basis,
        ready=offer.ready,
        post=str(offer.capacity.post or ""),
        acting_for=absent.name if absent else "",
        unmet=unmet_of(offer.missing),
        fields=[
            _field(name, field)
            for name, field in offer.form.fields.items()
            if name not in {"seen_version", "on", "note"}
        ],
    )


def _field(name: str, field: forms.Field) -> FieldOut:
    plain = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    choices = [str(value) for value, _label in field.choices] if plain else None  # type: ignore[attr-defined]
    return FieldOut(
        name=name, label=str(field.label or name), required=field.required, choices=choices
    )


def work_of(one: Waiting) -> WorkOut:
    """A row of the inbox."""
    return WorkOut(
        kind=one.document_kind,
        document=one.document_id,
        step=one.step,
        asks=one.asks,
        subject=one.subject,
        due_on=one.due_on,
        since=one.opened_at,
        absent=one.absent or "",
    )


def decision_of(decision: Decision) -> DecisionOut:
    """A decision with the state of its plan."""
    plan = decision.plan
    return DecisionOut(
        id=decision.pk,
        line=decision.line,
        of_report=decision.report_id is not None,
        held_on=decision.session.held_on,
        result=decision.result,
        majority=decision.majority,
        members=decision.members,
        present=decision.present,
        in_favour=decision.in_favour,
        against=decision.against,
        abstained=decision.abstained,
        plan=plan.pk,
        state=plan.state,
        version=plan.version,
    )
