"""Ticks of a person at the changes of a plan: kept for them alone, changing no document."""

from collections.abc import Collection

from institutions.models import Person
from plans.models import Plan, Reviewed


class NoSuchChange(LookupError):
    """The texts have no such change (any more)."""


def tick(plan: Plan, change: str, *, actor: Person, wanted: bool, among: Collection[str]) -> None:
    """Set or take away a person's tick; ``among`` are the changes that they are shown.

    Twice is as good as once. ``NoSuchChange`` when the change is none of those.
    """
    if change not in among:
        raise NoSuchChange(change)
    if wanted:
        one = Reviewed(plan=plan, person=actor, change=change)
        Reviewed.objects.bulk_create([one], ignore_conflicts=True)
    else:
        Reviewed.objects.filter(plan=plan, person=actor, change=change).delete()


def ticked(plan: Plan, person: Person) -> frozenset[str]:
    """The changes that a person has ticked."""
    mine = Reviewed.objects.filter(plan=plan, person=person)
    return frozenset(mine.values_list("change", flat=True))
