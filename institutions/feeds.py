"""Secret addresses of calendars: made, made anew, ended, found."""

import hashlib
import secrets
from typing import Any

from django.utils import timezone

from institutions.models import Feed, Institution, Person

BYTES = 32


def renew(owner: Person | Institution, *, by: Person) -> str:
    """Make a secret for the calendar of a person or an institution; an older one ends with it."""
    secret = secrets.token_urlsafe(BYTES)
    Feed.objects.update_or_create(
        **_of(owner),
        defaults={"secret_hash": _hash(secret), "made_by": by, "made_at": timezone.now()},
    )
    return secret


def revoke(owner: Person | Institution) -> bool:
    """End the address of a calendar; False when there was none."""
    return bool(Feed.objects.filter(**_of(owner)).delete()[0])


def by_secret(secret: str) -> Feed | None:
    """The calendar of an address; none for a secret that ended, or whose person is gone."""
    found = Feed.objects.select_related("person", "institution")
    feed = found.filter(secret_hash=_hash(secret)).first()
    gone = feed is not None and feed.person is not None and not feed.person.is_active
    return None if gone else feed


def _of(owner: Person | Institution) -> dict[str, Any]:
    return {"person" if isinstance(owner, Person) else "institution": owner}


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
