#!/usr/bin/env python3
"""Check a proof of Saglas offline: python verify.py PROOF.json [--key HEX] [--seals SEALS.json].

Needs Python 3.11 and the package `cryptography`, nothing of Saglas. ``--key`` is the public key
of the installation as you got it from elsewhere; ``--seals`` the seals that you or a witness
have kept. Without the two, whoever holds the signing key could have made everything anew.

Exit code 0: everything holds; 1: something does not, each finding on a line that begins with
its name (edited, reordered, inserted, deleted, truncated, backdated, re-signed); 2: no proof.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "saglas-proof-1"
# A step names its moment a little before it is written; a seal in between does not cover it.
GRACE = timedelta(minutes=10)
Json = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold."""

    attack: str
    says: str

    def __str__(self) -> str:
        return f"{self.attack}: {self.says}"


def check(proof: Json, key: str | None = None, kept: list[Json] | None = None) -> list[Finding]:
    """All findings, none when the proof holds; ``KeyError`` or ``TypeError`` when it is none."""
    if proof["format"] != FORMAT:
        raise KeyError(FORMAT)
    return [
        *_signatures(proof, key),
        *_seals(proof, kept or []),
        *_chain(proof["records"]),
        *_texts(proof),
        *_sealed(proof),
        *_covered(proof),
    ]


def canonical(value: Any) -> bytes:
    """The bytes that are hashed and signed: sorted JSON without spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(value: Any) -> str:
    """SHA-256 of a value, as hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _signatures(proof: Json, key: str | None) -> Iterator[Finding]:
    trusted = key or proof["key"]
    if proof["key"] != trusted:
        yield Finding("re-signed", "the proof names another key than the one you trust")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trusted))
    for seal in proof["seals"]:
        number = seal["statement"]["number"]
        try:
            public.verify(bytes.fromhex(seal["signature"]), canonical(seal["statement"]))
        except (InvalidSignature, ValueError):
            yield Finding(
                "re-signed", f"seal {number} is not signed with the key of the installation"
            )


def _seals(proof: Json, kept: list[Json]) -> Iterator[Finding]:
    """Seals follow each other, and are those that a witness has kept."""
    statements = [seal["statement"] for seal in proof["seals"]]
    for before, after in pairwise(statements):
        if after["number"] != before["number"] + 1 or after["previous"] != fingerprint(before):
            yield Finding(
                "re-signed", f"seal {after['number']} does not follow seal {before['number']}"
            )
    ours = {one["number"]: one for one in statements}
    for one in (seal["statement"] for seal in kept):
        if one["number"] in ours and ours[one["number"]] != one:
            yield Finding("re-signed", f"seal {one['number']} differs from the one that was kept")
    newest = max((seal["statement"]["number"] for seal in kept), default=0)
    if newest > max(ours, default=0) and statements:
        yield Finding("truncated", f"the proof ends before seal {newest}, which was kept")


def _chain(records: list[Json]) -> Iterator[Finding]:
    """The records follow each other without a gap, each whole."""
    for n, record in enumerate(records, start=1):
        if fingerprint(record["content"]) != record["hash"]:
            yield Finding("edited", f"record {n} says something else than when it was made")
    numbers = [record["content"]["sequence"] for record in records]
    if numbers != sorted(numbers):
        yield Finding("reordered", f"the records stand in the order {numbers}")
    elif len(set(numbers)) < len(numbers):
        twice = next(n for n in numbers if numbers.count(n) > 1)
        yield Finding("inserted", f"there are several records {twice}")
    elif numbers != list(range(1, len(numbers) + 1)):
        gone = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
        yield Finding("deleted", f"the records {gone} are missing")
    else:
        yield from _links(records)


def _links(records: list[Json]) -> Iterator[Finding]:
    before, moment = "", None
    for n, record in enumerate(records, start=1):
        if record["content"]["previous"] != before:
            yield Finding("inserted", f"record {n} does not follow the one before it")
        if moment and _moment(record) < moment:
            yield Finding("reordered", f"record {n} was made before the one that precedes it")
        before, moment = record["hash"], _moment(record)


