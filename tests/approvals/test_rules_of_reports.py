"""A municipality files its report once every row has a result or a reason."""

import datetime

import pytest
from django.urls import reverse

from approvals import rules_of_reports
from plans import recording
from plans.models import Fact, Report
from plans.recording import Told
from plans.reporting import drafts
from plans.states import FactKind
from tests.asking import sentence
from tests.making import TODAY
from tests.pages.conftest import at  # noqa: F401
from tests.reaching import DONE_BY, brought
from workflows import gate
from workflows.refusals import NotReady

pytestmark = pytest.mark.django_db
RULE = rules_of_reports.every_row_is_reported
DAY = datetime.timedelta(days=1)
WHY = "Няма наето помещение."


@pytest.fixture
def plan(people, places):
    """A municipal plan in execution, with three rows and no fact."""
    return brought("municipal", "in_execution", people, places)


def entered(plan, people, number, kind=FactKind.MEETING):
    row = plan.latest.activities.get(number=number)
    reason = WHY if kind is FactKind.NOT_DONE else ""
    told = Told(kind, "Среща", TODAY(), reason=reason)
    return recording.record(plan, row.identity, told, actor=people.mayor)


def test_every_row_is_reported(plan, people):
    assert "3" in sentence(RULE, plan)
    entered(plan, people, "1.1")
    entered(plan, people, "1.2", FactKind.NOT_DONE)
    assert "2.1" in sentence(RULE, plan)
    fact = entered(plan, people, "2.1")
    assert sentence(RULE, plan) == ""
    recording.withdraw(fact, "Грешка", actor=people.mayor)
    assert "2.1" in sentence(RULE, plan)


def test_report_is_not_adopted(people, places):
    filed = brought("municipal", "reported", people, places)
    assert sentence(rules_of_reports.report_is_not_adopted, filed) == ""
    Report.objects.update(adopted_on=TODAY(), decision_number="7", protocol_number="1")
    assert "№7" in sentence(rules_of_reports.report_is_not_adopted, filed)


@pytest.mark.parametrize("route", ["municipal", "ruo", "school"])
def test_filed_after_its_day(route, people, places):
    place = "told" if route == "municipal" else "in_execution"
    plan = brought(route, place, people, places)
    rule, head = rules_of_reports.filed_after_its_day, getattr(people, DONE_BY[route]["report"])
    assert sentence(rule, plan, on=TODAY() - DAY) == ""
    drafts.open_draft(plan, TODAY(), actor=head)
    assert sentence(rule, plan) == ""
    with pytest.raises(NotReady, match=f"{TODAY():%d.%m.%Y}"):
        gate.perform(plan, "report", actor=head, note="Изпълнен.", on=TODAY() - DAY)
    gate.perform(plan, "report", actor=head, note="Изпълнен.")


def test_what_the_draft_leaves_out_is_not_reported(plan, people):
    facts = [entered(plan, people, number) for number in ("1.1", "1.2", "2.1")]
    drafts.open_draft(plan, TODAY(), actor=people.mayor)
    assert sentence(RULE, plan) == ""
    drafts.keep_clause(plan, facts[0].pk, actor=people.mayor, is_in=False)
    assert "1.1" in sentence(RULE, plan)


def test_the_step_is_refused_and_leads_to_the_rows(plan, people, at):  # noqa: F811
    entered(plan, people, "1.1")
    with pytest.raises(NotReady) as refused:
        gate.perform(plan, "report", actor=people.mayor, note="Изпълнен.")
    (unmet,) = refused.value.unmet
    assert [str(lead.label) for lead in unmet.leads[:-1]] == ["1.2", "2.1"]
    page = at(people.mayor).open(f"{plan.get_absolute_url()}steps/report/")
    links = page.xpath("//span[contains(@class, 'r-leads')]/a/@href")
    assert links == [lead.url for lead in unmet.leads]
    for link in links[:-1]:
        address, _hash, anchor = link.partition("#")
        assert at(people.mayor).open(address).xpath(f"//tr[@id='{anchor}']")


def test_rows_without_a_record_are_shown_alone_and_reasoned_one_after_the_other(
    plan,
    people,
    at,  # noqa: F811
):
    entered(plan, people, "1.1")
    mayor, alone = at(people.mayor), f"{reverse('plan_report', args=[plan.pk])}?silent=1"
    for left in (2, 1):
        page = mayor.open(alone)
        assert len(page.xpath("//tr[@data-row]")) == left
        address = page.xpath("//a[contains(@href, 'kind=not_done')]/@href")[0]
        form = mayor.open(address).get_element_by_id("fact-form")
        assert form.xpath(".//input[@name='kind'][@checked]/@value") == ["not_done"]
        given = {"kind": "not_done", "what": "", "on": TODAY().isoformat(), "reason": WHY}
        assert mayor.send(form.get("action"), **given)["Location"] == alone
    assert mayor.open(alone).xpath("//tr[@data-row]") == []
    said = set(Fact.objects.filter(kind=FactKind.NOT_DONE).values_list("what", flat=True))
    assert said == set(plan.latest.activities.exclude(number="1.1").values_list("text", flat=True))
    gate.perform(plan, "report", actor=people.mayor, note="Отчетен.")


@pytest.mark.parametrize("route", ["ruo", "school"])
def test_reports_of_others_may_have_rows_without_a_record(route, people, places):
    assert brought(route, "reported", people, places).state == "reported"
