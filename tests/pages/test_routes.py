"""The route of a document as its page shows it, and the routes of all documents."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.management.commands.print_states import FLOWS
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from tests.reaching import brought
from workflows import gate
from workflows.picture import standing

pytestmark = pytest.mark.django_db


def address(document):
    return reverse("route", args=[document.slug, document.pk])


def squeezed(text):
    return re.sub(r"\s+", "", text)


def table(page):
    return [words(row) for row in select(page, "tbody tr")]


def test_shows_where_the_plan_is_who_brought_it_and_whom_it_waits_for(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    page = at(people.ruo_head).open(address(municipal_plan))
    for drawing in select(page, "svg.r-flow"):
        here = drawing.xpath(".//*[contains(@class, 'is-here')]")
        assert [squeezed(one.text_content())[:6] for one in here] == ["Внесен"]
        assert "Сега:Внесен." in squeezed(drawing.text_content())
    assert len(select(page, "svg.r-flow")) == 2
    rows = table(page)
    taken = next(row for row in rows if row.startswith("Чернова") and "Внеси" in row)
    assert "Геновски" in taken
    waiting = next(row for row in rows if "Впиши в деловодството" in row)
    assert "документът е тук" in waiting
    assert "Деловодител" in waiting


def test_names_what_is_missing_to_those_who_read_the_whole(municipal_plan, people, at):
    """An authority does not see what a draft lacks: it does not see the draft."""
    making.submitted(municipal_plan, people)
    making.taken(municipal_plan, "register", people.records, incoming_number="РУО-1")
    making.taken(
        municipal_plan,
        "return_for_rework",
        people.ruo_head,
        note="Няма срок.",
        reason="term",
        remarks=[],
    )
    municipal_plan.remarks.create(
        revision=1, reason="term", text="Няма срок.", author=people.ruo_head, made_on=making.TODAY()
    )
    own = at(people.mayor).open(address(municipal_plan))
    assert "Липсва:" in words(own)
    assert any("Липсва:" in row and "Внеси" in row for row in table(own))


@pytest.mark.parametrize(
    ("kind", "state"),
    [("municipal", "received"), ("municipal", "returned"), ("visit", "prescribed")],
)
def test_the_table_says_the_same_as_the_drawing(kind, state, people, places, at):
    document = brought(kind, state, people, places)
    page = at(people.ruo_head).open(address(document))
    said = squeezed(" ".join(table(page)))
    for drawing in select(page, "svg.r-flow"):
        texts = [squeezed(one.text_content()) for one in drawing.xpath(".//g/text")]
        signs = {"→", "↩", "↳", "↻", "✓", "●"}
        assert [one for one in texts if one not in signs and one not in said] == []
        assert drawing.get("role") == "img"
        names = drawing.get("aria-labelledby").split()
        assert [page.get_element_by_id(name).tag for name in names] == ["title", "desc"]


def test_the_school_does_not_read_how_its_protocol_is_written(people, places):
    visit = brought("visit", "scheduled", people, places)
    gate.note_change(visit, actor=people.expert, step="save_answer")
    inside = standing.picture_of(visit, people.ruo_head)
    outside = standing.picture_of(visit, people.director)
    assert inside.waiting[0].missing
    assert not outside.waiting[0].missing
    assert inside.waiting[0].step == outside.waiting[0].step == "draw_protocol"
    assert [one.value for one in outside.places if one == outside.here] == ["scheduled"]


def test_route_of_a_foreign_document_is_not_found(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    at(people.head_of_another_region).open(address(municipal_plan), 404)


def test_route_costs_the_same_whatever_was_passed(municipal_plan, people, places, at):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            at(people.mayor).open(address(municipal_plan))
        return len(asked)

    making.submitted(municipal_plan, people)
    queries()
    first = queries()
    making.taken(municipal_plan, "register", people.records, incoming_number="РУО-1")
    making.taken(municipal_plan, "agree", people.ruo_head)
    # The rules of another step are asked.
    assert queries() <= first + 1
    assert first <= 27


def test_document_and_history_lead_to_the_route(municipal_plan, people, at):
    making.submitted(municipal_plan, people)
    there = f"{address(municipal_plan)}#wide-here"
    for page in (municipal_plan.get_absolute_url(), f"{municipal_plan.get_absolute_url()}history/"):
        found = at(people.mayor).open(page)
        assert there in [link.get("href") for link in select(found, "main a")]


@pytest.mark.parametrize("flow", FLOWS, ids=[flow.slug for flow in FLOWS])
def test_every_flow_has_its_page_and_its_files(flow, people, at):
    browser = at(people.observer)
    listed = browser.open(reverse("flow_list"))
    assert reverse("flow", args=[flow.slug]) in [one.get("href") for one in select(listed, "a")]
    page = browser.open(reverse("flow", args=[flow.slug]))
    for name in ("svg", "mermaid", "bpmn"):
        file = reverse("flow_file", args=[flow.slug, name])
        assert file in [one.get("href") for one in select(page, "a")]
        reply = browser.client.get(file)
        assert reply.status_code == 200
        assert reply["Content-Disposition"].startswith("attachment")
    assert {str(step.label) for step in flow.steps.values()} <= {
        words(one) for one in select(page, "tbody td[data-l=Стъпка] span")
    }
    browser.open(reverse("flow", args=["nonsense"]), 404)
    assert browser.client.get(reverse("flow_file", args=[flow.slug, "exe"])).status_code == 404
