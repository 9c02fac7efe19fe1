"""What was doubtful in the reading stays with the plan: what was decided, by whom, when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import deciding, editing, importing
from plans.models import Import, ImportStatus
from plans.queries.page import Around, Show, table_of
from tests import making

pytestmark = pytest.mark.django_db


def doubt(keys, severity="high", what="Номер 1.2 се повтаря."):
    return {
        "severity": severity,
        "kind": "numbering_duplicate",
        "where": ", ".join(keys) or "целият документ",
        "line": 7,
        "what": what,
        "warn": "Дайте на реда свой номер.",
        "keys": keys,
    }


def brought(people, places, doubts, year=2026):
    """An import that waits for its review, with these doubts."""
    return Import.objects.create(
        institution=places.municipality,
        uploaded_by=people.municipal_expert,
        name="план.docx",
        file="imports/plan.docx",
        status=ImportStatus.READ,
        reading=making.municipal_reading(year) | {"anomalies": doubts},
    )


@pytest.fixture
def started(people, places):
    """An import with a grave doubt about two rows and a warning."""
    mild = doubt(["2.1"], "medium", "Целта не е число.")
    return brought(people, places, [doubt(["1.1", "1.2"]), mild])


@pytest.fixture
def plan(started, people):
    """The plan of that import; the doubt was left as printed."""
    deciding.keep_decisions(started, {"0": "И двата реда остават."}, actor=people.municipal_expert)
    return importing.confirm(started, people.municipal_expert)


def text_of(client, person, address):
    client.force_login(person)
    return " ".join(client.get(address).content.decode().split())


def test_the_plan_and_its_revision_tell_what_was_decided_by_whom(client, plan, people):
    for address in (plan.get_absolute_url(), reverse("plan_revision", args=[plan.pk, 1])):
        page = text_of(client, people.municipal_expert, address)
        panel = page.split('id="reading"')[1].split("</section>")[0]
        assert "Бележки при разчитането" in panel
        assert "Номер 1.2 се повтаря." in panel
        assert f"</b> И двата реда остават. – {people.municipal_expert.name}, " in panel
        assert "Целта не е число." in panel


def test_the_head_who_agrees_sees_the_doubt_beside_each_of_its_rows(client, plan, people):
    making.registered(plan, people)
    page = text_of(client, people.ruo_head, plan.get_absolute_url())
    every = [row.split("</tr>")[0] for row in page.split("<tr ")]
    rows = [row for row in every if "И двата реда остават." in row]
    assert len(rows) == 2
    assert all("оставено, както е отпечатано" in row for row in rows)
    assert "1 сериозна бележка при разчитането е оставена, както е отпечатано" in page


def test_a_row_that_was_edited_since_is_doubtful_no_more(plan, people):
    row = plan.latest.activities.get(key="1.1")
    text = editing.RowText(
        number="1.1", section=row.section.position, text="Скрининг на всички деца",
        deadline_raw=row.deadline_raw, deadline_kind=row.deadline_kind,
        deadline_start=row.deadline_start, deadline_end=row.deadline_end, unit="",
        baseline_raw="", target_raw="", responsible_raw=row.responsible_raw, financing="",
        indicator_raw="", expected_result="", note="",
    )  # fmt: skip
    change = editing.Change(plan, people.municipal_expert, plan.version)
    editing.edit_row(change, row.identity, text)
    table = table_of(
        plan.latest, Around(list(plan.revisions.all()[1:]), ()), Show.ALL, making.TODAY()
    )
    grave, _mild = table.notes
    assert [row.key for row in grave.rows] == ["1.2"]
    assert [bool(view.doubts) for view in table.views] == [False, True, True]


def test_what_was_decided_is_under_the_signature(plan, people):
    kept = plan.latest.content()["preamble"]["anomalies"][0]["decided"]
    assert (kept["done"], kept["by"]) == ("И двата реда остават.", people.municipal_expert.name)


def test_a_decision_that_is_sent_again_unchanged_stays_its_authors(started, people):
    first = people.municipal_expert
    deciding.keep_decisions(started, {"0": "Остава."}, actor=first)
    made = started.decisions["0"]
    deciding.keep_decisions(started, {"0": "Остава."}, actor=people.mayor)
    assert started.decisions["0"] == made
    deciding.keep_decisions(started, {"0": "Поправя се."}, actor=people.mayor)
    assert started.decisions["0"]["by"] == people.mayor.username


def test_the_page_asks_as_often_with_many_doubts(client, people, places):
    client.force_login(people.municipal_expert)
    asked = []
    for year, doubts in ((2027, [doubt(["1.1"])]), (2028, [doubt(["1.1"])] * 12)):
        started = brought(people, places, doubts, year)
        deciding.keep_as_printed(started, actor=people.municipal_expert)
        plan = importing.confirm(started, people.municipal_expert)
        with CaptureQueriesContext(connection) as queries:
            client.get(plan.get_absolute_url())
        asked.append(len(queries))
    assert asked[0] == asked[1]
