"""The proof of one document: its texts, its records, the seals and the way from it to each root.

The file says nothing that has to be believed: ``verify.py`` recomputes all of it.
"""

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any

from workflows import records
from workflows.models import Record, Seal
from workflows.proof import key, merkle, sealing

FORMAT = "saglas-proof-1"


def proof_of(document: Any) -> dict[str, Any]:
    """The proof as plain JSON values."""
    history = list(records.of(document))
    seals = list(Seal.objects.filter(day__gte=_first_day(history)).order_by("number"))
    proof = {
        "format": FORMAT,
        "document": {"kind": document.slug, "id": str(document.pk), "subject": document.subject},
        "texts": [text.as_proof() for text in document.signed_texts()],
        "records": [{"content": records.content(one), "hash": one.hash} for one in history],
        "seals": [published(seal) for seal in seals],
        "paths": list(_paths(document, history, seals)),
        "key": key.public(),
    }
    plain: dict[str, Any] = json.loads(records.as_canonical(proof))
    return plain


def published(seal: Seal) -> dict[str, Any]:
    """A seal as it is published."""
    return {"statement": seal.statement, "key": seal.key, "signature": seal.signature}


def _first_day(history: list[Record]) -> datetime.date:
    return history[0].at.date() if history else datetime.date.max


def _paths(document: Any, history: list[Record], seals: list[Seal]) -> Iterator[dict[str, Any]]:
    """The way from the head to the root: for each seal that saw the head move, and the last."""
    for seal in _telling(history, seals):
        found = sealing.heads(seal.statement["last_record"])
        place = next((n for n, head in enumerate(found) if head.document == str(document.pk)), None)
        if place is not None:
            yield {
                "seal": seal.number,
                "sequence": found[place].sequence,
                "hash": found[place].hash,
                "path": merkle.path([head.leaf() for head in found], place),
            }


def _telling(history: Iterable[Record], seals: list[Seal]) -> list[Seal]:
    """For each record the first seal that covers it, and the newest seal of all."""
    covering = {
        next((seal for seal in seals if record.pk <= seal.statement["last_record"]), None)
        for record in history
    }
    wanted = {*covering, *seals[-1:]} - {None}
    return [seal for seal in seals if seal in wanted]
