"""Who a certificate names.

The subject of a qualified certificate also carries the personal number of its holder (ЕГН, as
„PNOBG-…“): only names are taken out of it. Some authorities write the number into the name too.
"""

import re
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

LONGEST = 200
_NAMES = ("common_name", "pseudonym", "organization_name")
#: Закон за транслитерацията, чл. 3: certificates name people in Latin letters.
_LETTERS = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya"
_LATIN = str.maketrans(dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя", _LETTERS.split(), strict=True)))
#: Of a hundred: „Radulova“ and „Radoulova“ are the same surname, „Petrova“ and „Petkova“ not.
_ALIKE = 88
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


def is_named(person: str, holder: str) -> bool:
    """Whether a certificate may be that of a person: by the surname, in whichever letters."""
    surname = _latin(person).split()[-1:]
    return any(ratio(one, name) >= _ALIKE for name in surname for one in _latin(holder).split())


def _latin(name: str) -> str:
    """„Стойкова“ and „Stoikova“ alike."""
    return name.casefold().translate(_LATIN).replace("y", "i")
