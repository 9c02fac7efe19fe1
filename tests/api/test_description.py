"""The interface keeps to its description: requests made at random from it, in bounded number."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from tests.reaching import brought

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KEPT = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
BOUNDED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.fixture(autouse=True)
def _one_connection():
    """Requests share the transaction of the test, as those of Django's own client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


ADDRESSES = [
    "GET /api/work",
    "GET /api/documents/{kind}/{pk}",
    "GET /api/documents/{kind}/{pk}/history",
    "GET /api/decisions/{pk}",
    "POST /api/documents/{kind}/{pk}/steps/{step}",
]
EACH = pytest.mark.parametrize("address", ADDRESSES)


def operations():
    """What the description describes; the program is built when a test runs, not before."""
    from config.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    return {one.label: one for one in found}


def asked(operation, mode, headers, **there):
    """Requests made from the description, at things that exist where ``there`` names them."""
    answered = []

    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.path_parameters = (case.path_parameters or {}) | {
            name: value for name, value in there.items() if name in (case.path_parameters or {})
        }
        reply = case.call(headers=headers)
        case.validate_response(reply, checks=KEPT)
        answered.append(reply.status_code)

    ask()
    return answered


def test_every_address_is_described():
    assert set(operations()) == set(ADDRESSES)


@pytest.mark.parametrize("mode", MODES, ids=["as described", "otherwise"])
@EACH
def test_answers_as_described(address, mode, people, places, program):
    plan = brought("municipal", "received", people, places)
    headers = {"Authorization": program(people.council_clerk).header}
    there = {"kind": "plans", "pk": str(plan.pk), "step": "enter_force"}
    if "decisions" in address:
        there = {"pk": plan.decisions.get().pk}
    codes = set(asked(operations()[address], mode, headers))
    if mode is GenerationMode.POSITIVE:
        codes |= set(asked(operations()[address], mode, headers, **there))
        assert 401 not in codes
        assert codes & ({428} if "POST" in address else {200})


@EACH
def test_nothing_is_answered_without_a_token(address):
    wrong = {"Authorization": "Bearer no"}
    codes = set(asked(operations()[address], GenerationMode.POSITIVE, wrong))
    assert 401 in codes
    # What no address matches is not there for anybody.
    assert codes <= {401, 404}
