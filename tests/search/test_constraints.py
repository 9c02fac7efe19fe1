"""The constraint of the entries, broken."""

import pytest
from django.db import IntegrityError

from search.models import Entry

pytestmark = pytest.mark.django_db


def test_an_entry_stands_once_at_its_place():
    facts = {"kind": 0, "owner": "plans:1", "digest": "", "title": "", "url": "", "readers": []}
    Entry.objects.create(**facts, words="")
    with pytest.raises(IntegrityError, match="entry_once_per_place"):
        Entry.objects.create(**facts, words="")


NAMED = ("entry_once_per_place",)
