"""What a person decides about the doubts of an import."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Person
from plans.importing import capacity_for, undecided
from plans.models import Import, ImportStatus

PREFIX = "decision-"
LONGEST = 500
DIGITS = 6


def decisions_in(values: Mapping[str, str]) -> dict[str, str]:
    """The decisions of a page by the index of the doubt; empty ones are left out."""
    found = {
        name.removeprefix(PREFIX): " ".join(str(text).split())[:LONGEST]
        for name, text in values.items()
        if name.startswith(PREFIX)
    }
    return {index: text for index, text in found.items() if text and _is_index(index)}


def _is_index(text: str) -> bool:
    """A short number in plain digits: „²“ is a digit too, and no number."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


@transaction.atomic
def keep_decisions(import_: Import, decisions: Mapping[str, str], *, actor: Person) -> None:
    """Add what was decided; ``ImportRefused`` when the person may not or it is over.

    A page sends all its fields: a decision that reads as before stays its author's.
    """
    locked = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    capacity_for(actor, locked.institution, locked.plan)
    if locked.status != ImportStatus.READ or not decisions:
        return
    known = range(len(locked.reading.get("anomalies", ())))
    made = {"by": actor.username, "at": timezone.now().isoformat()}
    locked.decisions = locked.decisions | {
        index: {"done": text} | made
        for index, text in decisions.items()
        if int(index) in known and locked.decisions.get(index, {}).get("done") != text
    }
    locked.save(update_fields=["decisions"])
    import_.decisions = locked.decisions


def keep_as_printed(import_: Import, *, actor: Person) -> None:
    """Leave every grave doubt that nobody has decided about as the document prints it."""
    words = _("Left as it is printed.")
    keep_decisions(import_, {str(index): words for index in undecided(import_)}, actor=actor)
