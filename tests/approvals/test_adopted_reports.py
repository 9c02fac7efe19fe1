"""The council decides on a filed report by an act like that on the plan; then it is public."""

import pytest
from django.test import Client
from django.urls import reverse

from approvals import queries
from approvals.adopting import without_names
from approvals.papers import extract_of
from plans.models import Report
from plans.reporting import drafts
from plans.reporting.files import adoption, report_on_paper
from tests.making import TODAY, told
from tests.pages.conftest import at  # noqa: F401
from tests.reaching import LONG_AGO, brought, facts, walked
from workflows import clocks, gate, records
from workflows.desks import on
from workflows.models import Notice
from workflows.proof import whole
from workflows.refusals import NotReady, Stale

pytestmark = pytest.mark.django_db
OF_AN_ACT = {"dispatch_of_act", "announcement_of_act"}


@pytest.fixture
def plan(people, places):
    """A municipal plan whose report was filed."""
    return brought("municipal", "reported", people, places)


def taken(plan, way, people, places):
    return walked(plan, "municipal", way, people, places)


def desks(plan):
    return {desk.step for desk in on(plan)}


def running(plan):
    return set(clocks.of(plan).filter(stopped_on=None).values_list("rule", flat=True))


def test_a_filed_report_waits_for_the_clerk_of_the_council(plan):
    assert desks(plan) == {"adopt_report"}
    told_of = Notice.objects.filter(kind="report_at_council", url=plan.get_absolute_url())
    assert told_of.count() == 2


def test_the_adoption_is_a_decision_with_its_vote_and_stands_with_the_report(plan, people, places):
    before, own = plan.decided_on, plan.decisions.get()
    taken(plan, "schedule adopt_report", people, places)
    decision, report = plan.decisions.first(), Report.objects.get(plan=plan)
    assert (decision.report, decision.in_favour, own.report) == (report, 20, None)
    held = f"{TODAY() - LONG_AGO:%d.%m.%Y}"
    assert report.line == decision.line == f"Решение №151 по протокол №9/{held} г."
    assert decision.committee == "Комисия по образование"
    assert plan.decided_on == before, "when the plan was decided stays"
    assert "Приема отчета на" in extract_of(decision).as_json()


def test_its_terms_are_those_of_every_act_of_the_council(plan, people, places):
    assert not OF_AN_ACT & running(plan)
    taken(plan, "adopt_report", people, places)
    assert running(plan) >= OF_AN_ACT
    assert desks(plan) == {"dispatch"}
    taken(plan, "dispatch:mayor dispatch:governor receive:mayor", people, places)
    assert "dispatch_of_act" not in running(plan)
    assert "return_of_act" in running(plan)
    taken(plan, "receive:governor announce", people, places)
    assert "appeal_of_general_act" in running(plan)
    assert desks(plan) == {"close"}
    taken(plan, "close", people, places)
    assert (plan.state, desks(plan)) == ("closed", set())
    assert "return_of_act" not in running(plan)


def test_a_plan_is_not_closed_while_the_decision_may_be_returned(plan, people, places):
    taken(plan, "adopt_report dispatch:mayor receive:mayor dispatch:governor", people, places)
    with pytest.raises(NotReady):
        gate.perform(plan, "close", actor=people.council_clerk)


@pytest.mark.parametrize("by", ["return_by_mayor", "return_by_governor"])
def test_a_returned_decision_is_discussed_anew(by, people, places):
    plan = brought("municipal", "report_received", people, places)
    taken(plan, by, people, places)
    assert (plan.state, desks(plan)) == ("report_returned", {"readopt_report"})
    assert "rediscussion" in running(plan)
    vote = facts("municipal", "no_ruling", people, places) | {"protocol_number": "9"}
    gate.perform(plan, "no_ruling", actor=people.council_clerk, **vote)
    assert plan.decisions.first().is_no_ruling
    taken(plan, "readopt_report", people, places)
    assert plan.state == "report_adopted"
    assert Report.objects.get(plan=plan).decision_number == "153"
    assert "rediscussion" not in running(plan)
    taken(plan, "dispatch:mayor dispatch:governor receive:mayor receive:governor", people, places)
    day = TODAY() - LONG_AGO
    gate.perform(plan, "close", actor=people.council_clerk, on=day)
    assert plan.state == "closed", "what was discussed anew is not returned once more"


@pytest.mark.parametrize(
    ("place", "way"), [("reported", "reject_report"), ("report_returned", "repeal_report")]
)
def test_a_report_not_adopted_is_written_anew_and_filed_again(place, way, people, places):
    plan = brought("municipal", place, people, places)
    first = Report.objects.get(plan=plan)
    taken(plan, way, people, places)
    assert (plan.state, desks(plan)) == ("in_execution", {"report"})
    first.refresh_from_db()
    assert first.rejected_on
    assert first.is_frozen
    draft = Report.objects.get(plan=plan, rejected_on=None)
    assert draft.opened_by == first.opened_by == people.mayor
    assert draft.clauses.count() == first.clauses.count()
    assert not draft.is_frozen
    drafts.open_draft(plan, TODAY(), actor=people.mayor)
    told(plan, people.mayor)
    for clause in [one for row in drafts.text_of(plan, draft).lines for one in row.clauses]:
        drafts.keep_clause(plan, clause.fact, actor=people.mayor, is_in=True)
    gate.perform(plan, "report", actor=people.mayor, note="Отчетен отново.")
    vote = facts("municipal", "adopt_report", people, places)
    vote |= {"on": TODAY(), "number": "160", "protocol_number": "10"}
    gate.perform(plan, "adopt_report", actor=people.council_clerk, **vote)
    assert Report.objects.get(plan=plan, rejected_on=None).decision_number == "160"
    assert records.verify(plan) == []


