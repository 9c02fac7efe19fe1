"""What was done by a plan, entered by people: meetings, trainings, decisions, evidence.

Visits and withdrawn inspections write their facts themselves (``inspections.receivers``). A fact
is entered at a row of the text in force by whoever prepares or carries out the plan, and by the
holder of a post that the row itself names as responsible. Nothing is changed afterwards: what is
wrong is withdrawn with a reason.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from institutions.models import Person
from institutions.rights import Right
from institutions.subjects import is_subject, names_department, subject_in
from plans.models import Activity, Fact, Plan
from plans.reading.posts import posts_of
from plans.revising import text_in_force
from plans.states import CARRIED_OUT, TELLS_ONLY, FactKind
from workflows import access, gate, records, uploads
from workflows.models import Record
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity

#: Who enters facts at every row of a plan.
OF_THE_PLAN = (Right.CARRY_OUT_PLAN, Right.PREPARE_PLAN)


class FactRefused(Refused):
    """What was entered is no fact of this row; the text is one sentence."""


@dataclass(frozen=True)
class Told:
    """What a person enters: the kind, what happened, when, and how much it counts."""

    kind: FactKind
    what: str
    on: datetime.date
    amount: Decimal = Decimal(0)
    reason: str = ""
    act_number: str = ""


def is_carried_out(plan: Plan) -> bool:
    """Whether a text is in force and what is done by it may still be entered."""
    return plan.in_force_revision is not None and plan.state in CARRIED_OUT


class Answered(Protocol):
    """A row that says who is responsible for it."""

    @property
    def responsible_raw(self) -> str:
        """The cell as it is printed."""


@dataclass(frozen=True)
class Recorder:
    """Who enters facts: at every row by ``whole``, at single rows by the posts that these name."""

    whole: Capacity | None
    own: tuple[Capacity, ...]

    def at(self, row: Answered) -> Capacity | None:
        """In which post facts are entered at a row; None when in none."""
        return self.whole or next((held for held in self.own if _answers_for(row, held)), None)


def recorder_of(plan: Plan, person: Person) -> Recorder:
    """Where a person enters facts of a plan."""
    held = (access.capacity(person, right, plan.institution, plan) for right in OF_THE_PLAN)
    whole = next((one for one in held if one), None)
    seeing = access.capacities(person, Right.VIEW_DOCUMENTS, plan.institution)
    return Recorder(whole, () if whole else tuple(one for one in seeing if one.post))


def _answers_for(row: Answered, held: Capacity) -> bool:
    """Whether a row names the post as responsible, by its title, its subject or its department."""
    post = held.post
    if post is None:
        return False
    code = post.department.code if post.department else ""
    return any(
        one.casefold() == post.title.casefold()
        or is_subject(subject_in(one), post.title)
        or (bool(code) and names_department(one, code))
        for one in posts_of(row.responsible_raw)
    )


def row_of(plan: Plan, identity: UUID) -> Activity | None:
    """The row of the text in force; None where there is none."""
    text = text_in_force(plan)
    rows = text.activities.select_related("inspection", "section") if text else None
    return rows.filter(identity=identity).first() if rows else None


def record(
    plan: Plan,
    identity: UUID,
    told: Told,
    *,
    actor: Person,
    file: "UploadedFile[Any] | None" = None,
) -> Fact:
    """Enter a fact; ``Stale``, ``NotYours``, ``FactRefused`` or ``uploads.UploadRefused``.

    Who may is asked before the file is opened, and again under the lock.
    """
    _asked(plan, identity, actor)
    taken = uploads.evidence_of(file) if file else None
    with transaction.atomic():
        locked = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        row, capacity = _asked(locked, identity, actor)
        _fits(row, told, taken)
        fact = Fact(plan=locked, identity=identity, **vars(told))
        if taken:
            fact.file_name, fact.fingerprint = taken.name, uploads.sha256(taken.content)
            fact.file.save(
                f"{fact.fingerprint}.{taken.type.ending}", ContentFile(taken.content), save=False
            )
        fact.record = gate.note_change(
            locked, actor=actor, step="add_fact", capacity=capacity, **_facts(row, fact)
        )
        fact.save()
    plan.refresh_from_db()
    return fact


def withdraw(fact: Fact, reason: str, *, actor: Person) -> None:
    """Take back a fact entered by hand; it stays to be seen, with the reason."""
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=fact.plan_id)
        row, capacity = _asked(plan, fact.identity, actor)
        standing = Fact.objects.standing().filter(pk=fact.pk)
        if not fact.is_by_hand or not standing.exists():
            raise Stale(_last(plan))
        made = gate.note_change(
            plan,
            actor=actor,
            step="withdraw_fact",
            capacity=capacity,
            note=reason,
            **_facts(row, fact),
        )
        standing.update(withdrawal=made)
    fact.refresh_from_db()


def _asked(plan: Plan, identity: UUID, actor: Person) -> tuple[Activity, Capacity]:
    """The row and the post in which a person enters facts at it; ``Stale`` or ``NotYours``."""
    row = row_of(plan, identity) if is_carried_out(plan) else None
    if row is None:
        raise Stale(_last(plan))
    capacity = recorder_of(plan, actor).at(row)
    if capacity is None:
        holders = access.holders(Right.PREPARE_PLAN, plan.institution)
        raise NotYours([person.name for person in holders])
    return row, capacity


def _fits(row: Activity, told: Told, taken: uploads.Taken | None) -> None:
    """Visits are counted by themselves; evidence is a file."""
    if row.is_inspection and told.kind not in TELLS_ONLY:
        raise FactRefused(_("Visits count by themselves when they are closed."))
    if told.amount and (row.is_inspection or told.kind == FactKind.NOT_DONE):
        raise FactRefused(_("This entry counts nothing: leave the amount empty."))
    if told.kind == FactKind.EVIDENCE and taken is None:
        raise FactRefused(_("Evidence is a file: attach it."))


def _facts(row: Activity, fact: Fact) -> dict[str, Any]:
    """What the record says of a fact."""
    return {
        "row": row.number,
        "identity": str(fact.identity),
        "kind": fact.kind,
        "what": fact.what,
        "day": fact.on,
        "amount": fact.amount,
        "why": fact.reason,
        "act_number": fact.act_number,
        "file": fact.file_name,
        "file_fingerprint": fact.fingerprint,
    }


def _last(plan: Plan) -> Record | None:
    found: Record | None = records.of(plan).last()
    return found
