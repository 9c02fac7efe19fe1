"""Changes of a draft's text: rows edited, added, deleted, remarks answered.

Each change locks the plan, asks in the order of the gate (still as it was shown? mine to do?),
writes into the working copy and is recorded, all in one transaction.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max, QuerySet

from institutions.models import Person
from institutions.rights import Right
from plans import revising, rows
from plans.models import Activity, Plan, Remark, Revision, Section
from workflows import access, gate, records
from workflows.models import Record
from workflows.refusals import NotYours, Stale


@dataclass(frozen=True)
class RowText:
    """What a person writes in a row; ``section`` is the position of the heading."""

    number: str
    section: int | None
    text: str
    deadline_raw: str
    deadline_kind: str
    deadline_start: datetime.date | None
    deadline_end: datetime.date | None
    unit: str
    baseline_raw: str
    target_raw: str
    responsible_raw: str
    financing: str
    indicator_raw: str
    expected_result: str
    note: str
    inspection_kind: str = ""
    target_count: int | None = None


@dataclass(frozen=True)
class Change:
    """Who changes the text of which plan, having seen which version of it.

    ``seen`` is the mark of what is changed as the page showed it: two people who change
    different rows at once both succeed.
    """

    plan: Plan
    actor: Person
    seen_version: int
    seen: str = ""


class MovedOn(Stale):
    """Somebody changed the same place since the page was shown; the plan is open all the same."""


#: The mark of a part of a plan as it stands now; empty where the part is gone.
Mark = Callable[[Plan], str]


def mark_of_row(row: Activity | None) -> str:
    """The mark of a row as a page showed it, with the headings among which one is chosen."""
    if row is None:
        return ""
    headings = [one.content() for one in row.revision.sections.order_by("position")]
    return records.fingerprint([row.content(), headings])[:16]


def mark_of_answer(remark: Remark | None) -> str:
    """The mark of a remark with its answer as a page showed it."""
    return records.fingerprint([remark.pk, remark.answer])[:16] if remark else ""


def last_change_of(plan: Plan, identity: UUID) -> Record | None:
    """Who last changed a row: the last record that names no other row."""
    others = records.of(plan).filter(facts__has_key="identity")
    others = others.exclude(facts__identity=str(identity))
    last: Record | None = records.of(plan).exclude(pk__in=others.values("pk")).last()
    return last


_NOT_CELLS = {"section", "inspection_kind", "target_count"}


def _moved_on(plan: Plan, change: Change, mark: Mark | None) -> bool:
    """Whether what is changed may differ from what the page showed."""
    if plan.version == change.seen_version:
        return False
    return not (mark and change.seen) or mark(plan) != change.seen


@contextmanager
def _locked(change: Change, step: str, mark: Mark | None, **facts: Any) -> Iterator[Plan]:
    """The plan under its lock, for one change that is recorded as ``step``.

    Raises ``Stale`` when the plan is not open for change, ``MovedOn`` when what ``mark`` marks
    is not as it was shown, ``NotYours`` when the person does not prepare plans of this
    institution.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=change.plan.pk)
        if not plan.editable:
            raise Stale(records.of(plan).last())
        if _moved_on(plan, change, mark):
            raise MovedOn(records.of(plan).last())
        capacity = access.capacity(change.actor, Right.PREPARE_PLAN, plan.institution, plan)
        if capacity is None:
            holders = access.holders(Right.PREPARE_PLAN, plan.institution)
            raise NotYours([person.name for person in holders])
        yield plan
        gate.note_change(plan, actor=change.actor, step=step, capacity=capacity, **facts)
    change.plan.refresh_from_db()


@contextmanager
def _text(change: Change, step: str, mark: Mark | None = None, **facts: Any) -> Iterator[Revision]:
    """The working copy of the locked plan, open for one change."""
    with _locked(change, step, mark, **facts) as plan:
        copy = revising.working_copy(plan, actor=change.actor)
        yield copy
        revising.refresh_fingerprint(copy)


def edit_row(change: Change, identity: UUID, text: RowText, reason: str = "") -> None:
    """Change the cells of a row; ``Activity.DoesNotExist`` when there is no such row."""
    named = {"row": text.number, "identity": str(identity), "note": reason}
    with _text(change, "edit_row", _row_of(identity), **named) as copy:
        row = copy.activities.get(identity=identity)
        _fill(row, text)
        row.save()


def _row_of(identity: UUID) -> Mark:
    return lambda plan: mark_of_row(plan.latest.activities.filter(identity=identity).first())


def add_row(change: Change, text: RowText, reason: str = "") -> UUID:
    """Add a row after the last one under its heading. Its identity is returned."""
    identity = uuid4()
    with _text(change, "add_row", row=text.number, identity=str(identity), note=reason) as copy:
        row = Activity(revision=copy, identity=identity)
        _fill(row, text)
        row.position = _room_under(copy, row.section)
        row.key = f"{text.number or 'new'}#{identity.hex[:8]}"[:60]
        row.save()
    return identity


def _room_under(copy: Revision, section: Section | None) -> int:
    """The place after the last row of a heading, made free: what follows moves on by one."""
    last = _last_place(copy.activities.all())
    under = _last_place(copy.activities.filter(section=section)) or last
    # Places are unique at every moment, so the rows go far away and come back one further.
    far = 2 * last + 2
    copy.activities.filter(position__gt=under).update(position=F("position") + far)
    copy.activities.filter(position__gt=far).update(position=F("position") - far + 1)
    return under + 1


def _last_place(rows_: QuerySet[Activity]) -> int:
    return rows_.aggregate(last=Max("position"))["last"] or 0


def delete_row(change: Change, identity: UUID, reason: str = "") -> None:
    """Take a row out of the text; earlier revisions keep it."""
    # Asked without the lock: of a row that is gone by now, _text says so.
    row = change.plan.latest.activities.filter(identity=identity).first()
    named = {"row": row.number if row else "", "identity": str(identity), "note": reason}
    with _text(change, "delete_row", _row_of(identity), **named) as copy:
        copy.activities.get(identity=identity).delete()


def answer_remark(change: Change, remark: Remark, answer: str) -> None:
    """Say what was done about a remark, as long as the plan is being reworked."""
    asked = Remark.objects.filter(pk=remark.pk, resolved_in=None)
    with _locked(
        change,
        "answer_remark",
        lambda _plan: mark_of_answer(asked.first()),
        row=remark.number,
        note=answer,
        remark=remark.pk,
    ):
        asked.update(answer=answer)


def _fill(row: Activity, text: RowText) -> None:
    """Write the cells; the numbers are read from what was written, as in an import."""
    for field in fields(text):
        if field.name not in _NOT_CELLS:
            setattr(row, field.name, getattr(text, field.name))
    row.baseline, row.target = rows.amount(text.baseline_raw), rows.amount(text.target_raw)
    row.section = _heading(row.revision, text.section)
    if row.pk and row.is_inspection:
        row.inspection.kind = text.inspection_kind
        row.inspection.target_count = text.target_count
        row.inspection.save(update_fields=["kind", "target_count"])


def _heading(revision: Revision, position: int | None) -> Section | None:
    return revision.sections.filter(position=position).first() if position else None
