"""The official sheet: the text of the document, the box, the decision, no mark of the system."""

import re

import pytest
from django.urls import reverse

from plans.writing import Heading, Text
from plans.writing.official import content_of, official_text
from tests import making
from tests.plans.test_pages import returned
from tests.plans.test_pages_editing import cells, row_address

pytestmark = pytest.mark.django_db


def sheet(client, plan, person, **query):
    client.force_login(person)
    return client.get(plan.get_absolute_url(), query)


def body(answer):
    """The sheet alone: from the box to the foot."""
    page = answer.content.decode()
    return page[page.index("r-sheethead") : page.index("r-decided")]


def test_the_sheet_has_the_cells_of_the_document_and_no_marks(client, municipal_plan, people):
    plan = returned(municipal_plan, people)
    client.force_login(people.municipal_expert)
    words = {"target_raw": "според класирането", "unit": "брой", "baseline_raw": "12"}
    sent = cells(plan, number="1.1", section="1", financing="дарения", reason="Мотив", **words)
    assert client.post(row_address(plan), sent).status_code == 302
    answer = sheet(client, plan, people.municipal_expert, print="1", show="remarks")
    official = answer.context["official"]
    assert [one.label for one in official.table.columns] == [
        "№", "Дейност", "Срок за изпълнение", "Отговорни институции", "Финансиране",
        "Мерна единица (брой, %)", "Базова стойност", "Целева стойност",
    ]  # fmt: skip
    parts = list(official.table.parts)
    assert [len(part.rows) for part in parts] == [2, 1]
    assert parts[0].rows[0].cells == (
        "1.1.", "Дейност", "", "", "дарения", "брой", "12", "според класирането",
    )  # fmt: skip
    text = body(answer)
    assert "СЪГЛАСУВАЛ" in text
    assert plan.title in text
    for mark in ("r-age", "r-state", "r-ind", "r-warntext", "#remark-", "r-ins", "href", "<svg"):
        assert mark not in text
    for word in ("Върнат", "променена", "бележка", "предстои", "Няма числова", "редактиране"):
        assert word not in text


def test_what_is_not_official_does_not_go_on_paper(client, municipal_plan, people):
    making.registered(municipal_plan, people)
    page = sheet(client, municipal_plan, people.ruo_head).content.decode()
    for mark in ("r-head", "r-planhead", "r-tablewrap"):
        parts = re.findall(rf'<div class="[^"]*\b{mark}\b[^"]*"', page)
        assert parts
        outside = [one for one in parts if "r-noprint" not in one]
        assert outside == (['<div class="r-tablewrap"'] if mark == "r-tablewrap" else [])
    assert page.count("r-printonly") == 4


def test_priorities_stand_before_the_table(ruo_plan):
    listed = [{"list": "I", "title": "Водещи", "items": [{"number": "1", "text": "Четене"}]}]
    revision = ruo_plan.latest
    revision.preamble = revision.preamble | {"priorities": listed}
    official = official_text(revision, content_of(revision))
    assert official.before == (Heading("I. Водещи"), Text("1. Четене"))
    assert [one.label for one in official.table.columns][-2:] == ["Отговорник", "Забележка"]


def test_an_earlier_version_prints_its_own_text(client, municipal_plan, people):
    client.force_login(people.municipal_expert)
    client.post(row_address(municipal_plan), cells(municipal_plan, text="Нов текст"))
    for number, changed in ((1, False), (2, True)):
        shown = client.get(reverse("plan_revision", args=[municipal_plan.pk, number]))
        rows = shown.context["official"].table.rows
        assert ("Нов текст" in [row.cells[1] for row in rows if not row.is_heading]) is changed


def test_the_sheet_is_in_the_language_of_the_office(client, municipal_plan, people):
    client.cookies["django_language"] = "en"
    answer = sheet(client, municipal_plan, people.municipal_expert, print="1")
    page = answer.content.decode()
    assert "Print view" in page
    text = body(answer) + page[page.index("r-printfoot") :].split("</p>")[0]
    for word in ("СЪГЛАСУВАЛ", "Дата: ……………", "Дейност", "основание:", "Отпечатано на"):
        assert word in text
