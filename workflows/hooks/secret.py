"""The secret of a webhook: worked out whenever it is needed, kept nowhere, shown once.

It is an HMAC of the webhook's nonce under the key of the installation: whoever reads the
database or a backup cannot sign. Calls are signed as „Standard Webhooks“ write it (version 1).
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

PURPOSE = b"saglas.webhook.1:"
PREFIX = "whsec_"


class KeyChanged(Exception):
    """The installation signs with another key than when the secret was shown."""


def new_nonce() -> str:
    """What makes the next secret differ from all others."""
    return secrets.token_urlsafe(32)


def text_of(nonce: str) -> str:
    """The secret as its receiver keeps it."""
    return PREFIX + base64.b64encode(_bytes_of(nonce)).decode()


def hash_of(nonce: str) -> str:
    """By this one knows later that the key of the installation is still the same."""
    return hashlib.sha256(_bytes_of(nonce)).hexdigest()


def signature(nonce: str, secret_hash: str, key: str, moment: int, body: bytes) -> str:
    """The signature of a call: over its key, the moment in seconds and the body.

    Raises ``KeyChanged``: what the receiver cannot verify is not sent.
    """
    if not hmac.compare_digest(hash_of(nonce), secret_hash):
        raise KeyChanged
    signed = b"%s.%d.%s" % (key.encode(), moment, body)
    digest = hmac.digest(_bytes_of(nonce), signed, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"


def _bytes_of(nonce: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), PURPOSE + nonce.encode(), "sha256")
