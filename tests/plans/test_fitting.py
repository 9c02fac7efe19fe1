"""A document of another institution, or of another kind, is told at once."""

import pytest
from django.conf import settings

from plans import importing
from plans.importing import ImportRefused
from plans.models import Import

pytestmark = pytest.mark.django_db
SAMPLES = settings.BASE_DIR / "samples"


def bring(stem, institution, person):
    path = next(SAMPLES.glob(f"{stem}*.docx"))
    return importing.start_import(
        path.name, path.read_bytes(), institution=institution, person=person
    )


def test_a_plan_of_another_kind_is_refused_at_once_and_nothing_is_kept(people, places):
    with pytest.raises(ImportRefused):
        bring("school", places.municipality, people.municipal_expert)
    assert not Import.objects.exists()


def test_a_document_of_another_municipality_raises_a_grave_doubt(people, places):
    own = bring("municipality", places.municipality, people.municipal_expert)
    assert "institution_differs" not in {one["kind"] for one in own.reading["anomalies"]}
    places.municipality.name = places.municipality.short_name = "Община Друго място"
    places.municipality.save()
    other = bring("municipality", places.municipality, people.municipal_expert)
    doubt = other.reading["anomalies"][0]
    assert (doubt["kind"], doubt["severity"]) == ("institution_differs", "high")
    assert importing.undecided(other)[0] == 0


def test_the_authoritys_plan_names_the_authority(people, places):
    plan = bring("ruo", places.authority, people.department_head)
    assert "institution_differs" not in {one["kind"] for one in plan.reading["anomalies"]}
