"""One number, two people at once: one is let through, the other hears a sentence."""

import pytest

from inspections.models import Inspection, Visit
from tests import making
from tests.racing import meanwhile, presses, together

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = "въведете друг номер"


@pytest.fixture
def drawn(ruo_plan, people):
    """Two protocols before the records office."""
    visits = list(making.ordered(ruo_plan, people).visits.order_by("pk"))
    for place, visit in enumerate(visits):
        making.scheduled(visit, people, hour=9 + 4 * place)
        making.answered_all(visit)
        making.taken(visit, "draw_protocol", people.expert, summary="Спазва се.")
    return visits


def _one_of_two(rows, *pressing):
    answers = together(rows, *pressing)
    assert sorted(answer.status_code for answer in answers) == [302, 422]


def _second_is_told(rows, given, press):
    """The number of the first is entered while the second presses."""
    model = type(rows[0])
    state = rows[1].state
    refused = meanwhile(lambda: model.objects.filter(pk=rows[0].pk).update(**given), press)
    assert refused.status_code == 422
    assert TOLD in refused.content.decode()
    assert model.objects.get(pk=rows[1].pk).state == state


def _registers(people, visit):
    entered = {"authority_number": "КП-7", "school_number": "1", "on": making.TODAY().isoformat()}
    return presses(people.records, visit, "register_protocol", **entered)


def test_of_two_protocols_with_one_number_one_is_registered(drawn, people):
    _one_of_two(drawn, *(_registers(people, visit) for visit in drawn))
    assert Visit.objects.filter(authority_number="КП-7").count() == 1


def test_a_register_number_given_a_moment_ago_is_refused_in_words(drawn, people):
    given = {"authority_number": "КП-7", "registered_on": making.TODAY()}
    _second_is_told(drawn, given, _registers(people, drawn[1]))


@pytest.fixture
def proposed(ruo_plan, people, places):
    """Two inspections before the head, their schools known."""
    making.approved(ruo_plan, people)
    inspections = list(Inspection.objects.order_by("pk"))
    for inspection in inspections:
        inspection.targets.filter(institution=None).update(institution=places.school)
    return inspections


def _orders(people, inspection):
    entered = {
        "order_number": "РД-06-7",
        "on": making.TODAY().isoformat(),
        "team": [people.expert.pk],
        "aim": "Състояние",
        "criteria": "Критерий 1",
        "visits_until": making.order_facts(people)["visits_until"].isoformat(),
        "protocol_days": 7,
        "report_days": 14,
        "documents_only": "on",
    }
    return presses(people.ruo_head, inspection, "order", **entered)


def test_of_two_orders_with_one_number_one_is_given(proposed, people):
    _one_of_two(proposed, *(_orders(people, one) for one in proposed))
    assert Inspection.objects.filter(order_number="РД-06-7").count() == 1


def test_an_order_number_given_a_moment_ago_is_refused_in_words(proposed, people):
    given = {"order_number": "РД-06-7", "ordered_on": making.TODAY()}
    _second_is_told(proposed, given, _orders(people, proposed[1]))
