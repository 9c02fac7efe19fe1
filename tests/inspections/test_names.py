"""What the register learns from a match, and unlearns."""

import pytest

from inspections import choosing
from inspections.models import Inspection
from institutions import naming, resolving
from institutions.changing import Impossible
from institutions.models import Institution, LearntName
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
    return resolving.Register(authority).match(PRINTED, "гр. Каменград").institution


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


def test_the_register_tells_from_whom_when_and_where_a_name_was_learnt(waiting, people, places):
    choosing.match(waiting, places.school, actor=people.department_head)
    learnt = LearntName.objects.get()
    assert (learnt.institution, learnt.name) == (places.school, waiting.name)
    assert learnt.learnt_by == people.department_head
    assert learnt.why == waiting.inspection.subject
    assert learnt.forgotten_at is None
    choosing.remove(waiting, actor=people.ruo_head)
    learnt.refresh_from_db()
    assert learnt.forgotten_by == people.ruo_head


def test_a_name_taken_out_matches_no_later_plan(waiting, people, places):
    choosing.match(waiting, places.school, actor=people.department_head)
    naming.take_out(places.school, waiting.name, actor=people.ruo_head)
    assert _known(places.authority) is None
    assert waiting.inspection.targets.get(pk=waiting.pk).institution == places.school
    with pytest.raises(Impossible):
        naming.take_out(places.school, waiting.name, actor=people.ruo_head)
    choosing.match(waiting, places.other_school, actor=people.department_head)
    assert LearntName.objects.filter(forgotten_at=None).get().institution == places.other_school


def test_a_name_of_the_register_itself_is_taken_out_on_record(waiting, people, places):
    Institution.objects.filter(pk=places.school.pk).update(aliases=["Старото училище"])
    naming.take_out(places.school, "Старото училище", actor=people.department_head)
    gone = LearntName.objects.get()
    assert (gone.learnt_by, gone.forgotten_by) == (None, people.department_head)
