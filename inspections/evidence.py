"""What a director writes and sends about measures until the answer (ПУФРУО чл. 19, ал. 3)."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.answering import mark_of_measure, writing
from inspections.flow import VisitFlow
from inspections.models import Evidence, Measure, Visit
from institutions.models import Person
from workflows import access, records, uploads
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity

MOST_FILES = 20


class EvidenceRefused(Refused):
    """A file is not taken; the text is one sentence."""


def answers_now(visit: Visit) -> bool:
    """Whether the director's answer is awaited: then replies and evidence may still change."""
    return visit.state in VisitFlow.steps["answer"].sources


def replier(visit: Visit, person: Person) -> Capacity | None:
    """In which post a person answers for the institution."""
    return access.may(person, VisitFlow.steps["answer"], visit) if answers_now(visit) else None


def _asked(visit: Visit, actor: Person) -> Capacity:
    """The post in which the person answers; ``Stale`` or ``NotYours`` otherwise."""
    if not answers_now(visit):
        raise Stale(records.of(visit).last())
    capacity = replier(visit, actor)
    if capacity is None:
        told = VisitFlow.steps["answer"].by
        holders = access.holders(told.right, told.place(visit))
        raise NotYours([person.name for person in holders])
    return capacity


def reply(measure: Measure, text: str, *, actor: Person, seen: str) -> None:
    """Say what was done about a measure; ``seen`` is the mark that the page showed."""
    with writing(measure.visit, actor, "reply_to_measure", _asked) as now:
        kept = now.visit.measures.get(pk=measure.pk)
        if kept.reply == text:
            now.changed = False
            return
        if mark_of_measure(kept) != seen:
            raise Stale(records.of(now.visit).last())
        kept.reply, kept.replied_on = text, timezone.localdate()
        kept.save(update_fields=["reply", "replied_on"])
        now.facts = {"measure": kept.pk, "reply": text}


def add_evidence(measure: Measure, sent: "UploadedFile[Any]", *, actor: Person) -> Evidence:
    """Attach a file to a measure; raises ``uploads.UploadRefused`` as well.

    Who answers comes first, and again under the lock: a stranger's file is not opened.
    """
    _asked(measure.visit, actor)
    file = uploads.evidence_of(sent)
    with writing(measure.visit, actor, "add_evidence", _asked) as now:
        if measure.evidence.count() >= MOST_FILES:
            raise EvidenceRefused(
                _("A measure takes at most %(most)d files.") % {"most": MOST_FILES}
            )
        added = Evidence(
            measure=measure,
            name=file.name,
            fingerprint=uploads.sha256(file.content),
            added_by=actor,
        )
        added.file.save(f"{added.pk}.{file.type.ending}", ContentFile(file.content), save=True)
        now.facts = _facts(added)
    return added


def delete_evidence(evidence: Evidence, *, actor: Person) -> None:
    """Take a file back, as long as the answer is not given."""
    with writing(evidence.measure.visit, actor, "delete_evidence", _asked) as now:
        now.facts = _facts(evidence)
        now.changed = bool(Evidence.objects.filter(pk=evidence.pk).delete()[0])
        transaction.on_commit(lambda: evidence.file.delete(save=False))


def _facts(evidence: Evidence) -> dict[str, Any]:
    return {
        "measure": evidence.measure_id,
        "file": evidence.name,
        "fingerprint": evidence.fingerprint,
    }