def _texts(proof: Json) -> Iterator[Finding]:
    """Each text is the one that a record names."""
    named = {
        (record["content"]["revision"], record["content"]["fingerprint"])
        for record in proof["records"]
    }
    for text in proof["texts"]:
        name = f"the text of revision {text['revision']}" if text["revision"] else "the text"
        if fingerprint(text["content"]) != text["fingerprint"]:
            yield Finding("edited", f"{name} is not the one that was signed")
        elif (text["revision"], text["fingerprint"]) not in named:
            yield Finding("inserted", f"{name} is named by no record")


def _sealed(proof: Json) -> Iterator[Finding]:
    """What the seals saw is what the records say."""
    seals = {seal["statement"]["number"]: seal["statement"] for seal in proof["seals"]}
    for path in proof["paths"]:
        statement = seals.get(path["seal"])
        if statement is None or _root(proof["document"], path) != statement["root"]:
            yield Finding(
                "re-signed", f"the way to the root of seal {path['seal']} does not lead there"
            )
        elif finding := _against(proof["records"], path, _sealed_at(statement)):
            yield finding


def _against(records: list[Json], path: Json, sealed_at: datetime) -> Finding | None:
    """The head that a seal saw against the record of that number; what differs has a name."""
    number, seal = path["sequence"], path["seal"]
    if len(records) < number:
        return Finding("truncated", f"seal {seal} saw {number} records, there are {len(records)}")
    if records[number - 1]["hash"] == path["hash"]:
        return None
    then = sum(_moment(record) <= sealed_at for record in records)
    attack = "inserted" if then > number else "deleted" if then < number else "edited"
    return Finding(attack, f"up to record {number} this is not the history that seal {seal} saw")


def _covered(proof: Json) -> Iterator[Finding]:
    """Each record is covered by the first seal after it; one that is not claims a false moment."""
    paths = {path["seal"]: path["sequence"] for path in proof["paths"]}
    statements = [seal["statement"] for seal in proof["seals"]]
    for n, record in enumerate(proof["records"], start=1):
        due = (one["number"] for one in statements if _sealed_at(one) > _moment(record) + GRACE)
        first = next(due, None)
        if first is not None and paths.get(first, 0) < n:
            yield Finding(
                "backdated",
                f"record {n} claims {_moment(record):%d.%m.%Y %H:%M}, seal {first} did not see it",
            )
    if statements and not any(number == statements[-1]["number"] for number in paths):
        yield Finding(
            "truncated", f"the way to the newest seal {statements[-1]['number']} is missing"
        )


def _root(document: Json, path: Json) -> str:
    leaf = canonical([document["kind"], document["id"], path["sequence"], path["hash"]])
    value = hashlib.sha256(b"\0" + leaf).digest()
    for side, neighbour in path["path"]:
        other = bytes.fromhex(neighbour)
        pair = other + value if side == "left" else value + other
        value = hashlib.sha256(b"\1" + pair).digest()
    return value.hex()


def _moment(record: Json) -> datetime:
    return datetime.fromisoformat(record["content"]["at"])


def _sealed_at(statement: Json) -> datetime:
    return datetime.fromisoformat(statement["sealed_at"])


def main() -> int:
    """Read the files, print the findings, return the exit code."""
    ask = argparse.ArgumentParser(description="Check a proof of Saglas offline.")
    ask.add_argument("proof", type=Path)
    ask.add_argument("--key", help="the public key of the installation, 64 hexadecimal digits")
    ask.add_argument("--seals", type=Path, help="the seals that you or a witness have kept")
    given = ask.parse_args()
    try:
        proof = json.loads(given.proof.read_text("utf-8"))
        kept = json.loads(given.seals.read_text("utf-8"))["seals"] if given.seals else []
        findings = check(proof, given.key, kept)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        print(f"This is no proof: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    if not findings:
        print(_summary(proof, trusted=bool(given.key), witnessed=bool(kept)))
    return 1 if findings else 0


def _summary(proof: Json, *, trusted: bool, witnessed: bool) -> str:
    records, seals = proof["records"], proof["seals"]
    sealed = max((path["sequence"] for path in proof["paths"]), default=0)
    lines = [
        f"Whole: {proof['document']['subject']}",
        f"{len(records)} records, {sealed} of them sealed",
        f"{len(seals)} seals, {len(proof['texts'])} signed texts",
    ]
    if not trusted:
        lines.append("Not compared: the key (say --key with the one you got from elsewhere)")
    if not witnessed:
        lines.append("Not compared: the seals (say --seals with those that a witness has kept)")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
