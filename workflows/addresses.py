"""Addresses that take no letters: marked when a server says so for good, until they change."""

from django.utils import timezone

from institutions.models import Person


def mark_refused(person: Person, address: str, words: str) -> bool:
    """Mark the address of a person as refused; not one that they have changed meanwhile."""
    same = Person.objects.filter(pk=person.pk, email__iexact=address, email_refused_at=None)
    return bool(same.update(email_refused_at=timezone.now(), email_refused_why=words[:300]))
