"""The extract of a decision as a file."""

import io
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from tests import making

pytestmark = pytest.mark.django_db


def test_the_extract_has_the_ruling_its_ground_and_the_count(
    client, municipal_plan, people, places
):
    plan = making.adopted(municipal_plan, people, places)
    decision = plan.decisions.get()
    client.force_login(people.mayor)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("decision_paper", args=[decision.pk, "docx"]))
    paper: Any = Document(io.BytesIO(b"".join(answer.streaming_content)))
    lines = [one.text for one in paper.paragraphs]
    assert f"РЕШЕНИЕ № {decision.number}" in lines
    assert any(decision.article in line for line in lines)
    assert any("реши: Приема" in line and plan.title in line for line in lines)
    counts = [cell.text for cell in paper.tables[0].rows[1].cells]
    voted = (decision.in_favour, decision.against, decision.abstained)
    assert counts == [str(one) for one in (decision.members, decision.present, *voted)]
    assert client.get(reverse("decision_paper", args=[decision.pk, "xlsx"])).status_code == 404
    client.force_login(people.head_of_another_region)
    assert client.get(reverse("decision_paper", args=[decision.pk, "docx"])).status_code == 404
