"""The installation's Ed25519 key (RFC 8032): it signs the seals and never leaves the server."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

RAW = 32


def private() -> Ed25519PrivateKey:
    """The key from ``SEAL_KEY`` (64 hex digits), else the one kept in ``var/seal.key``.

    Raises ``ImproperlyConfigured`` for a value that is no key.
    """
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept()))
    except ValueError as fault:
        raise ImproperlyConfigured("SEAL_KEY is not 64 hexadecimal digits.") from fault


def file() -> Path:
    """Where the key is kept that ``SEAL_KEY`` does not give."""
    return Path(settings.VAR) / "seal.key"


def exists() -> bool:
    """Whether there is a key; asking for one makes it."""
    return bool(settings.SEAL_KEY) or file().is_file()


def kept() -> str:
    """The private key as 64 hex digits."""
    text: str = settings.SEAL_KEY or _kept(file())
    return text.strip()


def _kept(file: Path) -> str:
    """The kept key; made at first use, readable by the owner only, by one process only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text()
    with os.fdopen(handle, "w") as out:
        out.write(text := os.urandom(RAW).hex())
    return text


def public() -> str:
    """The public key as 64 hex digits: what a third party keeps."""
    return private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
