"""A document brought in the browser: read, reviewed, confirmed."""

import uuid

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.models import Import, ImportStatus, Plan, PlanUserPermission
from tests import making

pytestmark = pytest.mark.django_db

SAMPLE = settings.BASE_DIR / "samples" / "municipality-kamengrad-plan-2026.docx"
DOUBT = {
    "severity": "high",
    "kind": "repeated_number",
    "where": "1.2",
    "line": 1,
    "what": "Номер 1.2 се повтаря.",
    "warn": "Дайте на реда свой номер.",
    "keys": ["1.2"],
}


def bring(client, place, name, data, **query):
    address = reverse("import_new", query=query or None)
    file = SimpleUploadedFile(name, data)
    return client.post(address, {"institution": place.pk, "file": file})


def read(people, places, **changes):
    """An import that waits for its review, with one grave doubt and one that is not."""
    mild = DOUBT | {"severity": "medium", "what": "Целта не е число.", "keys": ["2.1"]}
    reading = making.municipal_reading() | {"anomalies": [DOUBT, mild]}
    values = {
        "institution": places.municipality,
        "uploaded_by": people.municipal_expert,
        "name": "план.docx",
        "file": "imports/plan.docx",
        "status": ImportStatus.READ,
        "reading": reading,
        "source_text": "ГОДИШЕН ПЛАН\n1.1\tСкрининг\n\n1.2\tЛогопед",
    }
    return Import.objects.create(**(values | changes))


def test_a_document_goes_from_the_file_to_a_draft(client, people, places):
    client.force_login(people.municipal_expert)
    answer = bring(client, places.municipality, SAMPLE.name, SAMPLE.read_bytes())
    assert answer.status_code == 302
    review = client.get(answer.url)
    rows = review.context["review"].total
    assert f"Внеси {rows} реда" in review.content.decode()
    open_doubts = review.context["review"].undecided
    decisions = {
        one.field: "Остава, както е отпечатано."
        for row in review.context["review"].rows
        for one in row.doubts
        if one.is_open
    } | {one.field: "Остава." for one in review.context["review"].document if one.is_open}
    assert len(decisions) == open_doubts
    confirmed = client.post(reverse("import_confirm", args=[Import.objects.get().pk]), decisions)
    plan = Plan.objects.get()
    assert confirmed.url == plan.get_absolute_url()
    assert plan.latest.activities.count() == rows
    assert plan.latest.is_frozen
    original = client.get(reverse("plan_original", args=[plan.pk, 1]))
    assert b"".join(original.streaming_content) == SAMPLE.read_bytes()
    over = client.get(reverse("import", args=[Import.objects.get().pk]))
    assert plan.get_absolute_url() in over.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("план.docx", b"not an archive"),
        ("план.txt", b""),
        ("план.pdf", b"%PDF-1.4 x"),
        ("план.txt", b"\x00\xff"),
    ],
)
def test_what_is_no_plan_is_refused_in_one_sentence_and_not_kept(
    client, people, places, name, data
):
    client.force_login(people.municipal_expert)
    answer = bring(client, places.municipality, name, data)
    assert answer.status_code == 422
    assert 'class="r-errsum"' in answer.content.decode()
    assert not Import.objects.exists()


def test_grave_doubts_are_decided_before_the_import(client, people, places):
    started = read(people, places)
    client.force_login(people.municipal_expert)
    confirm = reverse("import_confirm", args=[started.pk])
    refused = client.post(confirm, follow=True)
    assert "1 грешка спира внасянето." in refused.content.decode()
    assert not Plan.objects.exists()
    kept = client.post(started.get_absolute_url(), {"decision-0": "Дава се 1.3", "decision-9": "x"})
    assert kept.status_code == 302
    started.refresh_from_db()
    assert list(started.decisions) == ["0"]
    kept = started.decisions["0"]
    assert (kept["done"], kept["by"]) == ("Дава се 1.3", people.municipal_expert.username)
    assert client.post(confirm).url == Plan.objects.get().get_absolute_url()


def test_the_review_shows_the_original_and_the_doubt_at_its_row(client, people, places):
    started = read(people, places)
    client.force_login(people.municipal_expert)
    shown = client.get(started.get_absolute_url())
    review = shown.context["review"]
    assert [(row.number, str(row.tone)) for row in review.rows] == [
        ("1.1", "is-ok"), ("1.2", "is-bad"), ("2.1", "is-warn"),
    ]  # fmt: skip
    assert [(block.is_table, len(block.lines)) for block in review.blocks] == [
        (False, 1),
        (True, 2),
    ]
    assert [line.number for line in review.blocks[1].lines] == [2, 4]
    only = client.get(started.get_absolute_url(), {"show": "errors"}).context["review"]
    assert [row.number for row in only.rows] == ["1.2"]


