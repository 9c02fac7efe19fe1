"""What the register learns from a match, and unlearns."""

import pytest

from inspections import choosing, matching
from inspections.models import Inspection
from institutions.models import Institution
from tests import making
from tests.racing import meanwhile

pytestmark = pytest.mark.django_db
PRINTED = "ОУ „Някое Друго“"


@pytest.fixture
def waiting(ruo_plan, people):
    """A listed name that nobody knows."""
    making.approved(ruo_plan, people)
    return Inspection.objects.get(number="18.2.1").targets.get(institution=None)


def _known(authority):
    return matching.Register(authority).match(PRINTED, "гр. Каменград").institution


def test_a_match_teaches_and_another_match_teaches_anew(waiting, people, places):
    actor = people.department_head
    choosing.match(waiting, places.school, actor=actor)
    assert _known(places.authority) == places.school
    choosing.match(waiting, places.other_school, actor=actor)
    assert _known(places.authority) == places.other_school
    places.school.refresh_from_db()
    assert waiting.name not in places.school.aliases


def test_a_removed_row_takes_what_it_taught_along(waiting, people, places):
    before = Institution.objects.get(pk=places.school.pk).aliases
    choosing.match(waiting, places.school, actor=people.department_head)
    choosing.remove(waiting, actor=people.department_head)
    assert _known(places.authority) is None
    places.school.refresh_from_db()
    assert places.school.aliases == before


def test_a_name_that_the_register_had_stays(waiting, people, places):
    places.school.aliases = [waiting.name]
    places.school.save()
    choosing.match(waiting, places.school, actor=people.department_head)
    choosing.remove(waiting, actor=people.department_head)
    places.school.refresh_from_db()
    assert places.school.aliases == [waiting.name]


@pytest.mark.django_db(transaction=True)
def test_a_name_entered_at_the_same_moment_is_kept(waiting, people, places):
    row = Institution.objects.filter(pk=places.school.pk)
    answer = meanwhile(
        lambda: row.update(aliases=["Друго име"]),
        lambda: choosing.match(waiting, places.school, actor=people.department_head),
    )
    assert answer.institution == places.school
    assert row.get().aliases == ["Друго име", waiting.name]
