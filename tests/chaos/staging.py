"""``python -m tests.chaos.staging NUMBER STEP``: municipal plans in the database that is served.

Each plan is of another municipality and year and is brought by real steps to where STEP (submit,
agree) waits. Prints their keys and versions as JSON.
"""

import json
import sys
from typing import Any

import django

TOWNS = ("kamengrad", "belorechene", "mechidol", "zhitnopole")
"""Municipalities of the region whose head agrees their plans."""
MAYORS = {
    "kamengrad": "genovski",
    "belorechene": "krinchev",
    "mechidol": "balkandzhieva",
    "zhitnopole": "kutsarov",
}
FIRST_YEAR = 2030
FILE = "imports/plan.docx"
STRATEGY: dict[str, Any] = {"strategy": "Общинска стратегия", "strategy_until": 2100}


def stage(number: int, step: str) -> list[dict[str, Any]]:
    """Make so many plans; what the test needs to know of each."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from plans.models import Plan

    if not default_storage.exists(FILE):
        default_storage.save(FILE, ContentFile(b"as the tests' imports name it"))
    taken = Plan.objects.filter(starts_on__year__gte=FIRST_YEAR).count()
    return [_plan(taken + place, step) for place in range(number)]


def _plan(place: int, step: str) -> dict[str, Any]:
    from institutions.models import Institution, Person
    from tests import making
    from workflows import gate

    year, town = divmod(place, len(TOWNS))
    name = TOWNS[town]
    mayor = Person.objects.get(username=MAYORS[name])
    municipality = Institution.objects.get(code=f"ob-{name}")
    plan = making.imported(mayor, municipality, making.municipal_reading(FIRST_YEAR + year))
    if step == "agree":
        gate.perform(plan, "submit", actor=mayor, **STRATEGY)
        records = Person.objects.get(username="gancheva")
        gate.perform(plan, "register", actor=records, incoming_number=f"РД-{place}")
    council = Institution.objects.get(code=f"obs-{name}")
    return {
        "pk": str(plan.pk),
        "version": plan.version,
        "mayor": mayor.username,
        "council": council.pk,
    }


def stand_in() -> None:
    """The head of a department stands in for the head: two people may agree."""
    from institutions.models import Person, Substitution
    from tests import standing

    people = {one.username: one for one in Person.objects.all()}
    if not Substitution.objects.filter(absent=people["radulova"]).exists():
        standing.stand_in(people["bistrishki"], people["radulova"], named_by=people["ardaliev"])


if __name__ == "__main__":
    django.setup()
    stand_in()
    print(json.dumps(stage(int(sys.argv[1]), sys.argv[2])))
