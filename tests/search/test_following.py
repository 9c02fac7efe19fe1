"""In every state of every route entries are as they should be, and open to whom they should be."""

import pytest
from django.core.management import call_command
from django.db.models import Q

from inspections.models import Inspection, Visit
from plans.models import Activity, Plan
from plans.shown import last_number
from plans.states import CHANGING
from search.models import Entry, Kind
from search.readers import held_by
from tests import making
from tests.reaching import WAYS, brought
from workflows import changes

pytestmark = pytest.mark.django_db

PLACES = [(route, place) for route in WAYS for place in WAYS[route]]
#: Texts that the tests change without the services that would have told it.
PAST_THE_SERVICES = ("!edit", "!row_leaves")
MODELS = {Kind.PLAN: Plan, Kind.INSPECTION: Inspection, Kind.VISIT: Visit}
FIELDS = ("owner", "place", "kind", "title", "about", "url", "on", "readers", "hidden", "words",
          "digest", "basis")  # fmt: skip


def entries():
    return {str(row) for row in Entry.objects.values_list(*FIELDS)}


def found_by(person, kind):
    keys = held_by(person)[kind]
    hidden = Q(hidden__overlap=keys)
    return Entry.objects.filter(kind=kind, readers__overlap=keys).exclude(hidden)


def rows_read_by(person, plan):
    rows = Activity.objects.filter(
        revision__plan=plan, revision__number=last_number(plan, person)
    )  # fmt: skip
    return {f"{row.number} {row.text}".strip() for row in rows}


@pytest.mark.parametrize(("route", "place"), PLACES)
def test_everybody_finds_what_is_open_to_them_and_nothing_else(route, place, people, places):
    brought(route, place, people, places)
    changes.attend()
    if any(name in WAYS[route][place] for name in PAST_THE_SERVICES):
        call_command("index_search")
    for name, person in people:
        for kind, model in MODELS.items():
            open_ = set(model.objects.open_to(person).values_list("pk", flat=True))
            found = set(found_by(person, kind).values_list("document", flat=True))
            assert found == open_, (name, kind)
        for plan in Plan.objects.open_to(person):
            # Who judges a change reads it on the plan's page; here the text in force is found.
            if plan.state not in CHANGING:
                rows = found_by(person, Kind.ACTIVITY).filter(document=plan.pk)
                titles = set(rows.values_list("title", flat=True))
                assert titles == rows_read_by(person, plan), name
    kept = entries()
    Entry.objects.all().delete()
    call_command("index_search")
    assert entries() == kept
    call_command("index_search", "--if-empty")


@pytest.mark.parametrize(("route", "place"), [("municipal", "adopted"), ("visit", "scheduled")])
def test_documents_follow_the_new_name_of_an_institution(route, place, people, places):
    brought(route, place, people, places)
    changes.attend()
    before = entries()
    for one in (places.municipality, places.council, places.authority, places.school):
        one.name = f"{one.name} Ново"
        one.short_name = f"{one.short_name} Ново"
        one.save()
    assert changes.attend() > 0
    kept = entries()
    assert kept != before
    Entry.objects.all().delete()
    call_command("index_search")
    assert entries() == kept


def test_an_institution_saved_as_it_was_wakes_nobody(people, places):
    brought("municipal", "received", people, places)
    changes.attend()
    places.municipality.save()
    assert changes.attend() == 0


def test_a_renaming_asks_as_often_however_many_documents_there_are(
    people, places, django_assert_max_num_queries
):
    for year in range(2030, 2036):
        making.imported(
            people.municipal_expert, places.municipality, making.municipal_reading(year)
        )
    changes.attend()
    places.municipality.name += " Ново"
    with django_assert_max_num_queries(16):
        places.municipality.save()
    assert changes.attend() == 6
