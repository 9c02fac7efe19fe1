"""Who a certificate names.

The subject of a qualified certificate also carries the personal number of its holder (ЕГН, as
„PNOBG-…“): only names are taken out of it. Some authorities write the number into the name too.
"""

import re
from dataclasses import dataclass
from typing import Any

LONGEST = 200
_NAMES = ("common_name", "pseudonym", "organization_name")
_NUMBER = re.compile(r"\d{10,}")


@dataclass(frozen=True)
class Named:
    """The holder, who issued the certificate, and its number in hexadecimal digits."""

    subject: str
    issuer: str
    serial: str


def named_in(certificate: Any) -> Named:
    """The names in a certificate, without signs that are not to be seen."""
    return Named(
        _name(certificate.subject.native),
        _name(certificate.issuer.native),
        f"{certificate.serial_number:X}"[:LONGEST],
    )


def _name(parts: dict[str, Any]) -> str:
    whole = [parts.get("given_name", ""), parts.get("surname", "")]
    found = next((parts[name] for name in _NAMES if parts.get(name)), whole)
    text = " ".join(found) if isinstance(found, list) else str(found)
    shown = "".join(sign for sign in text if sign.isprintable())
    return _NUMBER.sub("…", shown).strip()[:LONGEST]
