"""Tokens made, found and revoked; the text of one is known at the moment it is made only."""

import datetime
import hashlib
import secrets

from django.utils import timezone

from institutions.models import Person, Scope, Token

PREFIX = "saglas_"


def make(person: Person, label: str, scope: Scope, days: int) -> tuple[Token, str]:
    """A new token and its text, which is shown once and never kept."""
    text = PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + datetime.timedelta(days=days)
    token = Token.objects.create(
        person=person, label=label, scope=scope, digest=_digest(text), expires_at=expires
    )
    return token, text


def _digest(text: str) -> str:
    """SHA-256 is enough: the text is 256 random bits, not a word that can be guessed."""
    return hashlib.sha256(text.encode()).hexdigest()


def holding(text: str) -> Token | None:
    """The token of that text, if it opens anything today."""
    found = Token.objects.select_related("person").filter(
        digest=_digest(text), revoked_at=None, expires_at__gt=timezone.now(), person__is_active=True
    )
    return found.first()


def revoke(token: Token) -> None:
    """From now on it opens nothing."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
