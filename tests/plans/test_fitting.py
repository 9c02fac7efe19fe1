"""A document of another institution, or of another kind, is told at once."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import deciding, importing
from plans.importing import ImportRefused
from plans.models import Import
from tests import making
from tests.plans.reading.papers import COUNCIL_REPORT, SCHOOL_AREAS
from tests.plans.test_pages_import import DOUBT, read

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


def test_a_second_plan_for_the_year_is_refused_at_the_upload(people, places):
    first = bring("municipality", places.municipality, people.municipal_expert)
    deciding.keep_as_printed(first, actor=people.municipal_expert)
    plan = importing.confirm(first, people.municipal_expert)
    with pytest.raises(ImportRefused) as refused:
        bring("municipality", places.municipality, people.municipal_expert)
    assert str(refused.value) == (
        f"{places.municipality.label} вече има план за {plan.period_label}:"
        " отворете го и заредете коригирания файл там."
    )
    assert Import.objects.count() == 1


def test_a_second_plan_is_said_before_the_doubts_are_decided(
    client, municipal_plan, people, places
):
    late = read(people, places)
    client.force_login(people.municipal_expert)
    page = client.get(late.get_absolute_url()).content.decode()
    assert "вече има план за 2026" in page
    assert municipal_plan.get_absolute_url() in page
    assert reverse("import_confirm", args=[late.pk]) not in page
    with pytest.raises(ImportRefused, match="вече има план"):
        importing.confirm(late, people.municipal_expert)


def test_a_corrected_file_of_another_kind_is_refused_at_the_upload(municipal_plan, people, places):
    path = next(SAMPLES.glob("municipality*.docx"))
    municipal_plan.plan_kind = "school_plan"
    with pytest.raises(ImportRefused, match="друг вид"):
        importing.start_import(
            path.name,
            path.read_bytes(),
            institution=places.municipality,
            person=people.municipal_expert,
            plan=municipal_plan,
        )


def test_a_corrected_file_whose_plan_was_sent_meanwhile_says_so_first(
    client, municipal_plan, people, places
):
    late = read(people, places, plan=municipal_plan)
    making.submitted(municipal_plan, people)
    client.force_login(people.municipal_expert)
    page = client.get(late.get_absolute_url()).content.decode()
    assert "планът не приема коригиран файл" in page


def test_the_banner_and_the_tab_count_the_same_errors(client, people, places):
    whole = DOUBT | {"keys": [], "what": "За целия документ."}
    same_row = DOUBT | {"what": "Още едно за реда."}
    mild = DOUBT | {"severity": "medium", "what": "Целта не е число.", "keys": ["2.1"]}
    reading = making.municipal_reading() | {"anomalies": [DOUBT, whole, same_row, mild]}
    brought = read(people, places, reading=reading)
    client.force_login(people.municipal_expert)
    for left in (3, 2, 1, 0):
        page = client.get(brought.get_absolute_url(), {"show": "errors"})
        review = page.context["review"]
        shown = [one for row in review.rows for one in row.doubts if one.is_open]
        tabs = {choice.value: choice.count for choice in review.choices}
        assert (review.undecided, tabs["errors"], tabs["warnings"]) == (left, left, 4 - left)
        assert len(shown) + len(review.document) == len(importing.undecided(brought)) == left
        if left:
            deciding.keep_decisions(brought, {str(left - 1): "Остава."}, actor=people.mayor)


def test_the_refusal_of_a_second_plan_leads_to_the_first(client, people, places):
    first = bring("municipality", places.municipality, people.municipal_expert)
    deciding.keep_as_printed(first, actor=people.municipal_expert)
    plan = importing.confirm(first, people.municipal_expert)
    client.force_login(people.municipal_expert)
    path = next(SAMPLES.glob("municipality*.docx"))
    sent = {
        "institution": places.municipality.pk,
        "file": SimpleUploadedFile(path.name, path.read_bytes()),
    }
    refused = client.post(reverse("import_new"), sent)
    assert refused.status_code == 422
    assert f'href="{plan.get_absolute_url()}"' in refused.content.decode()


def test_a_school_plan_of_areas_becomes_a_plan_with_its_goals(people, places):
    text = "\n".join(SCHOOL_AREAS).encode()
    started = importing.start_import(
        "план.txt", text, institution=places.school, person=people.director
    )
    deciding.keep_as_printed(started, actor=people.director)
    plan = importing.confirm(started, people.director)
    rows = plan.latest.activities
    assert rows.count() == 5
    goal = rows.filter(key="I/2.1", section__number="2", section__above__number="I")
    assert goal.filter(section__measures="Текущи проверки").exists()
    assert rows.filter(key="I/1.2.1", section__number="1.2").exists()
    inspected = plan.latest.activities.filter(inspection__isnull=False)
    assert [row.key for row in inspected] == ["I/2.1"]


def test_a_report_to_a_council_is_named_and_not_kept(people, places):
    text = "\n".join(COUNCIL_REPORT).encode()
    with pytest.raises(ImportRefused, match="Заредете плана"):
        importing.start_import(
            "отчет.txt", text, institution=places.municipality, person=people.municipal_expert
        )
    assert not Import.objects.exists()
