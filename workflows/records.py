"""The chained history: canonical JSON, each record hashed to the one before it."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from workflows import changes, storing
from workflows.models import Record
from workflows.taken import Case

CHAINED = (
    "document_kind",
    "document_id",
    "sequence",
    "step",
    "source",
    "target",
    "actor_id",
    "post_id",
    "acting_for_id",
    "substitution_id",
    "revision",
    "fingerprint",
    "note",
    "reason",
    "facts",
    "on",
    "at",
    "previous",
)


def as_canonical(value: Any) -> bytes:
    """A value as the bytes that are hashed and signed: sorted JSON without spaces, UTF-8."""
    return json.dumps(
        value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()


def content(record: Record) -> dict[str, Any]:
    """What a record's hash covers, as plain JSON values.

    Records made before the signature in words was kept are hashed without it.
    """
    plain: dict[str, Any] = json.loads(as_canonical(_chained(record)))
    return plain


def _chained(record: Record) -> dict[str, Any]:
    names = CHAINED if record.signed is None else (*CHAINED, "signed")
    return {name: getattr(record, name) for name in names}


def hash_of(record: Record) -> str:
    """SHA-256, as hex, of a record's content."""
    return fingerprint(_chained(record))


def fingerprint(value: Any) -> str:
    """SHA-256, as hex, of a value as canonical JSON."""
    return hashlib.sha256(as_canonical(value)).hexdigest()


def of(document: Any) -> Any:
    """The records of a document, the oldest first."""
    return Record.objects.filter(document_id=document.pk).order_by("sequence")


def append(
    document: Any, step: str, source: str, case: Case, before: dict[str, Any] | None = None
) -> Record:
    """Append one record. The caller holds the row lock of the document.

    ``before``: the document as it was read; what has changed since is saved with the record.
    """
    record = _made(document, step, source, case)
    record.hash = hash_of(record)
    if before is None:
        record.save()
        changes.note(document)
    else:
        storing.write(document, before, record)
    return record


def _made(document: Any, step: str, source: str, case: Case) -> Record:
    capacity, last, judged = case.capacity, case.tail, document.judging()
    return Record(
        document_kind=document.slug,
        document_id=document.pk,
        sequence=last.sequence + 1,
        step=step,
        source=source,
        target=document.state,
        actor=case.actor,
        post=capacity.post if capacity else None,
        acting_for=capacity.acting_for if capacity else None,
        substitution=capacity.substitution if capacity else None,
        revision=judged.revision,
        fingerprint=judged.fingerprint,
        note=case.note,
        reason=str(case.facts.get("reason", "")),
        facts=_plain(case.facts),
        signed=_in_words(case),
        on=case.on,
        at=case.at,
        previous=last.hash,
    )


def _in_words(case: Case) -> dict[str, str]:
    """Who signed, as a reader without our database understands it, on this day."""
    capacity, words = case.capacity, {"person": case.actor.name if case.actor else ""}
    if capacity and capacity.post:
        words["post"] = capacity.post.title
        words["institution"] = capacity.post.institution.name
    if capacity and capacity.acting_for and capacity.substitution:
        order = capacity.substitution
        words["for"] = capacity.acting_for.name
        words["order"] = f"{order.order_number}/{order.order_date:%d.%m.%Y}"
        words["own_post"] = capacity.own_post
    return words


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as JSON keeps them; a row is named by its key, a file by its name."""
    kept = {key: _value(value) for key, value in facts.items()}
    plain: dict[str, Any] = json.loads(json.dumps(kept, cls=DjangoJSONEncoder))
    return plain


def _value(value: Any) -> Any:
    if isinstance(value, list | tuple | set):
        return [_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _value(one) for key, one in value.items()}
    if hasattr(value, "as_fact"):
        return value.as_fact()
    if hasattr(value, "pk"):
        return value.pk
    return value.name if hasattr(value, "chunks") else value


def verify(document: Any) -> list[str]:
    """Faults of a document's chain, in words; empty when it is whole."""
    faults, previous = [], ""
    for expected, record in enumerate(of(document), start=1):
        if record.sequence != expected:
            faults.append(_("record %(n)d is missing") % {"n": expected})
        if record.previous != previous:
            faults.append(
                _("record %(n)d does not follow the one before it") % {"n": record.sequence}
            )
        if record.hash != hash_of(record):
            faults.append(_("record %(n)d was changed") % {"n": record.sequence})
        previous = record.hash
    return faults
