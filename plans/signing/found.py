"""What the check of a signed PDF is told and what it finds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from plans.states import Chain


@dataclass(frozen=True)
class Signature:
    """A signature that holds: the names in the certificate, and when.

    ``said_at`` is what the clock of the signer said, ``stamped_at`` what an authority for time
    stamps confirms. ``is_seal``: made with the certificate of the seal of the house.
    """

    signer: str
    issuer: str
    serial: str
    said_at: dt.datetime | None
    stamped_at: dt.datetime | None
    chain: Chain
    is_seal: bool

    @property
    def chain_words(self) -> str:
        """What is known of the chain of the certificate."""
        return str(self.chain.label)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "Signature":
        """A signature as it was written by the process that checked it."""
        moments = {name: _moment(given[name]) for name in ("said_at", "stamped_at")}
        return cls(**(given | moments | {"chain": Chain(given["chain"])}))


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Checked:
    """A PDF whose signatures hold: the first one first, and the mark of what its pages show."""

    signatures: tuple[Signature, ...]
    drawn: str

    def as_json(self) -> dict[str, Any]:
        """For the way between two processes."""
        return asdict(self)


@dataclass(frozen=True)
class Trust:
    """What is known beforehand: roots in DER, and the SHA-256 of the seal's certificate."""

    roots: Sequence[bytes]
    seal: str = ""
