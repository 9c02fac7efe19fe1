"""Whether the whole database says one thing: states, records, open work, letters, seals, files.

Each of these is written in the transaction of a step, so that after whatever crash all are there
or none. This looks at them from outside, with questions of its own: nothing here is what the
gate runs. Work that opens with the passing of a term is opened by the minute's tick, so just
after midnight it may be missed for a minute.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.files.storage import default_storage
from django.db import connection

from institutions.models import Institution
from workflows import access, files, records
from workflows.flow import Flow, Work, flow_of, kinds
from workflows.models import Clock, Desk, Record, Seal
from workflows.proof import merkle, sealing

AT_ONCE = 2000
TOLD_OF_NOTHING = """
SELECT key FROM workflows_notice notice
WHERE split_part(key, ':', 3) ~ '^[rw][0-9]+$' AND NOT EXISTS (
    SELECT FROM workflows_record record
    WHERE substr(split_part(notice.key, ':', 3), 2) = record.id::text
        AND split_part(notice.key, ':', 2) = record.document_id::text
)
"""
COUNTED_WRONG = """
SELECT step, coalesce('post ' || post_id, 'person ' || person_id), sum(number) FROM (
    SELECT step, post_id, person_id, 1 AS number FROM workflows_desk WHERE closed_at IS NULL
    UNION ALL SELECT step, post_id, person_id, -number FROM workflows_deskcount
) both_ways GROUP BY 1, 2 HAVING sum(number) <> 0
"""


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit: what it is about, and what is wrong with it."""

    about: str
    says: str

    def __str__(self) -> str:
        return f"{self.about}: {self.says}"


@dataclass(frozen=True)
class Head:
    """How a history ends."""

    kind: str
    state: str
    records: int


@dataclass
class Examined:
    """How much was looked at, and what was found."""

    documents: int
    records: int
    seals: int
    faults: list[Fault]


def examine() -> Examined:
    """Look at everything; the caller gives a transaction that sees one moment."""
    faults: list[Fault] = []
    heads = _heads(faults)
    for model in kinds().values():
        for document in model.objects.all().iterator(AT_ONCE):
            faults += _document(document, heads.pop(document.pk, None))
    faults += [Fault(f"{one.kind} {pk}", "has records and is gone") for pk, one in heads.items()]
    faults += [*_strays(), *_counts(), *_letters(), *_seals(), *_files()]
    return Examined(
        sum(model.objects.count() for model in kinds().values()),
        Record.objects.count(),
        Seal.objects.count(),
        faults,
    )


def _heads(faults: list[Fault]) -> dict[UUID, Head]:
    """The end of every history, each record held against the one before it on the way."""
    rows = Record.objects.order_by("document_id", "sequence").iterator(AT_ONCE)
    heads = {}
    for pk, history in groupby(rows, key=lambda record: record.document_id):
        last = None
        for record in history:
            about = f"{record.document_kind} {pk}"
            faults += [Fault(about, says) for says in _link(last, record)]
            last = record
        if last is not None:
            heads[pk] = Head(last.document_kind, last.target, last.sequence)
    return heads


def _link(before: Record | None, record: Record) -> Iterator[str]:
    expected = before.sequence + 1 if before else 1
    if record.sequence != expected:
        yield f"record {expected} is missing"
    if record.previous != (before.hash if before else ""):
        yield f"record {record.sequence} does not follow the one before it"
    if record.hash != records.hash_of(record):
        yield f"record {record.sequence} was changed"
    if record.source != (before.target if before else ""):
        yield f"record {record.sequence} starts where the one before it did not end"


def _document(document: Any, head: Head | None) -> Iterator[Fault]:
    about = f"{document.slug} {document.pk}"
    if head is None:
        yield Fault(about, "has no record")
        return
    if head.state != document.state:
        yield Fault(about, f"is {document.state}, its last record says {head.state}")
    if head.records != document.version:
        yield Fault(about, f"was changed {document.version} times and has {head.records} records")
    for text in document.signed_texts():
        if records.fingerprint(text.content) != text.fingerprint:
            yield Fault(about, f"the text of revision {text.revision} is not the one signed")
    yield from (Fault(about, says) for says in _desks(document))


def _desks(document: Any) -> Iterator[str]:
    """Open work is what the state asks for: nothing else, and nothing with a holder is missing."""
    flow = flow_of(document)
    asked = {work.step: work for work in _asked(document, flow)}
    rows = Desk.objects.filter(document_id=document.pk, closed_at=None)
    present = set(rows.values_list("step", flat=True))
    for step in present - set(asked):
        yield f"“{step}” is open work, though the state {document.state} does not ask for it"
    for step in set(asked) - present:
        if _has_holder(document, flow, asked[step]):
            yield f"“{step}” waits in the state {document.state}, but at nobody's desk"


def _asked(document: Any, flow: type[Flow]) -> list[Work]:
    works = flow.desks.get(flow.states(document.state), ())
    return [work for work in works if work.when(document)]


def _has_holder(document: Any, flow: type[Flow], work: Work) -> bool:
    if work.people:
        return bool(work.people(document))
    holder = work.by or flow.steps[work.step].by
    place = holder.place_id(document)
    return place is not None and access.posts_with(holder.right, Institution(pk=place)).exists()


def _strays() -> Iterator[Fault]:
    """Open work and running terms of documents that there are not."""
    for kind, model in kinds().items():
        known = model.objects.values("pk")
        for rows in (Desk.objects.filter(closed_at=None), Clock.objects.filter(stopped_on=None)):
            of_none = rows.filter(document_kind=kind).exclude(document_id__in=known)
            for pk in of_none.values_list("document_id", flat=True).distinct():
                yield Fault(f"{kind} {pk}", f"is gone, but has a {rows.model.__name__.lower()}")


def _counts() -> Iterator[Fault]:
    """The kept numbers of open work are those of its rows."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED_WRONG)
        for step, holder, more in cursor.fetchall():
            yield Fault(f"count of “{step}” at {holder}", f"is wrong by {more}")


def _letters() -> Iterator[Fault]:
    """No letter tells of a step that was not taken."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD_OF_NOTHING)
        for (key,) in cursor.fetchall():
            yield Fault(f"letter {key}", "tells of a record that there is not")


def _seals() -> Iterator[Fault]:
    """Each seal is signed, follows the one before it, and saw the records that there are."""
    before = None
    for seal in Seal.objects.order_by("number"):
        yield from (Fault(f"seal {seal.number}", says) for says in _seal(before, seal))
        before = seal


def _seal(before: Seal | None, seal: Seal) -> Iterator[str]:
    statement = seal.statement
    follows = (before.number + 1, records.fingerprint(before.statement)) if before else (1, "")
    if (seal.number, statement["previous"]) != follows or statement["number"] != seal.number:
        yield "does not follow the one before it"
    if not _is_signed(seal):
        yield "is not signed with its key"
    found = sealing.heads(statement["last_record"])
    if merkle.root([head.leaf() for head in found]).hex() != statement["root"]:
        yield "saw other histories than there are"


def _is_signed(seal: Seal) -> bool:
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.key))
    try:
        public.verify(bytes.fromhex(seal.signature), records.as_canonical(seal.statement))
    except (InvalidSignature, ValueError):
        return False
    return True


def _files() -> Iterator[Fault]:
    """Every file that a row names is there."""
    for name in sorted(files.named()):
        if not default_storage.exists(name):
            yield Fault(f"file {name}", "is named by a row and is not there")
