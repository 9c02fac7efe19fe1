"""The draft of a report: clauses keep their facts, numbers their records; what is filed stays."""

import pytest
from django.urls import reverse

from plans import recording
from plans.models import Report
from plans.reporting import drafts
from plans.reporting.drafts import ClauseRefused
from plans.reporting.text import Mark
from tests.making import TODAY
from tests.pages.conftest import at  # noqa: F401
from tests.plans.test_report import entered, plan  # noqa: F401
from tests.reaching import brought
from workflows import gate, records
from workflows.refusals import NotYours, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact(plan, people):  # noqa: F811
    return entered(plan, people)


@pytest.fixture
def opened(plan, fact, people):  # noqa: F811
    return drafts.open_draft(plan, TODAY(), actor=people.department_head)


def clauses(plan):  # noqa: F811
    kept = drafts.draft_of(plan)
    assert kept
    text = drafts.text_of(plan, kept)
    return [one for line in text.lines for one in line.clauses]


def edit(plan, people, fact, text, seen=None):  # noqa: F811
    (now,) = [one for one in clauses(plan) if one.fact == fact.pk]
    drafts.edit_clause(
        plan, fact.pk, text, actor=people.ruo_head, seen=now.text if seen is None else seen
    )


def test_the_draft_begins_with_a_clause_of_every_fact(plan, opened, fact):  # noqa: F811
    (clause,) = clauses(plan)
    assert (clause.fact, clause.mark) == (fact.pk, Mark.NONE)
    assert records.of(plan).last().step == "date_report"


def test_an_edited_clause_keeps_its_fact_and_says_by_whom(plan, opened, fact, people):  # noqa: F811
    edit(plan, people, fact, "Проведена е 1 среща с всички директори.")
    (clause,) = clauses(plan)
    assert clause.text == "Проведена е 1 среща с всички директори."
    assert (clause.mark, clause.edited_by) == (Mark.EDITED, people.ruo_head.name)
    assert clause.url.endswith(f"#fact-{fact.pk}")
    last = records.of(plan).last()
    assert (last.step, last.facts["fact"], last.facts["text"]) == (
        "edit_clause",
        fact.pk,
        clause.text,
    )


@pytest.mark.parametrize("words", ["Проведени са 17 срещи.", "Обхванати са 1,5 класа."])
def test_a_number_without_a_record_is_refused(words, plan, opened, fact, people):  # noqa: F811
    with pytest.raises(ClauseRefused) as refused:
        edit(plan, people, fact, words)
    assert refused.value.sentence.split()[0] in words
    assert clauses(plan)[0].mark is Mark.NONE


def test_two_who_edit_one_clause_do_not_overwrite_each_other(plan, opened, fact, people):  # noqa: F811
    seen = clauses(plan)[0].text
    edit(plan, people, fact, "Първи.", seen)
    with pytest.raises(Stale):
        edit(plan, people, fact, "Втори.", seen)
    assert clauses(plan)[0].text == "Първи."


def test_a_later_fact_proposes_a_clause_that_is_taken_in_or_left_out(plan, opened, people):  # noqa: F811
    later = entered(plan, people, what="Втора среща")
    proposed = clauses(plan)[-1]
    assert (proposed.fact, proposed.mark, proposed.is_in) == (later.pk, Mark.PROPOSED, False)
    drafts.keep_clause(plan, later.pk, actor=people.ruo_head, is_in=True)
    assert clauses(plan)[-1].is_in
    drafts.keep_clause(plan, later.pk, actor=people.ruo_head, is_in=False)
    left = clauses(plan)[-1]
    assert (left.mark, left.is_in) == (Mark.LEFT_OUT, False)
    text = drafts.text_of(plan, opened)
    line = next(one for one in text.lines if one.clauses)
    assert line.reached == "2", "a clause that is left out goes on counting"
    assert "Втора среща" not in line.told


def test_a_withdrawn_fact_marks_its_clause_and_counts_no_longer(plan, opened, fact, people):  # noqa: F811
    recording.withdraw(fact, "Вписана е два пъти", actor=people.ruo_head)
    (clause,) = clauses(plan)
    assert clause.mark is Mark.WITHDRAWN
    line = next(one for one in drafts.text_of(plan, opened).lines if one.clauses)
    assert (line.reached, line.lead) == ("", "Няма запис за изпълнение.")


