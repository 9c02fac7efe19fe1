"""Making revisions: from a reading, as a working copy, frozen."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from institutions.models import Person
from plans import rows
from plans.compare import compare
from plans.models import Plan, Revision
from workflows import prepared, records

WORKING_COPY = "SELECT id FROM plans_revision WHERE plan_id = %(plan)s AND frozen_at IS NULL"
PREAMBLE = (
    "title",
    "institution",
    "council",
    "period",
    "priorities",
    "abbreviations",
    "signoff",
    "anomalies",
    "kind",
)


def add_revision(
    plan: Plan,
    reading: dict[str, Any],
    *,
    actor: Person,
    name: str,
    text: str = "",
    reason: str = "",
) -> Revision:
    """Make a frozen revision from a reading. The caller holds the plan's lock."""
    before = plan.revisions.order_by("-number").first()
    if before and not before.is_frozen:
        freeze(plan)
    revision = Revision.objects.create(
        plan=plan,
        number=before.number + 1 if before else 1,
        preamble={key: reading.get(key) for key in PREAMBLE},
        source_name=name[:200],
        source_text=text,
        reason=reason,
        made_by=actor,
    )
    rows.write_rows(revision, reading)
    if before:
        _keep_identities(before, revision)
    freeze(plan)
    revision.refresh_from_db()
    return revision


def _keep_identities(before: Revision, after: Revision) -> None:
    """A row that goes on keeps its identity: matched by likeness of its text, not by number."""
    for change in compare(before, after).rows:
        if change.before and change.after:
            change.after.identity = change.before.identity
            change.after.save(update_fields=["identity"])


def working_copy(plan: Plan, *, actor: Person) -> Revision:
    """The revision that may be edited; made from the last frozen one when there is none."""
    last = plan.latest
    if not last.is_frozen:
        return last
    copy = Revision.objects.create(
        plan=plan, number=last.number + 1, preamble=last.preamble, made_by=actor
    )
    rows.copy_rows(last, copy)
    refresh_fingerprint(copy)
    plan.text_changes()
    return copy


def text_in_force(plan: Plan) -> Revision | None:
    """The revision in force; None before there is one."""
    return plan.revisions.filter(number=plan.in_force_revision or 0).first()


def refresh_fingerprint(revision: Revision) -> None:
    """Compute the fingerprint of a working copy after a change."""
    revision.fingerprint = records.fingerprint(revision.content())
    revision.save(update_fields=["fingerprint"])


def freeze(plan: Plan) -> None:
    """Freeze the working copy, when there is one; from then on its text cannot change."""
    for (working_copy,) in prepared.rows(WORKING_COPY, {"plan": plan.pk}):
        revision = Revision.objects.get(pk=working_copy)
        refresh_fingerprint(revision)
        revision.frozen_at = timezone.now()
        revision.save(update_fields=["frozen_at"])
    plan.text_changes()


@transaction.atomic
def go_back(plan: Plan, number: int, *, actor: Person | None) -> Revision:
    """Throw the working copy away and let the text of a frozen revision be the last one again.

    A corrected file that was imported meanwhile is frozen and stays: the text before it comes
    back as a further revision.
    """
    plan.revisions.filter(frozen_at=None).delete()
    plan.text_changes()
    last = plan.latest
    if last.number == number:
        return last
    kept = plan.revisions.get(number=number)
    again = Revision.objects.create(
        plan=plan, number=last.number + 1, preamble=kept.preamble, made_by=actor
    )
    rows.copy_rows(kept, again)
    freeze(plan)
    again.refresh_from_db()
    return again
