"""The mayor's proposal on a report: drafted from records, each sentence leading to its own."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from approvals.law.council import DISPATCH
from approvals.proposing import on_paper, proposal_of
from plans import recording
from plans.recording import Told
from plans.reporting import drafts
from plans.states import FactKind
from tests.making import TODAY
from tests.pages.conftest import at  # noqa: F401
from tests.reaching import brought

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people, places):
    plan = brought("municipal", "in_execution", people, places)
    told = Told(FactKind.MEETING, "Среща с родителите", TODAY(), Decimal(1))
    recording.record(plan, plan.latest.activities.first().identity, told, actor=people.mayor)
    return plan


def proposal(plan, person):
    report = drafts.shown_to(plan, person)
    assert report
    return proposal_of(plan, report, TODAY())


def test_the_reasons_are_the_records_and_lead_to_them(plan, people, at):  # noqa: F811
    found = proposal(plan, people.mayor)
    decision = plan.decisions.get()
    said = " ".join(one.text for one in found.reasons)
    assert decision.line.rstrip(".") in said
    assert plan.agreed_stamp in said
    assert plan.strategy in said
    for reason in found.reasons:
        at(people.mayor).open(reason.url)


def test_its_numbers_are_counted_from_the_report(plan, people):
    found = proposal(plan, people.mayor)
    counts = [re.findall(r"\d+", one.text) for one in found.reasons[-3:]]
    assert counts == [["3", "0", "0"], ["1"], ["2"]]


def test_the_duties_are_those_of_the_law(plan, people):
    found = proposal(plan, people.mayor)
    assert found.basis == "чл. 21, ал. 1, т. 23 ЗМСМА"
    assert found.duties[0].article == DISPATCH.wording_on(TODAY()).article
    assert found.points[0] == f"Приема {found.about}"


def test_only_a_municipal_plan_in_force_has_one(plan, people, places, at):  # noqa: F811
    address = reverse("report_proposal", args=[plan.pk])
    page = at(people.council_clerk).open(address).text_content()
    assert "ПРОЕКТ ЗА РЕШЕНИЕ" in page
    at(people.ruo_head).open(address)
    at(people.director).open(address, 404)
    ruo = brought("ruo", "in_execution", people, places)
    at(people.ruo_head).open(reverse("report_proposal", args=[ruo.pk]), 404)


def test_it_is_downloaded_to_be_edited(plan, people, at):  # noqa: F811
    address = reverse("report_proposal", args=[plan.pk])
    for suffix, start in (("docx", b"PK"), ("pdf", b"%P")):
        reply = at(people.mayor).client.get(address, {"file": suffix})
        assert b"".join(reply.streaming_content)[:2] == start
    found = proposal(plan, people.mayor)
    said = on_paper(plan, found).as_json().replace('\\"', '"')
    assert all(one.text in said for one in found.reasons)
    assert all(one in said for one in found.points)
