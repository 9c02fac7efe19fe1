"""One step for many documents: each in a transaction of its own, each told of by itself."""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from institutions.models import Person
from workflows import gate
from workflows.flow import Step, flow_of
from workflows.models import BulkReport
from workflows.queries.naming import documents_of
from workflows.refusals import Refused

log = logging.getLogger(__name__)
MOST = 500
KEPT_EVERY = 50


@dataclass(frozen=True)
class Pick:
    """One chosen row as its page showed it."""

    document_kind: str
    document_id: UUID
    step: str
    version: int


@dataclass(frozen=True)
class Line:
    """What became of one chosen row."""

    subject: str
    url: str
    step: str
    is_done: bool
    reason: str = ""


def take_all(person: Person, chosen: Iterable[str]) -> BulkReport:
    """Take the chosen steps, at most 500, and report each.

    ``chosen``: ``kind:document:step:version`` as the page showed it. What fails, fails alone.
    """
    picks = list(dict.fromkeys(chosen))
    report = BulkReport(person=person, asked=len(picks[:MOST]), left_out=len(picks[MOST:]))
    report.save(force_insert=True)
    read = [_read(pick) for pick in picks[:MOST]]
    known = [pick for pick in read if pick]
    documents = documents_of(known, lambda found: found.open_to(person))
    for number, pick in enumerate(read, start=1):
        document = documents.get(pick.document_id) if pick else None
        report.lines.append(asdict(_line(person, document, pick)))
        if number % KEPT_EVERY == 0:
            report.save(update_fields=["lines"])
    report.save(update_fields=["lines"])
    return report


def _read(pick: str) -> Pick | None:
    try:
        kind, pk, step, version = pick.split(":")
        return Pick(kind, UUID(pk), step, int(version))
    except ValueError:
        return None


def _line(person: Person, document: Any, pick: Pick | None) -> Line:
    told = flow_of(document).steps.get(pick.step) if document and pick else None
    if told is None or pick is None:
        reason = _("This row is no longer open to you.")
        return Line("", "", "", is_done=False, reason=reason)
    subject, url = document.subject, document.get_absolute_url()
    reason = _refusal(person, document, told, pick.version)
    step = str(told.label if reason else told.done)
    return Line(subject, url, step, is_done=not reason, reason=reason)


def _refusal(person: Person, document: Any, told: Step, version: int) -> str:
    """Take the step; why it was not taken, empty when it was."""
    if not told.formless:
        return _("This step has a form.")
    try:
        # The commit of the report, which the person waits for, flushes them all.
        gate.perform(document, told.name, actor=person, seen_version=version, flush=False)
    except Refused as refused:
        return refused.sentence
    except Exception:  # one that fails stops nobody behind it, and is told like the others
        log.exception("%s of %s was not taken", told.name, document.pk)
        return _("It could not be recorded because of a fault. Nothing of it has changed.")
    return ""
