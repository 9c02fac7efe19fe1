"""The report of a plan on any day: a number is the sum of facts, a clause has its record."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans import recording
from plans.models import Fact
from plans.queries.execution import Measured, Standing, facts_of
from plans.recording import Told
from plans.reporting.building import Maker, as_drafted, live_report
from plans.reporting.files import report_on_paper
from plans.reporting.layout import paper
from plans.reporting.text import ReportText
from plans.reporting.wording import clause_of, lead_of
from plans.revising import text_in_force
from plans.states import FactKind
from tests import making
from tests.making import TODAY
from tests.pages.conftest import at  # noqa: F401
from tests.reaching import brought
from workflows.wording import number

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def plan(people, places):
    """An authority's plan in execution."""
    return brought("ruo", "in_execution", people, places)


def entered(plan, people, amount=1, what="Среща с директорите", days_ago=0, **more):
    told = Told(
        more.pop("kind", FactKind.MEETING), what, TODAY() - days_ago * DAY, Decimal(amount), **more
    )
    identity = plan.latest.activities.get(key="1.1").identity
    actor = people.department_head if plan.plan_kind == "ruo_annual_plan" else people.mayor
    return recording.record(plan, identity, told, actor=actor)


def report(plan, until=None):
    text = text_in_force(plan)
    assert text
    return live_report(plan, text, until or TODAY())


def line(plan, key="1.1", until=None):
    anchor = plan.latest.activities.get(key=key).anchor
    return next(one for one in report(plan, until).lines if one.anchor == anchor)


def test_the_report_is_the_table_of_the_plan_with_what_was_reached(plan, people):
    entered(plan, people)
    found = line(plan)
    assert (found.reached, found.percent) == ("1", "50\N{NO-BREAK SPACE}%")
    assert found.lead == "Достигнато: 1 от 2 (50\N{NO-BREAK SPACE}%)."
    day = f"{TODAY():%d.%m.%Y}"
    (clause,) = found.clauses
    assert clause.text == f"Проведена среща: Среща с директорите ({day}; брой срещи: 1)."
    assert clause.fact == plan.facts.get().pk


def test_a_row_without_a_record_says_so_and_has_no_number(plan):
    found = line(plan)
    assert (found.reached, found.percent, found.clauses) == ("", "", ())
    assert found.lead == "Няма запис за изпълнение."
    assert found.is_silent


def test_the_day_decides_which_facts_count(plan, people):
    for days_ago in (1, 9, 30):
        entered(plan, people, days_ago=days_ago)
    counts = [line(plan, until=TODAY() - ago * DAY).reached for ago in (31, 30, 9, 1)]
    assert counts == ["", "1", "2", "3"]


def test_a_withdrawn_fact_is_in_no_report(plan, people):
    fact = entered(plan, people)
    recording.withdraw(fact, "Грешка", actor=people.ruo_head)
    assert line(plan).is_silent


def test_a_target_in_words_is_reported_in_words(plan, people):
    row = plan.latest.activities.get(key="1.1")
    row.target, row.target_raw, row.unit = None, "според подадените заявления", ""
    facts = [Fact(amount=Decimal(3), what="Среща", on=TODAY()), Fact(amount=0, on=TODAY())]
    progress = Measured(plan, {row.identity: facts}, TODAY()).progress(row)
    with making_bulgarian():
        said = lead_of(progress, facts)
    assert said == "Цел: според подадените заявления. Отчетено: 3."
    assert progress.indicator
    assert progress.indicator.percent is None


def making_bulgarian():
    """What the builder of a report does for all that it says."""
    return translation.override("bg")


def test_a_visit_that_was_closed_and_an_inspection_withdrawn_tell_themselves(people, places):
    visit = brought("visit", "closed", people, places)
    plan = visit.inspection.plan
    found = line(plan, "18.1.1")
    assert found.clauses[0].url == visit.get_absolute_url()
    assert visit.institution.full_name in found.clauses[0].text
    assert found.lead.startswith("Достигнато: 1 от 2")
    other = plan.inspections.get(number="18.2.1")
    making.taken(other, "withdraw", people.ruo_head, note="Отпада.")
    given_up = line(plan, "18.2.1")
    assert given_up.lead == "Оттеглено: не подлежи на изпълнение."
    assert (given_up.percent, given_up.standing) == ("", Standing.TODO)


DIGITS = re.compile(r"-?\d+(?:,\d+)?")
AMOUNTS = st.lists(st.decimals(min_value=0, max_value=99, places=2), max_size=6)


def numbers_in(text):
    """Numbers as they are written, thousands together."""
    return DIGITS.findall(text.replace("\N{NO-BREAK SPACE}", ""))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(amounts=AMOUNTS, baseline=st.integers(0, 20), target=st.integers(0, 40))
def test_every_number_of_a_row_is_the_sum_of_its_facts(amounts, baseline, target, plan):
    row = plan.latest.activities.get(key="1.1")
    row.baseline, row.target = Decimal(baseline), Decimal(target)
    facts = [
        Fact(pk=n, plan=plan, identity=row.identity, amount=amount, what="Среща", on=TODAY())
        for n, amount in enumerate(amounts, start=1)
    ]
    with making_bulgarian():
        told = Maker(Measured(plan, {row.identity: facts}, TODAY()), as_drafted, {}).line(row)
        reached = number(baseline + sum(amounts, Decimal(0)))
    assert told.reached == (reached if amounts else "")
    known = {*numbers_in(reached), str(baseline), str(target), *numbers_in(told.percent)}
    assert set(numbers_in(told.lead)) <= (known if amounts else set())
    assert [one.fact for one in told.clauses] == [fact.pk for fact in facts]


