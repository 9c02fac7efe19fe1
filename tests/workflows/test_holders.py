"""Who holds a right is told by prepared statements for pages: the same as everywhere else."""

import pytest

from institutions.models import Institution, Person
from institutions.models.post import on_day
from institutions.rights import Right
from tests.making import TODAY
from tests.standing import stand_in
from workflows import access
from workflows.queries.holders import first_holder, holders_by_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(people):
    """One stands in for all matters, one for chosen ones, one may not sign in any longer."""
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    stand_in(people.second_expert, people.expert, named_by=people.ruo_head, only=("inspect",))
    people.mayor.is_active = False
    people.mayor.save()


@pytest.mark.parametrize("right", list(Right))
def test_holders_are_those_whom_rights_are_asked_of(right, changed):
    for place in Institution.objects.all():
        expected = list(access.holders(right, place).order_by("name", "pk"))
        found = holders_by_name(right, place)
        assert found == expected
        assert [one.name for one in found] == [one.name for one in expected]


@pytest.mark.parametrize("right", list(Right))
def test_the_first_holder_has_the_first_post(right, changed):
    for place in Institution.objects.all():
        post, found = access.posts_with(right, place).first(), first_holder(right, place)
        assert found.post == post
        if post and found.post:
            own = Person.objects.filter(appointments__in=post.appointments.filter(on_day(TODAY())))
            names = own.filter(is_active=True).order_by("name").values_list("name", flat=True)
            assert found.name == (names.first() or "")
            assert found.post.title == post.title
            assert found.post.institution.label == post.institution.label


def test_a_place_without_the_right_has_nobody(places):
    assert holders_by_name(Right.INSPECT, places.school) == []
    assert first_holder(Right.INSPECT, places.school).post is None
