"""What the database itself refuses about what reviews teach and what is ticked off."""

import pytest
from django.utils import timezone

from plans.models import Reviewed
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


def test_a_change_is_ticked_once_by_each(municipal_plan, people):
    one = Reviewed.objects.create(plan=municipal_plan, person=people.mayor, change="a" * 64)
    Reviewed.objects.create(plan=municipal_plan, person=people.ruo_head, change="a" * 64)
    with refused_by("reviewed_once_by_each"):
        twice(one)