def test_what_was_not_filed_is_not_adopted(people, places):
    running = brought("municipal", "in_execution", people, places)
    vote = facts("municipal", "adopt_report", people, places)
    with pytest.raises(Stale):
        gate.perform(running, "adopt_report", actor=people.council_clerk, **vote)


def test_the_public_reads_an_adopted_report_and_no_other(plan, people, places):
    address, anybody = reverse("public_report", args=[plan.pk]), Client()
    assert anybody.get(address).status_code == 404
    taken(plan, "adopt_report", people, places)
    page = anybody.get(address)
    assert page.status_code == 200
    assert "Реализирани дейности" in page.content.decode()
    assert people.mayor.name not in page.content.decode()
    taken(plan, "dispatch:mayor receive:mayor return_by_mayor", people, places)
    assert "върнато за ново обсъждане" in anybody.get(address).content.decode()
    taken(plan, "repeal_report", people, places)
    assert anybody.get(address).status_code == 404


def test_its_paper_has_a_blank_for_the_decision_until_it_is_adopted(plan, people, places, at):  # noqa: F811
    def line():
        page = at(people.mayor).open(reverse("plan_report", args=[plan.pk]), print="1")
        return page.xpath("//p[starts-with(., 'Отчетът е приет с')]")[0].text_content()

    assert "………" in line()
    taken(plan, "adopt_report", people, places)
    kept = Report.objects.get(plan=plan)
    assert line() == adoption(plan, kept) == f"Отчетът е приет с {kept.line}"
    assert kept.line in report_on_paper(plan, drafts.text_of(plan, kept), kept).as_json()


HIDDEN = {
    "Мария Стоянова Петрова, ст. експерт": "…, ст. експерт",
    "Мария Петрова-Колева, директор": "…, директор",
    "среща с М. Петрова и С.П.Колев": "среща с … и …",
    "МАРИЯ ПЕТРОВА": "…",
    "г-жа Петрова, д-р Асен Камен, инж. И. Колев": "г-жа …, д-р …, инж. …",
}
SHOWN = (
    "ОУ „Райна Княгиня“, гр. Каменград",
    "ОУ „Проф. Иван Батаклиев“",
    "А. Педагогическа подкрепа",
    "ДЕТСКА ГРАДИНА „ЗВЪНЧЕ“; СТРАТЕГИЧЕСКА ЦЕЛ 1",
    "инж. по договор; гр. В. Търново",
)


@pytest.mark.parametrize(("text", "shown"), [*HIDDEN.items(), *((one, one) for one in SHOWN)])
def test_names_of_people_are_not_shown(text, shown):
    assert without_names(text) == shown


def test_the_decision_is_recorded_in_the_browser(plan, people, at):  # noqa: F811
    clerk, page = at(people.council_clerk), reverse("plan_report", args=[plan.pk])
    address = f"{plan.get_absolute_url()}steps/adopt_report/"
    assert address in clerk.client.get(page).content.decode()
    assert address not in at(people.mayor).client.get(page).content.decode()
    given = {
        "number": "151",
        "protocol_number": "9",
        "on": TODAY().isoformat(),
        "members": 29,
        "present": 25,
        "in_favour": 20,
        "against": 5,
        "abstained": 0,
    }
    shown = {"seen_version": plan.version}
    assert clerk.client.post(address, given | shown | {"in_favour": 40}).status_code == 422
    assert clerk.client.post(address, given | shown | {"number": " №"}).status_code == 422
    clerk.send(address, **given | shown | {"number": "№ 151", "protocol_number": "№9"})
    decision = plan.decisions.first()
    assert (decision.number, decision.session.protocol_number) == ("151", "9")
    assert decision.report_id
    assert "Решение №151" in clerk.open(page).text_content()
    terms = {str(one.clock.rule) for one in queries.clocks_of_act(decision)}
    assert terms >= OF_AN_ACT
    assert "return_of_act" not in terms, "those of the act on the plan stand with that one"
    said = clerk.open(reverse("decision", args=[decision.pk])).text_content()
    assert "чл. 21, ал. 1, т. 23 ЗМСМА" in said
    assert "Отчет" in said


def test_with_few_votes_the_same_form_records_that_it_was_not_adopted(plan, people, at):  # noqa: F811
    clerk, address = at(people.council_clerk), f"{plan.get_absolute_url()}steps/adopt_report/"
    given = {
        "number": "152",
        "protocol_number": "9",
        "on": TODAY().isoformat(),
        "members": 29,
        "present": 25,
        "in_favour": 5,
        "against": 20,
        "abstained": 0,
    }
    clerk.send(address, **given, seen_version=plan.version)
    plan.refresh_from_db()
    assert plan.state == "in_execution"


def test_reports_before_the_council_wait_in_its_list(plan, people, places, at):  # noqa: F811
    def waits():
        page = at(people.council_clerk).open(reverse("decision_list"))
        return bool(page.xpath(f"//a[@href='{plan.get_absolute_url()}']"))

    assert waits()
    taken(plan, "adopt_report", people, places)
    assert not waits()


def test_the_whole_is_in_order_after_all_of_it(people, places):
    brought("municipal", "closed", people, places)
    assert [one for one in whole.examine().faults if not one.about.startswith("file ")] == []
