"""Once a day the heads of all histories are sealed; cutting off newer records then shows.

A seal covers all records up to a number. Numbers are given before commit, so a short table
lock waits for the steps under way: after it, no smaller number can still appear.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from institutions.rights import Right
from workflows import access, notices, records
from workflows.models import Seal
from workflows.proof import key, merkle

LONGEST_WAIT = "5s"
LAST = "SELECT coalesce(max(id), 0) FROM workflows_record"
HEADS = """
SELECT DISTINCT ON (document_id) document_kind, document_id::text, sequence, hash
FROM workflows_record WHERE id <= %s ORDER BY document_id, sequence DESC
"""


@dataclass(frozen=True)
class Head:
    """The last record of one document's history when it was sealed."""

    kind: str
    document: str
    sequence: int
    hash: str

    def leaf(self) -> bytes:
        """Its leaf in the tree."""
        return merkle.leaf(
            records.as_canonical([self.kind, self.document, self.sequence, self.hash])
        )


def seal_day() -> Seal | None:
    """Seal the present day unless it is sealed already; the new seal, or None.

    Raises ``OperationalError`` when steps under way do not end within five seconds: the next
    call tries again.
    """
    if Seal.objects.filter(day=timezone.localdate()).exists():
        return None
    last, moment = _last_record()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE workflows_seal IN SHARE ROW EXCLUSIVE MODE")
        day = timezone.localdate(moment)
        if Seal.objects.filter(day=day).exists():
            return None
        seal = _signed(day, _statement(last, moment))
        seal.save()
        notices.tell("seal", access.people_with(Right.WITNESS_SEALS), seal, "seal", seal=seal)
    return seal


def _last_record() -> tuple[int, datetime.datetime]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
        cursor.execute("LOCK TABLE workflows_record IN SHARE MODE")
        cursor.execute(LAST)
        return cursor.fetchone()[0], timezone.now()


def _statement(last: int, moment: datetime.datetime) -> dict[str, Any]:
    before = Seal.objects.first()
    found = heads(last)
    return {
        "number": before.number + 1 if before else 1,
        "previous": records.fingerprint(before.statement) if before else "",
        "sealed_at": moment.isoformat(timespec="milliseconds"),
        "histories": len(found),
        "last_record": last,
        "root": merkle.root([head.leaf() for head in found]).hex(),
    }


def _signed(day: datetime.date, statement: dict[str, Any]) -> Seal:
    signature = key.private().sign(records.as_canonical(statement)).hex()
    return Seal(
        number=statement["number"],
        day=day,
        statement=statement,
        key=key.public(),
        signature=signature,
    )


def heads(last: int) -> list[Head]:
    """The heads of all histories among the records up to a number, in the order of the tree."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS, [last])
        return [Head(*row) for row in cursor.fetchall()]
