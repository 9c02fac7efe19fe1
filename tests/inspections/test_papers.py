"""Orders and protocols as files: what they say, and who may fetch them."""

import io
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from tests.reaching import brought, walked
from workflows.wording import document_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(people, places):
    found = brought("visit", "scheduled", people, places)
    walked(found, "visit", "!answers !prescription", people, places)
    walked(found, "visit", "draw_protocol register_protocol report prescribe", people, places)
    return found


def said(client, name, pk, person, suffix="docx"):
    """The text of a paper: paragraphs and cells."""
    client.force_login(person)
    answer = client.get(reverse(name, args=[pk, suffix]))
    assert answer.status_code == 200
    paper: Any = Document(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [one.text for one in paper.paragraphs] + cells


def test_the_order_names_team_schools_aim_and_terms(client, visit, people):
    inspection = visit.inspection
    lines = said(client, "inspection_paper", inspection.pk, people.ruo_head)
    text = "\n".join(lines)
    assert f"ЗАПОВЕД № {inspection.order_number}" in text
    for name in (*(one.name for one in inspection.team), visit.institution.full_name):
        assert name in text
    assert inspection.aim in text
    assert document_date(inspection.visits_until) in text
    assert f"/{inspection.ordered_by}/" in lines


def test_the_protocol_says_what_was_kept_when_it_was_drawn(client, visit, people):
    lines = said(client, "visit_protocol", visit.pk, people.director)
    text = "\n".join(lines)
    assert f"№ {visit.authority_number} / {visit.school_number} (РУО / институция)" in lines
    assert visit.protocol_print in text
    for _position, question, _answer, finding, _photos in visit.protocol["answers"]:
        assert question in lines
        assert finding in lines
    assert "Предписание" in text


def test_the_order_of_prescriptions_has_each_with_its_term(client, visit, people):
    lines = said(client, "visit_prescriptions", visit.pk, people.director)
    issued = visit.measures.filter(issued_on__isnull=False)
    assert issued.count() == 1
    for one in issued:
        assert one.text in lines
        assert document_date(one.due_on) in lines
    assert f"ЗАПОВЕД № {visit.prescription_order}" in "\n".join(lines)


def test_papers_are_there_once_they_are_issued_and_in_two_formats(client, people, places):
    visit = brought("visit", "scheduled", people, places)
    client.force_login(people.ruo_head)
    for name in ("visit_protocol", "visit_prescriptions"):
        assert client.get(reverse(name, args=[visit.pk, "pdf"])).status_code == 404
    order = [visit.inspection_id]
    pdf = client.get(reverse("inspection_paper", args=[*order, "pdf"]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert client.get(reverse("inspection_paper", args=[*order, "xlsx"])).status_code == 404