def test_every_clause_leads_to_its_record(plan, people, at):  # noqa: F811
    for _n in range(3):
        entered(plan, people)
    browser = at(people.ruo_head)
    for clause in line(plan).clauses:
        address, _hash, anchor = clause.url.partition("#")
        assert browser.open(address).xpath(f"//tr[@id='{anchor}']")


def test_the_columns_on_paper_are_those_of_the_kind(people, places, plan):
    labels = [one.label for one in paper(plan.plan_kind, report(plan)).table.columns]
    assert labels[:3] == ["№", "Дейности по", "Срок"]
    assert labels[-3:] == ["Достигната стойност", "Изпълнение", "Реализирани дейности"]
    municipal = brought("municipal", "in_execution", people, places)
    official = paper(municipal.plan_kind, report(municipal))
    assert [one.label for one in official.table.columns] == [
        "Мярка", "Дейности", "Срок", "Източници на финансиране", "Отговорни институции",
        "Очаквани резултати", "Реализирани дейности",
    ]  # fmt: skip
    assert next(official.table.parts).rows[0].cells[0] == "1 Ранно откриване"


def test_a_reason_for_the_row_itself_does_not_repeat_it(plan):
    row = plan.latest.activities.get(key="1.1")
    fact = Fact(kind=FactKind.NOT_DONE, what=row.text, on=TODAY(), amount=0, reason="Няма зала.")
    with making_bulgarian():
        assert clause_of(fact, row) == f"Не е изпълнено: Няма зала ({TODAY():%d.%m.%Y})."


def test_what_was_not_carried_out_is_never_shown_as_done(plan):
    row = plan.latest.activities.get(key="1.1")
    row.target, row.target_raw, row.deadline_end = None, "по заявки", TODAY() - DAY
    reason = Fact(kind=FactKind.NOT_DONE, amount=0, what="Среща", on=TODAY(), reason="Няма.")
    done = Fact(kind=FactKind.MEETING, amount=0, what="Среща", on=TODAY())
    for facts, standing in (([reason], Standing.LATE), ([reason, done], Standing.DONE)):
        assert Measured(plan, {row.identity: facts}, TODAY()).standing(row) is standing


def test_a_report_kept_as_content_is_the_same_report(plan, people):
    entered(plan, people)
    found = report(plan)
    assert ReportText.from_content(found.as_content()) == found


def test_sections_are_counted_as_on_the_overview(plan, people):
    entered(plan, people, amount=2)
    execution = report(plan).execution
    assert (execution.total, execution.done) == (3, 1)
    measure = Measured(plan, facts_of(plan, TODAY()), TODAY())
    standings = [one.standing for one in report(plan).lines]
    assert standings == [measure.standing(row) for row in plan.latest.activities.all()]


@pytest.mark.parametrize("query", [{}, {"on": "2026-13-45"}, {"on": "9999-01-01"}, {"print": "1"}])
def test_the_page_opens_on_any_day(query, plan, people, at):  # noqa: F811
    entered(plan, people)
    page = at(people.ruo_head).open(reverse("plan_report", args=[plan.pk]), **query)
    assert "Проведена среща" in page.text_content()


def test_a_plan_that_is_not_in_force_has_nothing_to_report(ruo_plan, people, at):  # noqa: F811
    page = at(people.ruo_head).open(reverse("plan_report", args=[ruo_plan.pk]))
    assert "Все още няма какво да се отчете" in page.text_content()


def test_more_facts_ask_the_database_no_more(plan, people, at):  # noqa: F811
    browser, counts = at(people.ruo_head), []
    for more in (1, 12):
        for _n in range(more):
            entered(plan, people)
        with CaptureQueriesContext(connection) as asked:
            browser.open(reverse("plan_report", args=[plan.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_a_reader_sees_the_report_and_enters_nothing(plan, people, at):  # noqa: F811
    reply = at(people.observer).client.get(reverse("plan_report", args=[plan.pk]))
    assert reply.status_code == 200
    assert "/facts/add/" not in reply.content.decode()
    assert "/facts/add/" in (
        at(people.ruo_head).client.get(reverse("plan_report", args=[plan.pk])).content.decode()
    )


def test_clauses_need_no_unit(plan):
    row = plan.latest.activities.get(key="1.1")
    row.unit = ""
    fact = Fact(kind=FactKind.DECISION, act_number="12", amount=2, what="Мерки.", on=TODAY())
    with making_bulgarian():
        assert clause_of(fact, row) == f"Акт № 12: Мерки ({TODAY():%d.%m.%Y}; количество: 2)."


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx"])
def test_the_report_is_written_in_every_format(suffix, plan, people, at):  # noqa: F811
    entered(plan, people)
    browser = at(people.ruo_head)
    reply = browser.client.get(reverse("report_file", args=[plan.pk, suffix]))
    assert reply.status_code == 200
    content = b"".join(reply.streaming_content)
    assert content[:4] == (b"%PDF" if suffix == "pdf" else b"PK\x03\x04")
    browser.open(reverse("report_file", args=[plan.pk, "exe"]), 404)


def test_the_file_says_what_the_page_says(plan, people):
    entered(plan, people)
    (table,) = report_on_paper(plan, report(plan)).tables
    told = [row.cells[-1] for row in table.rows if not row.is_heading]
    assert told == [one.told for one in report(plan).lines]
