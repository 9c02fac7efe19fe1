"""An expert is not in two places, also when two people book at the same moment."""

import pytest

from inspections.models import Booking
from tests import making
from tests.racing import presses, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visits(ruo_plan, people):
    inspection = making.ordered(ruo_plan, people, team=[people.second_expert, people.expert])
    return list(inspection.visits.order_by("institution__code"))


def _at(hour):
    return {
        "on_date": making.TODAY().isoformat(),
        "starts_at": f"{hour:02d}:00",
        "ends_at": f"{hour + 3:02d}:00",
    }


def test_two_visits_at_once_book_the_same_expert_and_one_is_refused(visits, people):
    answers = together(
        visits,
        presses(people.department_head, visits[0], "schedule", **_at(9)),
        presses(people.ruo_head, visits[1], "schedule", **_at(11)),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(place for place, one in enumerate(answers) if one.status_code == 422)
    page = answers[refused].content.decode()
    assert people.expert.name in page
    assert visits[1 - refused].institution.full_name in page.replace("&quot;", '"')
    assert set(Booking.objects.values_list("visit", flat=True)) == {visits[1 - refused].pk}


def test_visits_one_after_the_other_are_booked_at_once(visits, people):
    answers = together(
        visits,
        presses(people.department_head, visits[0], "schedule", **_at(9)),
        presses(people.ruo_head, visits[1], "schedule", **_at(12)),
    )
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_team_is_booked_in_one_order_so_that_two_bookings_never_wait_for_each_other(
    visits, people
):
    making.scheduled(visits[0], people)
    booked = list(Booking.objects.order_by("pk").values_list("person", flat=True))
    assert booked == sorted(booked)
    assert len(booked) == 2
