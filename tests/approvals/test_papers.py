"""The extract of a decision and the protocol of its session as files."""

import io
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from tests import making
from tests.reaching import brought

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


def lines_of(client, decision):
    answer = client.get(reverse("session_protocol", args=[decision.pk, "docx"]))
    paper: Any = Document(io.BytesIO(answer.getvalue()))
    return [one.text for one in paper.paragraphs], paper.tables


def test_the_protocol_says_what_was_recorded_of_the_session(client, municipal_plan, people, places):
    plan = making.agreed(municipal_plan, people)
    making.taken(
        plan, "put_to_council", people.mayor, council=places.council, council_number="ОбС-12"
    )
    making.taken(
        plan, "schedule", people.council_clerk, committee="Комисия по образование",
        session_on=making.TODAY(), note="Приема предложението.",
    )  # fmt: skip
    decided = {"number": "112", "protocol_number": "7"}
    making.taken(plan, "adopt", people.council_clerk, **decided, count=making.votes())
    decision = plan.decisions.get()
    client.force_login(people.council_clerk)
    client.cookies["django_language"] = "en"
    lines, (votes,) = lines_of(client, decision)
    text = "\n".join(lines)
    assert "ПРОТОКОЛ № 7" in lines
    assert f"Точка 1. Приемане на „{plan.title}“ на {plan.institution.name}" in lines
    assert f"вх. № ОбС-12 от {making.TODAY():%d.%m.%Y} г." in text
    assert people.ruo_head.name in text
    assert "Разгледано в: Комисия по образование." in lines
    assert "Становище на комисията: Приема предложението." in lines
    assert f"Присъстват {decision.present} от общо {decision.members} общински съветници" in text
    assert f"РЕШЕНИЕ № 112: Приема „{plan.title}“ на {plan.institution.name}." in lines
    assert plan.latest.fingerprint in text
    counted = [cell.text for cell in votes.rows[1].cells]
    voted = (decision.in_favour, decision.against, decision.abstained)
    assert counted[:3] == [str(one) for one in voted]
    assert [cell.text for cell in votes.rows[0].cells][3:] == (
        ["Не са гласували"] if decision.present > sum(voted) else []
    )


def test_the_protocol_writes_nothing_that_nobody_recorded(client, municipal_plan, people, places):
    decision = making.adopted(municipal_plan, people, places).decisions.get()
    client.force_login(people.mayor)
    text = "\n".join(lines_of(client, decision)[0])
    assert "Разгледано в" not in text
    assert "вх. №" not in text
    assert "В частта за точките, решенията по които са вписани в системата." in text


def test_a_session_has_one_protocol_with_all_its_points_that_are_open_to_the_person(
    client, municipal_plan, people, places
):
    first = making.adopted(municipal_plan, people, places, number="9").decisions.get()
    other = making.imported(
        people.municipal_expert, places.municipality, making.municipal_reading(2025)
    )
    second = making.adopted(other, people, places, number="10").decisions.get()
    assert first.session == second.session
    client.force_login(people.council_clerk)
    points = [line for line in lines_of(client, first)[0] if line.startswith("РЕШЕНИЕ")]
    assert [line.partition(":")[0] for line in points] == ["РЕШЕНИЕ № 9", "РЕШЕНИЕ № 10"]
    assert lines_of(client, second)[0] == lines_of(client, first)[0]
    assert client.get(reverse("session_protocol", args=[first.pk, "xlsx"])).status_code == 404
    pdf = client.get(reverse("session_protocol", args=[first.pk, "pdf"])).getvalue()
    assert pdf.startswith(b"%PDF-")
    client.force_login(people.head_of_another_region)
    assert client.get(reverse("session_protocol", args=[first.pk, "docx"])).status_code == 404


def test_a_decision_on_the_report_is_a_point_of_its_own(client, people, places):
    plan = brought("municipal", "report_adopted", people, places)
    decision = plan.decisions.exclude(report=None).get()
    client.force_login(people.council_clerk)
    text = "\n".join(lines_of(client, decision)[0])
    assert f"Приемане на отчета на „{plan.title}“" in text
    assert decision.report.fingerprint in text
    assert "Съгласувано" not in text.partition("отчета на")[2].partition("Точка")[0]
