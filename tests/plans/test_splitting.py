"""A row is split in a review: two rows in the plan, undone, corrected, recorded, remembered."""

import pytest
from django.urls import reverse

from plans.models import Plan
from plans.models.importing import Learnt, LearntKind
from tests.frame.finding import select
from tests.pages.reading import words
from tests.plans.test_pages_import import read
from tests.plans.test_review import numbers, post, reading, repair, shown

pytestmark = pytest.mark.django_db

MERGED = {
    "severity": "high", "kind": "merged_rows", "where": "1.2", "line": 3, "keys": ["1.2"],
    "what": "В един ред са слети: 1.2, 1.3.", "warn": "",
}  # fmt: skip


@pytest.fixture
def clerk(client, people):
    client.force_login(people.municipal_expert)
    return client


@pytest.fixture
def started(people, places):
    """An import whose second row holds a third one."""
    made = reading()
    row = made["activities"][1]
    row["text"] = whole = "Среща с родители и 1.3 Ден на отворените врати"
    split = {"part": "split", "key": "1.2", "field": "1.3", "was": "", "now": "1.3"}
    made["anomalies"] = [
        MERGED
        | {
            "repair": [
                split,
                repair("1.2", "text", whole, "Среща с родители"),
                repair("1.3", "text", whole, "Ден на отворените врати"),
            ]
        }
    ]
    row["cells"] = {"text": {"confidence": 1.0, "source_lines": [[4, 2]]}}
    return read(people, places, reading=made)


def texts(import_):
    return [row["text"] for row in import_.settled()["activities"]]


def test_the_first_button_splits_the_row(clerk, started):
    page = shown(clerk, started.get_absolute_url())
    (button, *_others) = select(page, "#d-0 button")
    assert (button.get("name"), words(button)) == ("accept", "Раздели на два реда")
    assert "1.3: става отделен ред" in words(select(page, "#d-0")[0])
    post(clerk, started, accept="0")
    assert numbers(started) == ["1.1", "1.2", "1.3", "2.1"]
    assert texts(started)[1:3] == ["Среща с родители", "Ден на отворените врати"]
    page = shown(clerk, started.get_absolute_url())
    assert "Отделени на свой ред: 1.3." in words(select(page, "#d-0")[0])
    assert len(select(page, "li.r-row")) == 4


def test_both_rows_lead_to_the_cell_in_which_they_stood(clerk, started):
    post(clerk, started, accept="0")
    page = shown(clerk, started.get_absolute_url())
    assert select(page, "a#v1-text[href=#c4-2]")
    assert select(page, "a#v3-text[href=#c4-2]")


def test_a_split_is_taken_back_with_what_was_corrected_in_its_row(clerk, started):
    post(clerk, started, accept="0")
    post(clerk, started, correct="3", **{"cell-text": "Ден на отворени врати"})
    assert texts(started)[2] == "Ден на отворени врати"
    assert set(started.decisions) == {"0", "row-1.3"}
    post(clerk, started, undo="0")
    assert numbers(started) == ["1.1", "1.2", "2.1"]
    assert shown(clerk, started.get_absolute_url()) is not None


def test_the_new_row_is_opened_and_the_last_decision_goes_first(clerk, started):
    post(clerk, started, accept="0")
    page = shown(clerk, started.get_absolute_url(), row="3")
    assert words(select(page, "#r3 textarea[name=cell-text]")[0]) == "Ден на отворените врати"
    post(clerk, started, undo="last")
    assert numbers(started) == ["1.1", "1.2", "2.1"]


def test_the_plan_has_both_rows_and_says_who_split_them(clerk, started, people):
    post(clerk, started, accept="0")
    clerk.post(reverse("import_confirm", args=[started.pk]))
    plan = Plan.objects.get()
    assert [(row.number, row.key) for row in plan.latest.activities.all()] == [
        ("1.1", "1.1"), ("1.2", "1.2"), ("1.3", "1.3"), ("2.1", "2.1")
    ]  # fmt: skip
    (kept,) = plan.latest.preamble["anomalies"]
    assert kept["decided"]["by"] == people.municipal_expert.name
    assert "Отделени на свой ред" in kept["decided"]["done"]


def test_an_inspection_is_split_with_its_row(clerk, started):
    started.reading["inspections"] = [
        {"key": "1.2", "number": "1.2", "subject": "", "institutions": [], "responsible": [],
         "target_raw": "", "target_count": None},
    ]  # fmt: skip
    started.save()
    post(clerk, started, accept="0")
    settled = started.settled()["inspections"]
    assert [(one["key"], one["subject"]) for one in settled] == [
        ("1.2", "Среща с родители"),
        ("1.3", "Ден на отворените врати"),
    ]


def test_the_usual_name_of_a_school_is_learnt_with_its_settlement(clerk, people, places):
    was, now = (f"Контрол: СУ „{name}“ – гр. Каменград" for name in ("П. Рилски", "Петър Рилски"))
    made = reading(text=was)
    made["anomalies"] = [
        MERGED | {"kind": "school_spelling", "keys": ["1.1"], "severity": "medium"}
        | {"repair": [repair("1.1", "text", was, now)]}
    ]  # fmt: skip
    first = read(people, places, reading=made)
    page = shown(clerk, first.get_absolute_url())
    assert words(select(page, "#d-0 button")[0]) == "Запиши „СУ „Петър Рилски““"
    post(clerk, first, accept="0")
    learnt = Learnt.objects.get()
    assert learnt.kind == LearntKind.SCHOOL
    assert learnt.printed == "СУ „П. Рилски“ – гр. Каменград"
    assert learnt.meaning == "СУ „Петър Рилски“ – гр. Каменград"
