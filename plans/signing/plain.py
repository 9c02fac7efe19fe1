"""Whether a signature lies in its file as PDF asks, with nothing hidden beside it.

The bytes of the signature itself are the only ones it cannot cover. Programs read them leniently,
so that some could be changed and nobody would notice: they are asked for exactly.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from asn1crypto.cms import ContentInfo
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter


def is_plain(embedded: Any, data: bytes, roots: Sequence[bytes]) -> bool:
    """Whether nothing but the signature stands in the gap that it does not cover."""
    start, before, after, length = embedded.byte_range
    gap, contents = data[before:after], embedded.pkcs7_content
    fits = start == 0 and 0 < before < after and after + length <= len(data)
    return (
        fits
        and _is_hex_of(contents, gap)
        and _is_only_a_signature(contents)
        and all(_are_whole(_beside(one), roots) for one in _signed_parts(embedded))
    )


def _is_hex_of(contents: bytes, gap: bytes) -> bool:
    written = contents.hex().encode()
    return gap in (b"<%b>" % written, b"<%b>" % written.upper())


def _is_only_a_signature(contents: bytes) -> bool:
    """Whether zeros alone fill the room behind the signature."""
    used = len(ContentInfo.load(contents).dump())
    return not contents[used:].strip(b"\0")


def _signed_parts(embedded: Any) -> list[Any]:
    """The signature, and the time stamps on it."""
    return [embedded.signed_data, *extract_tst_data_iter(embedded.signer_info, signed=False)]


def _beside(signed: Any) -> list[bytes]:
    """The certificates that a signature brings along."""
    return [one.chosen.dump() for one in signed["certificates"]]


def _are_whole(beside: Iterable[bytes], roots: Sequence[bytes]) -> bool:
    """Whether certificates are as their issuers signed them.

    One whose issuer is not at hand is left alone: nothing is decided by it.
    """
    own = [x509.load_der_x509_certificate(one) for one in beside]
    known = [*own, *(x509.load_der_x509_certificate(one) for one in roots)]
    return all(
        _is_of(one, issuer) for one in own for issuer in known if issuer.subject == one.issuer
    )


def _is_of(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
