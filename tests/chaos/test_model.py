"""Random people at one document, against models written by hand (see ``playing``)."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.chaos.playing_plans import PlayMunicipalPlan
from tests.chaos.playing_visits import PlayVisit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLAYS = int(os.environ.get("CHAOS_PLAYS", "25"))


@pytest.mark.parametrize("play", [PlayMunicipalPlan, PlayVisit], ids=["plan", "visit"])
def test_random_people_are_answered_as_the_model_says(play, people, places, monkeypatch):
    monkeypatch.setattr(play, "people", people, raising=False)
    monkeypatch.setattr(play, "places", places, raising=False)
    run_state_machine_as_test(
        play,
        settings=settings(
            max_examples=PLAYS,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
