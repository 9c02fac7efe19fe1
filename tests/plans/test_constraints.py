"""What the database itself refuses about what reviews teach."""

import pytest
from django.utils import timezone

from plans.models.importing import Learnt, LearntKind
from tests.breaking import refused_by, set_to, twice

pytestmark = pytest.mark.django_db


@pytest.fixture
def learnt(people, places):
    """A spelling that was explained once."""
    return Learnt.objects.create(
        institution=places.municipality,
        kind=LearntKind.RESPONSIBLE,
        printed="ЮЛ",
        meaning="ЮГ",
        document="план.docx",
        learnt_by=people.municipal_expert,
        learnt_at=timezone.now(),
    )


def test_a_spelling_means_one_thing(learnt):
    with refused_by("learnt_means_one_thing"):
        twice(learnt, meaning="ЮН")


def test_what_was_learnt_is_forgotten_by_somebody(learnt, people):
    with refused_by("learnt_is_forgotten_by_somebody"):
        set_to(learnt, forgotten_by=people.mayor)