@pytest.mark.parametrize(("show", "asked"), [("errors", "?show=errors"), ("", "")])
def test_a_tab_of_the_rows_does_not_lead_back_to_the_top(client, people, places, show, asked):
    client.force_login(people.municipal_expert)
    address = read(people, places).get_absolute_url()
    assert client.post(address, {"show": show}).url == f"{address}{asked}#h-rows"


def test_imports_are_open_to_those_who_prepare_plans_there(client, people, places):
    started = read(people, places)
    for name in ("import", "import_progress"):
        address = reverse(name, args=[started.pk])
        for person in (people.ruo_head, people.director, people.mayor_of_another_town):
            client.force_login(person)
            assert client.get(address).status_code == 404
    client.force_login(people.ruo_head)
    assert client.post(reverse("import_confirm", args=[started.pk])).status_code == 404
    client.force_login(people.mayor)
    assert client.get(started.get_absolute_url()).status_code == 200


def test_nobody_imports_for_an_institution_of_others(client, people, places):
    client.force_login(people.director)
    answer = bring(client, places.municipality, SAMPLE.name, SAMPLE.read_bytes())
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_a_corrected_file_makes_the_next_revision(client, municipal_plan, people, places):
    client.force_login(people.municipal_expert)
    answer = bring(
        client, places.municipality, SAMPLE.name, SAMPLE.read_bytes(), plan=municipal_plan.pk
    )
    started = Import.objects.get(plan=municipal_plan, status=ImportStatus.READ)
    assert answer.url == started.get_absolute_url()
    doubts = enumerate(started.reading["anomalies"])
    sent = {f"decision-{index}": "Остава." for index, one in doubts if one["severity"] == "high"}
    client.post(reverse("import_confirm", args=[started.pk]), sent)
    assert [revision.number for revision in municipal_plan.revisions.all()] == [2, 1]
    assert municipal_plan.latest.is_frozen


def test_a_submitted_plan_takes_no_corrected_file(client, municipal_plan, people, places):
    making.submitted(municipal_plan, people)
    client.force_login(people.municipal_expert)
    for value in (municipal_plan.pk, uuid.uuid4(), "nonsense"):
        assert client.get(reverse("import_new"), {"plan": str(value)}).status_code == 404


def test_the_page_waits_while_a_long_document_is_read(client, people, places):
    started = read(people, places, status=ImportStatus.READING, done_rows=25, all_rows=100)
    client.force_login(people.municipal_expert)
    page = client.get(started.get_absolute_url()).content.decode()
    assert "Разчетени редове: 25 от 100." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    progress = reverse("import_progress", args=[started.pk])
    assert "HX-Refresh" not in client.get(progress)
    Import.objects.update(status=ImportStatus.READ)
    assert client.get(progress)["HX-Refresh"] == "true"


def test_a_document_that_a_worker_did_not_understand_says_why(client, people, places):
    started = read(people, places, status=ImportStatus.REFUSED, refusal="Таблицата няма дейности.")
    client.force_login(people.municipal_expert)
    assert "Таблицата няма дейности." in client.get(started.get_absolute_url()).content.decode()


def test_a_delegate_on_one_plan_reviews_what_they_brought(client, municipal_plan, people, places):
    PlanUserPermission.objects.create(
        user=people.expert,
        permission=Permission.objects.get(codename="prepare_plan", content_type__model="plan"),
        content_object=municipal_plan,
    )
    client.force_login(people.expert)
    answer = bring(
        client, places.municipality, SAMPLE.name, SAMPLE.read_bytes(), plan=municipal_plan.pk
    )
    assert client.get(answer.url).status_code == 200


def test_the_original_is_shown_as_it_was_written(client, people, places):
    whole = DOUBT | {"keys": [], "line": None, "where": "целия документ", "what": "Липсва име."}
    reading = making.municipal_reading() | {"anomalies": [whole]}
    text = "Цел 1. Ранно откриване\t\t\n1.1\tСкрининг\tмай"
    started = read(people, places, reading=reading, source_text=text)
    client.force_login(people.municipal_expert)
    page = client.get(started.get_absolute_url(), {"show": "errors"}).content.decode()
    assert '<td colspan="3">Цел 1. Ранно откриване</td>' in page
    assert "целия документ:" not in page
    assert "Липсва име." in page
    assert "Няма редове с този филтър" not in page
