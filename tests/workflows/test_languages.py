"""Each reads in their own language what our texts say, whoever caused them to be written."""

import datetime
import re

import pytest
from django.conf import settings
from django.utils import translation

from institutions import calendar
from tests import making
from tests.reaching import brought
from workflows import waiting
from workflows.models import Notice
from workflows.queries.inbox import counters, grouped

pytestmark = pytest.mark.django_db


def test_a_notice_reads_in_the_language_of_the_page(municipal_plan, people):
    making.submitted(municipal_plan, people)
    notice = Notice.objects.get(kind="plan_submitted", person=people.ruo_head)
    with translation.override("bg"):
        assert notice.title.startswith("Внесен")
        assert "внесе плана" in notice.text
    with translation.override("en"):
        assert notice.title.startswith("Submitted")
        assert "submitted the plan" in notice.text


def test_a_notice_of_before_reads_as_it_was_written(people):
    notice = Notice(person=people.mayor, subject="Съгласуван план", body="Планът е съгласуван.")
    with translation.override("en"):
        assert (notice.title, notice.text) == (notice.subject, notice.body)


def test_the_inbox_names_documents_in_the_language_of_the_reader(municipal_plan, people):
    making.submitted(municipal_plan, people)
    today = making.TODAY()
    for language, begins in (("bg", "Годишен план"), ("en", "Municipal plan")):
        with translation.override(language):
            rows = waiting.page(people.records, waiting.Filter(), 0, 25)
            groups = grouped(rows, counters([], today, today, 25), today, today)
            assert [str(task.title)[: len(begins)] for group in groups for task in group.tasks] == [
                begins
            ]


def test_a_checklist_is_kept_in_bulgarian_and_read_in_both_languages(people, places):
    from inspections.checklists import general_questions, in_words, lay_out

    visit = brought("visit", "planned", people, places)
    visit.inspection.criteria = []
    visit.answers.all().delete()
    with translation.override("en"):
        lay_out(visit)
    (first, *_others) = visit.answers.all()
    assert first.part == "А. Документация"
    with translation.override("en"):
        assert in_words(first.part) == "A. Documents"
        assert in_words(first.question) == str(general_questions()[0].text)
        assert in_words("Критерий на заповедта") == "Критерий на заповедта"


def test_what_follows_an_escalation_is_kept_in_bulgarian_and_read_in_both_languages(people, places):
    with translation.override("en"):
        visit = brought("visit", "escalated", people, places)
        assert visit.consequence.startswith("Labour responsibility of the director")
    assert "Labour" not in visit.escalation
    with translation.override("bg"):
        assert visit.consequence == visit.escalation


def test_holidays_are_named_in_the_language_of_the_reader():
    day = datetime.date(2026, 3, 3)
    with translation.override("bg"):
        assert "Освобождение" in str(calendar.why_not_working(day))
        assert (day, calendar.why_not_working(day)) in calendar.by_law(2026)
    with translation.override("en"):
        assert "Liberation" in str(calendar.why_not_working(day))
        assert {one.year for one, _name in calendar.by_law(2027)} == {2027}


def test_no_template_says_bulgarian_words_that_are_not_marked_as_such():
    """What is said in Bulgarian whatever the language stands in an element that says so."""
    tags = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
    found = [
        (path.name, line.strip())
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for line in tags.sub("", path.read_text()).splitlines()
        if re.search("[А-Яа-я]", line) and 'lang="bg"' not in line
    ]
    # The letters of the emblem are a drawing; the line of adoption is written into files too, a
    # page puts it into an element that says the language.
    assert {name for name, _line in found} <= {"_logo.html", "_adoption.html"}
