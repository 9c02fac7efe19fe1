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


def _registers(people, visit):
    entered = {"authority_number": "КП-7", "school_number": "1", "on": making.TODAY().isoformat()}
    return presses(people.records, visit, "register_protocol", **entered)


def test_of_two_protocols_with_one_number_one_is_registered(drawn, people):
    answers = together(drawn, *(_registers(people, visit) for visit in drawn))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Visit.objects.filter(authority_number="КП-7").count() == 1


def test_a_register_number_given_a_moment_ago_is_refused_in_words(drawn, people):
    first = Visit.objects.filter(pk=drawn[0].pk)
    refused = meanwhile(
        lambda: first.update(authority_number="КП-7", registered_on=making.TODAY()),
        _registers(people, drawn[1]),
    )
    assert refused.status_code == 422
    assert TOLD in refused.content.decode()
    assert Visit.objects.get(pk=drawn[1].pk).state == "drawn"


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
    answers = together(proposed, *(_orders(people, one) for one in proposed))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Inspection.objects.filter(order_number="РД-06-7").count() == 1


def test_an_order_number_given_a_moment_ago_is_refused_in_words(proposed, people):
    first = Inspection.objects.filter(pk=proposed[0].pk)
    refused = meanwhile(
        lambda: first.update(order_number="РД-06-7", ordered_on=making.TODAY()),
        _orders(people, proposed[1]),
    )
    assert refused.status_code == 422
    assert TOLD in refused.content.decode()
    assert Inspection.objects.get(pk=proposed[1].pk).state == "proposed"
