"""What a person holds is asked once for a page, anew for a change, and never kept longer."""

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import RequestFactory

from institutions import asked, changing
from institutions.models import Institution
from institutions.rights import Right
from plans.models import Plan, PlanUserPermission
from tests.standing import stand_in
from workflows import access

pytestmark = pytest.mark.django_db


def held(person):
    """In which posts, for whom and by which order a person may use each right at each place."""
    return {
        (right, place.code): [
            (one.post, one.acting_for, one.substitution, one.own_post)
            for one in access.capacities(person, right, place)
        ]
        for right in Right
        for place in Institution.objects.all()
    }


@pytest.mark.parametrize("only", [(), ("agree_plan",)], ids=["all matters", "one matter"])
def test_a_page_reads_of_everybody_what_the_gate_asks(only, people):
    stand_in(people.department_head, people.ruo_head, named_by=people.minister, only=only)
    for _name, person in people:
        asked_anew = held(person)
        with asked.keeping():
            assert held(person) == asked_anew
        assert access.rights_of(person) == {
            right for (right, _at), posts in asked_anew.items() if posts
        }


def test_a_page_asks_once_and_a_form_each_time(people, django_assert_num_queries):
    def view(_request):
        for _turn in range(3):
            assert access.holds_anywhere(people.ruo_head, Right.AGREE_PLAN)
        return HttpResponse()

    page = asked.AskOnce(view)
    with django_assert_num_queries(1):
        page(RequestFactory().get("/"))
    with django_assert_num_queries(3):
        page(RequestFactory().post("/"))


def test_the_next_page_knows_that_an_order_has_ended(people, municipal_plan, places):
    order = stand_in(people.head_of_another_region, people.ruo_head, named_by=people.minister)
    whether = people.head_of_another_region, Right.AGREE_PLAN, places.authority
    with asked.keeping():
        assert [one.substitution for one in access.capacities(*whether)] == [order]
    changing.end_substitution(order)
    with asked.keeping():
        assert not list(access.capacities(*whether))


def test_who_is_named_on_a_plan_sees_that_plan(people, municipal_plan):
    stranger = people.head_of_another_region
    named = PlanUserPermission.objects.create(
        user=stranger,
        permission=Permission.objects.get(codename="prepare_plan", content_type__model="plan"),
        content_object=municipal_plan,
    )
    for kept in (False, True):
        with asked.keeping():
            assert list(Plan.objects.open_to(stranger)) == ([] if kept else [municipal_plan])
        named.delete() if not kept else None


def test_rights_at_thousands_of_institutions_are_one_parameter(people):
    many = frozenset(range(5000))
    found = Plan.objects.filter(Plan.visible(many, many))
    _statement, values = found.query.sql_with_params()
    assert len(values) < 10
    assert list(found) == []
