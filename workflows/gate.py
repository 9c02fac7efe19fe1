"""The one gate: every change of a document's state passes here.

It is the only place with a row lock, a question about rights, a saved state and a record.
It asks in this order and refuses in three words: does the step start here and is the document
still what the page showed (``Stale``); may this person take it (``NotYours``); are the rules
met, all of them (``NotReady``).
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from workflows import access, clocks, desks, notices, passing, records, steps, storing
from workflows.flow import Flow, Step, flow_of
from workflows.held import Answer
from workflows.models import Record
from workflows.refusals import NotReady, Stale
from workflows.rules import Unmet, rule, unmet
from workflows.signals import step_taken
from workflows.storing import Asking, Locked
from workflows.taken import Capacity, Case, Probe


@rule(of_facts=True)
def follows_the_step_before(case: Case) -> object:
    """An act is not earlier than the one that brought the document where it is (ADR 5)."""
    moved_on = case.tail.moved_on
    if moved_on is None or case.on >= moved_on:
        return None
    return _("The step before was on %(day)s: this one cannot be earlier.") % {
        "day": f"{moved_on:%d.%m.%Y}"
    }


@rule(of_facts=True)
def has_happened(case: Case) -> object:
    """What has not happened is not recorded."""
    if case.on <= timezone.localdate():
        return None
    return _("The day of the act cannot be in the future.")


def perform(
    document: Any,
    step: str,
    *,
    actor: Person,
    seen_version: int | None = None,
    on: datetime.date | None = None,
    note: str = "",
    flush: bool = True,
    **facts: Any,
) -> Record:
    """Take one step, whole or not at all, and return its record.

    ``seen_version`` is the version that the person was shown, ``on`` the day of the act on
    paper (today when not said). Without ``flush`` the commit does not wait for the disk: for who
    answers nobody before a commit of their own, which flushes all before it. (So does a worker's,
    before it sends a letter.) Raises ``Stale``, ``NotYours`` or ``NotReady``.
    """
    with _clashes_told(document), transaction.atomic(durable=True):
        told = flow_of(document).steps[step]
        asking = access.question(actor, told, document)
        found = _locked(document, Asking(asking, _probes(told), flush))
        locked, before = found.document, storing.as_read(found.document)
        _starts_here(locked, told, seen_version)
        facts["capacity"] = _right_of(actor, told, locked, Answer(asking, found.capacities))
        case = _case(found, actor, on, note, facts)
        _ready(told, case)
        record = _apply(told, case, before)
    _refresh(document, locked)
    return record


def take_along(document: Any, step: str, case: Case, **facts: Any) -> Record:
    """Take a step that follows from a step of another document, inside its transaction.

    ``case`` is that other step's: its actor had the right there, so nobody is asked here; the
    rules are. Raises ``Stale`` or ``NotReady``, and with it the other step is undone too.
    """
    told = flow_of(document).steps[step]
    found = _locked(document, Asking(probes=_probes(told)))
    locked, before = found.document, storing.as_read(found.document)
    _starts_here(locked, told, None)
    note, answers = facts.pop("note", case.note), found.probes
    own = replace(case, document=locked, note=note, facts=facts, tail=found.tail, found=answers)
    _ready(told, own)
    record = _apply(told, own, before)
    _refresh(document, locked)
    return record


def open_document(
    document: Any,
    *,
    actor: Person | None,
    step: str = "create",
    content: Callable[[], object] | None = None,
    tell: bool = False,
    **facts: Any,
) -> Record:
    """Save a new document in the first state of its flow, with its first record.

    Runs inside the caller's transaction: ``content`` writes the rows that the record names.
    ``tell``: those whose turn it becomes get a letter (not where many are opened at once).
    """
    flow = flow_of(document)
    document.state, document.version = flow.initial.value, 1
    document.save(force_insert=True)
    if content:
        content()
    case = _case(Locked(document), actor, None, facts.pop("note", ""), facts)
    record = records.append(document, step, "", case)
    clocks.start(document, flow.opens, case)
    opened = desks.settle(document, flow)
    if tell:
        notices.tell_at_desks(document, opened, case, record)
    return record


def note_change(document: Any, *, actor: Person | None, step: str, **facts: Any) -> Record:
    """Record a change of content inside a state: an import, an edit. The caller checked the right.

    The document's row is locked, its version counted, so that a page shown before is stale.
    """
    with transaction.atomic():
        found = storing.locked(type(document), document.pk)
        locked, before = found.document, storing.as_read(found.document)
        locked.version += 1
        case = _case(found, actor, None, facts.pop("note", ""), facts)
        record = records.append(locked, step, locked.state, case, before)
        opened = desks.settle(locked, flow_of(locked))
        notices.tell_at_desks(locked, opened, case, record)
    document.version = locked.version
    return record


@contextmanager
def _clashes_told(document: Any) -> Iterator[None]:
    """Two who enter the same number at once both meet the rule; the database lets one through.

    The other hears the sentence that the flow declares for the constraint.
    """
    try:
        yield
    except IntegrityError as fault:
        named = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None)
        sentence = flow_of(document).clashes.get(named or "")
        if sentence is None:
            raise
        raise NotReady([Unmet(str(named), sentence)]) from fault


def _probes(told: Step) -> tuple[Probe, ...]:
    return tuple(probe for one in told.rules for probe in one.probes)


def _locked(document: Any, asking: Asking) -> Locked:
    """The document under its lock, read after it and after that of the document above it.

    No key is changed here, so rows that point to a locked document may be written meanwhile.
    """
    if above := flow_of(document).above:
        upper = getattr(document, above)
        storing.locked(type(upper), upper.pk)
    return storing.locked(type(document), document.pk, asking)


def _starts_here(document: Any, told: Step, seen_version: int | None) -> None:
    moved_on = seen_version is not None and seen_version != document.version
    if moved_on or document.state not in told.sources:
        raise Stale(records.of(document).last())


def _right_of(actor: Person, told: Step, document: Any, answer: Answer) -> Capacity:
    capacity = access.may(actor, told, document, answer)
    if capacity is None:
        raise steps.refusal(actor, told, document)
    return capacity


def _case(
    found: Locked,
    actor: Person | None,
    on: datetime.date | None,
    note: str,
    facts: dict[str, Any],
) -> Case:
    capacity: Capacity | None = facts.pop("capacity", None)
    day, now = on or timezone.localdate(), timezone.now()
    return Case(found.document, actor, capacity, day, now, note, facts, found.tail, found.probes)


def _ready(told: Step, case: Case) -> None:
    missing = unmet(
        (has_happened, follows_the_step_before, *passing.rules_of(told)), case, with_facts=True
    )
    if missing:
        raise NotReady(missing)


def _apply(told: Step, case: Case, before: dict[str, Any]) -> Record:
    document = case.document
    flow: Flow = flow_of(document)(document, case)
    getattr(flow, told.name)()
    document.version += 1
    record = records.append(document, told.name, before["state"], case, before)
    _follow(flow, told, case, record)
    return record


def _follow(flow: Flow, told: Step, case: Case, record: Record) -> None:
    """All that follows a step, in its transaction: rows, desks, clocks, letters, the signal."""
    after = flow.after.get(told.name)
    if after:
        for effect in after.effects:
            effect(case, record)
        clocks.stop(case.document, after.stops, case.on)
        clocks.start(case.document, after.starts, case)
    letters = notices.of_step(after.tell, case, record) if after else {}
    opened = desks.settle(case.document, type(flow), letters)
    notices.tell_superiors(case.document, opened, record)
    step_taken.send(sender=type(case.document), step=told.name, case=case, record=record)


def _refresh(document: Any, locked: Any) -> None:
    """The caller's object says what is stored; what did not change is not written anew."""
    known, stored = document.__dict__, locked.__dict__
    for column in document._meta.concrete_fields:
        name = column.attname
        if name not in known or known[name] != stored[name]:
            setattr(document, name, stored[name])
