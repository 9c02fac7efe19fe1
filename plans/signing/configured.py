"""What is trusted and the seal of the house, as the installation is configured."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from .found import Trust

_SUFFIXES = {".pem", ".crt", ".cer"}


class Misconfigured(Exception):
    """A setting names what cannot be used; the text is for whoever runs the installation."""


@dataclass(frozen=True)
class Seal:
    """The certificate of the house with its key."""

    signer: Any

    @property
    def mark(self) -> str:
        """SHA-256 of the certificate, as hex: by it the seal is known again in a file."""
        return str(self.signer.signing_cert.sha256.hex())


def trust() -> Trust:
    """The roots of ``SIGNATURE_ROOTS`` and the seal that is not taken for a person's signature."""
    seal = seal_of_the_house()
    return Trust(trusted_roots(), seal.mark if seal else "")


def trusted_roots() -> tuple[bytes, ...]:
    """The certificates in the folder ``SIGNATURE_ROOTS``, in DER; none when it is not set."""
    return _in(settings.SIGNATURE_ROOTS) if settings.SIGNATURE_ROOTS else ()


def seal_of_the_house() -> Seal | None:
    """The seal of ``ORGANISATION_SEAL``; None when it is not set."""
    if not settings.ORGANISATION_SEAL:
        return None
    return _opened(settings.ORGANISATION_SEAL, settings.ORGANISATION_SEAL_PASSWORD)


@cache
def _in(folder: str) -> tuple[bytes, ...]:
    """Every certificate of a folder; one file may hold several in PEM."""
    try:
        files = sorted(Path(folder).iterdir())
        chosen = [one for one in files if one.suffix.lower() in _SUFFIXES]
        found = [one for path in chosen for one in _loaded(path.read_bytes())]
    except (OSError, ValueError) as fault:
        raise Misconfigured(f"SIGNATURE_ROOTS cannot be read: {fault}") from fault
    if not found:
        raise Misconfigured("SIGNATURE_ROOTS holds no certificate (.pem, .crt or .cer).")
    return tuple(one.public_bytes(Encoding.DER) for one in found)


def _loaded(data: bytes) -> list[x509.Certificate]:
    if b"-----BEGIN" in data:
        return x509.load_pem_x509_certificates(data)
    return [x509.load_der_x509_certificate(data)]


@cache
def _opened(path: str, password: str) -> Seal:
    # Only where there is a seal: the library takes a second to start.
    from pyhanko.sign import SimpleSigner

    try:
        data = Path(path).read_bytes()
        signer = SimpleSigner.load_pkcs12_data(data, [], passphrase=password.encode() or None)
    except (OSError, ValueError, AttributeError) as fault:  # the last: there is no key in it
        raise Misconfigured(
            f"ORGANISATION_SEAL is no PKCS#12 file that ORGANISATION_SEAL_PASSWORD opens: {fault}."
        ) from fault
    return Seal(signer)
