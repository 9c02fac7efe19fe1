"""An institution that is renamed: its documents are found by the new name too.

Which documents these are is left as rows beside the renaming; a worker writes their entries.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q

from inspections.models import Inspection, Visit
from institutions.models import Institution
from plans.models import Plan
from search.models import Entry
from workflows import changes

#: By what the entries of a document say the name of an institution.
NAMED: dict[type[Any], tuple[str, ...]] = {
    Plan: ("institution", "council"),
    Inspection: ("institution",),
    Visit: ("institution",),
}


@transaction.atomic
def follow(institution: Institution) -> None:
    """Have the entries written anew that say the name; a few statements, however many they are."""
    for model, fields in NAMED.items():
        named = Q(*((name, institution) for name in fields), _connector=Q.OR)
        documents = model.objects.filter(named)
        # An entry is left alone while the print of its document stands: names are not in it.
        Entry.objects.filter(place="", document__in=documents.values("pk")).update(basis="")
        changes.note_all(documents)
