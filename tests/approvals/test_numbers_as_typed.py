"""A decision is written down as the council's papers print it: the whole line, signs, quotes."""

import pytest
from django.test import Client
from django.urls import reverse

from approvals.models import Decision
from tests import making
from tests.making import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(municipal_plan, people, places):
    """Send the clerk's form with what was typed into its first fields."""
    plan = making.at_council(municipal_plan, people, places)
    clerk = Client()
    clerk.force_login(people.council_clerk, backend="django.contrib.auth.backends.ModelBackend")

    def send(number, protocol=""):
        votes = {"members": 29, "present": 20, "in_favour": 15, "against": 3, "abstained": 2}
        told = {"number": number, "protocol_number": protocol, "on": TODAY().isoformat()}
        told["seen_version"] = plan.version
        address = reverse("step", kwargs={"kind": "plans", "pk": plan.pk, "step": "adopt"})
        return clerk.post(address, told | votes)

    return send


@pytest.mark.parametrize(
    ("number", "protocol"),
    [
        ("Решение №1030 по протокол №44/{day} г.", ""),
        ("„Решение № 1030 по Протокол № 44 от {day} г.“", ""),
        ("решение №\N{NO-BREAK SPACE}1030\N{NO-BREAK SPACE}по протокол 44/{day}", " "),
        (" № 1030 ", "„44“"),
        ("N 1030", "No 44"),
        ("Решение № 1030", "Протокол №44"),
    ],
)
def test_what_was_pasted_is_one_number(record, number, protocol):
    assert record(number.format(day=f"{TODAY():%d.%m.%Y}"), protocol).status_code == 302
    held = f"{TODAY():%d.%m.%Y}"
    assert Decision.objects.get().line == f"Решение №1030 по протокол №44/{held} г."


@pytest.mark.parametrize("number", ["Решение №1030 по про", "1030, 1031", "№", "без номер"])
def test_what_is_no_number_is_refused_at_its_field(record, number):
    reply = record(number, "44")
    assert reply.status_code == 422
    assert "id_number" in reply.content.decode().partition("r-errsum")[2]
    assert not Decision.objects.exists()


def test_the_day_of_the_line_is_the_day_of_the_session(record):
    reply = record("Решение №1030 по протокол №44/25.04.2019 г.")
    assert reply.status_code == 422
    assert 'value="2019-04-25"' in reply.content.decode()
