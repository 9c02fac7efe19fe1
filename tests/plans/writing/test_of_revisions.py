"""Files of kept revisions: the five layouts there and back, who signed, who may fetch them."""

import io
from typing import Any

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from plans.models import Plan
from plans.reading import read_document
from plans.writing.issuing import file_of
from tests import making
from tests.plans.reading.seeds import MUNICIPAL, RUO, SCHOOL_AREAS, SCHOOL_STACKED, seed_object
from tests.plans.test_pages_editing import cells, row_address
from workflows.queries.course import moves_of

from .test_read_back import CELLS, plain

pytestmark = pytest.mark.django_db

HOLDERS = {
    MUNICIPAL: ("municipal_expert", "municipality"),
    RUO: ("department_head", "authority"),
    SCHOOL_STACKED: ("director", "school"),
    SCHOOL_AREAS: ("director", "school"),
}


def written(plan: Plan, suffix: str = "docx", number: int = 1) -> bytes:
    return file_of(plan.revisions.get(number=number), moves_of(plan), suffix).data


def as_read(plan: Plan, suffix: str = "docx", number: int = 1) -> dict:
    return read_document(f"plan.{suffix}", written(plan, suffix, number)).as_json()


def lines(plan: Plan, number: int = 1) -> list[str]:
    return [one.text for one in Document(io.BytesIO(written(plan, "docx", number))).paragraphs]


def rows_said(reading: dict) -> list[tuple[str, ...]]:
    return [
        (row["number"] or "", row["section"] or "", *(plain(row.get(name)) for name in CELLS))
        for row in reading["activities"]
    ]


@pytest.mark.parametrize("name", HOLDERS)
def test_a_document_that_was_read_is_written_as_it_was(name, people, places):
    given = seed_object(name)
    given["anomalies"] = []
    person, place = (getattr(a, b) for a, b in zip((people, places), HOLDERS[name], strict=True))
    plan = making.imported(person, place, given)
    found = as_read(plan)
    if name == SCHOOL_STACKED:
        # Without a term a row looks like a heading or, without a number, like the rest of a row.
        told = [[row for row in rows_said(one) if row[0] and row[3]] for one in (found, given)]
        assert told[0] == told[1]
        return
    assert rows_said(found) == rows_said(given)
    for heads in ("sections", "subsections", "goals"):
        assert [(h["number"], plain(h["title"])) for h in found[heads]] == [
            (h["number"], plain(h["title"])) for h in given[heads]
        ]
    assert [plain(one["measures"]) for one in found["goals"]] == [
        plain(one["measures"]) for one in given["goals"]
    ]
    assert found["abbreviations"] == given["abbreviations"]
    assert [(one["list"], one["items"]) for one in found["priorities"]] == [
        (one["list"], one["items"]) for one in given["priorities"]
    ]
    assert [one["target_count"] for one in found["inspections"]] == [
        one["target_count"] for one in given["inspections"]
    ]
    assert found["period"]["label"] == given["period"]["label"]


def test_the_box_is_empty_until_the_version_is_signed(municipal_plan, people):
    assert "Дата: ……………" in lines(municipal_plan)
    plan: Any = making.agreed(municipal_plan, people)
    said = lines(plan)
    assert said[0] == "СЪГЛАСУВАЛ:"
    assert said[1] == people.ruo_head.name
    assert "Дата: ……………" not in said
    assert plan.latest.fingerprint in said[-1]
    box = as_read(plan)["signoff"]["agreed_by"]
    assert box["date"] == plan.agreed_on.isoformat()
    assert box["name"] in people.ruo_head.name


def test_the_decision_stands_on_the_version_that_was_adopted(municipal_plan, people, places):
    plan = making.adopted(municipal_plan, people, places)
    assert as_read(plan)["signoff"]["council_decision_number"] == "112"
    assert "Решение №112" in "".join(lines(plan))


def test_an_earlier_version_keeps_its_own_text_and_a_draft_says_so(client, municipal_plan, people):
    client.force_login(people.municipal_expert)
    client.post(row_address(municipal_plan), cells(municipal_plan, text="Нов текст"))
    texts = {n: [row[2] for row in rows_said(as_read(municipal_plan, number=n))] for n in (1, 2)}
    assert "Новтекст" in texts[2]
    assert "Новтекст" not in texts[1]
    assert lines(municipal_plan, 2)[-1].startswith("Работен текст")


def test_files_are_fetched_by_who_reads_the_version_and_by_nobody_else(
    client, municipal_plan, people
):
    def asked(person, suffix, number=1):
        client.force_login(person)
        address = reverse("plan_paper", args=[municipal_plan.pk, number, suffix])
        return client.get(address)

    for suffix, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = asked(people.municipal_expert, suffix)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(start)
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment")
        assert asked(people.ruo_head, suffix).status_code == 404
        assert asked(people.head_of_another_region, suffix).status_code == 404
    assert asked(people.municipal_expert, "exe").status_code == 404
    assert asked(people.municipal_expert, "docx", 2).status_code == 404


def test_a_file_takes_as_many_queries_however_long_it_is(client, people, places):
    counts = []
    for year, rows in ((2026, 3), (2027, 60)):
        reading = making.municipal_reading(year)
        reading["activities"] = [
            making.row(f"1.{n}", "1", f"Дейност {n}") for n in range(1, rows + 1)
        ]
        plan = making.imported(people.municipal_expert, places.municipality, reading)
        client.force_login(people.municipal_expert)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("plan_paper", args=[plan.pk, 1, "docx"]))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_pages_offer_the_files(client, municipal_plan, people):
    client.force_login(people.municipal_expert)
    for page in (
        municipal_plan.get_absolute_url(),
        reverse("plan_revision", args=[municipal_plan.pk, 1]),
        f"{municipal_plan.get_absolute_url()}?print=1",
    ):
        text = client.get(page).content.decode()
        for suffix in ("docx", "pdf", "xlsx"):
            assert reverse("plan_paper", args=[municipal_plan.pk, 1, suffix]) in text


def test_a_pdf_of_a_kept_plan_is_read_as_its_word_document_is(municipal_plan):
    assert rows_said(as_read(municipal_plan, "pdf")) == rows_said(as_read(municipal_plan))
    with pdfplumber.open(io.BytesIO(written(municipal_plan, "pdf"))) as pdf:
        assert municipal_plan.latest.fingerprint in pdf.pages[-1].extract_text()