def test_another_day_changes_which_facts_count(plan, opened, people):  # noqa: F811
    day = plan.starts_on
    drafts.open_draft(plan, day, actor=people.ruo_head)
    assert clauses(plan) == []
    assert Report.objects.get().until == day


def test_others_write_nothing(plan, opened, fact, people):  # noqa: F811
    for name in ("expert", "records", "minister", "observer"):
        actor = getattr(people, name)
        with pytest.raises(NotYours):
            drafts.edit_clause(plan, fact.pk, "Друго.", actor=actor, seen="")
        with pytest.raises(NotYours):
            drafts.keep_clause(plan, fact.pk, actor=actor, is_in=False)
        with pytest.raises(NotYours):
            drafts.open_draft(plan, TODAY(), actor=actor)


def test_filing_freezes_the_report_and_the_record_names_it(plan, opened, fact, people):  # noqa: F811
    edit(plan, people, fact, "Директорите се срещнаха.")
    entered(plan, people, what="Не е взета в отчета")
    gate.perform(plan, "report", actor=people.ruo_head, note="Изпълнен.")
    report = Report.objects.get()
    assert report.fingerprint == records.fingerprint(report.content)
    assert records.of(plan).last().facts["report"] == report.fingerprint
    told = " ".join(line.told for line in drafts.text_of(plan, report).lines)
    assert "Директорите се срещнаха." in told
    assert "Не е взета в отчета" not in told
    with pytest.raises(Stale):
        edit(plan, people, fact, "Друго.")


def test_a_report_that_nobody_drafted_writes_itself_when_it_is_filed(plan, fact, people):  # noqa: F811
    gate.perform(plan, "report", actor=people.ruo_head, note="Изпълнен.")
    told = drafts.text_of(plan, Report.objects.get())
    assert any("Среща с директорите" in line.told for line in told.lines)


# Pages


def address(plan, name="plan_report", *args):  # noqa: F811
    return reverse(name, args=[plan.pk, *args])


def test_the_house_reads_its_draft_and_others_the_facts(plan, opened, fact, people, at):  # noqa: F811
    edit(plan, people, fact, "Директорите се срещнаха.")
    assert "Директорите се срещнаха." in at(people.expert).open(address(plan)).text_content()
    for name in ("minister", "observer"):
        page = at(getattr(people, name)).open(address(plan)).text_content()
        assert "Директорите се срещнаха." not in page
        assert "Проведена среща" in page
    gate.perform(plan, "report", actor=people.ruo_head, note="Изпълнен.")
    filed = at(people.minister).open(address(plan)).text_content()
    assert "Директорите се срещнаха." in filed


def test_a_draft_is_opened_edited_and_taken_from_in_the_browser(plan, fact, people, at):  # noqa: F811
    browser = at(people.department_head)
    browser.send(address(plan, "report_draft"), on=TODAY().isoformat())
    page = browser.open(address(plan, "report_clause", fact.pk))
    seen = page.xpath("//input[@name='seen']/@value")[0]
    target = address(plan, "report_clause", fact.pk)
    assert browser.client.post(target, {"seen": seen, "text": "99 срещи"}).status_code == 422
    reply = browser.send(target, seen=seen, text="Проведена е срещата.")
    assert reply["Location"].endswith(f"#clause-{fact.pk}")
    assert browser.client.post(target, {"seen": seen, "text": "Още."}).status_code == 409
    browser.send(address(plan, "report_keep", fact.pk), do="leave")
    assert clauses(plan)[0].mark is Mark.LEFT_OUT


def test_writing_is_closed_to_readers_and_unknown_clauses(plan, opened, fact, people, at):  # noqa: F811
    for name in ("expert", "observer"):
        browser = at(getattr(people, name))
        browser.open(address(plan, "report_clause", fact.pk), 403)
        browser.send(address(plan, "report_keep", fact.pk), 403, do="leave")
        browser.send(address(plan, "report_draft"), 403, on="")
    at(people.ruo_head).open(address(plan, "report_clause", 10**6), 404)


def test_municipal_and_school_plans_file_their_reports_too(people, places):
    for route in ("municipal", "school"):
        filed = brought(route, "reported", people, places)
        assert Report.objects.get(plan=filed).is_frozen
