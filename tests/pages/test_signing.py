"""Pages of those who sign over grave findings: the form, the plan, its history, many at once."""

import pytest
from django.urls import reverse

from plans import lint
from plans.lint.signing import FACT
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from tests.plans.test_pages import queries_of
from workflows import records
from workflows.models import Desk

pytestmark = pytest.mark.django_db
WHY = "Отговорникът се определя със заповед."


@pytest.fixture
def faulty(people, places):
    """A municipal plan in draft with two grave findings."""
    return making.faulty_plan(people, places)


def test_the_head_gives_a_reason_on_the_page_of_the_step(faulty, people, at):
    making.faulty_registered(faulty, people, WHY)
    browser = at(people.ruo_head)
    address = reverse("step", args=[faulty.kind, faulty.pk, "agree"])
    page = browser.open(address)
    fields = [one.get("name") for one in select(page, "textarea")]
    names = [name for name in fields if name.startswith("reason-")]
    assert names == [f"reason-{one.rule.name}" for one in lint.grave_findings(faulty)]
    hints = [words(one) for one in select(page, ".form-text")]
    assert sum(WHY in hint and people.mayor.name in hint for hint in hints) == 2
    sent = {"seen_version": faulty.version, "note": ""}
    browser.send(address, 422, **sent)
    browser.send(address, 302, **sent, **dict.fromkeys(names, "Прието."))
    faulty.refresh_from_db()
    assert faulty.state == "agreed"
    plan = browser.open(faulty.get_absolute_url())
    checks = [words(one) for one in select(plan, ".r-checks li.is-bad")]
    assert len(checks) == 2
    assert all(WHY in one and "Прието." in one for one in checks)
    for history in (plan, browser.open(reverse("history", args=[faulty.kind, faulty.pk]))):
        assert "Подписано въпреки това: Повтарящи се номера на редове, ред 1.1: Прието." in words(
            select(history, "main")[0]
        )


def test_a_rule_asks_once_and_its_reason_counts_for_each_finding(people, places, at):
    reading = making.municipal_reading()
    for row in reading["activities"][:2]:
        row["responsible_raw"] = ""
    plan = making.imported(people.municipal_expert, places.municipality, reading)
    browser = at(people.mayor)
    address = reverse("step", args=[plan.kind, plan.pk, "submit"])
    page = browser.open(address)
    fields = [one.get("name") for one in select(page, "textarea")]
    assert [name for name in fields if name.startswith("reason-")] == ["reason-responsible_missing"]
    sent = {"seen_version": plan.version, "outgoing_number": "РД-1", **making.STRATEGY}
    browser.send(address, 302, **sent, **{"reason-responsible_missing": WHY})
    kept = records.of(plan).get(step="submit").facts[FACT]
    assert [one["reason"] for one in kept] == [WHY, WHY]
    assert len({one["finding"] for one in kept}) == 2


def test_a_plan_with_grave_findings_is_not_agreed_by_a_bare_yes(faulty, people, at):
    making.faulty_registered(faulty, people, WHY)
    assert not Desk.objects.get(document_id=faulty.pk, step="agree", closed_at=None).formless
    browser = at(people.ruo_head)
    assert select(browser.open("/"), "[data-pick]") == []
    pick = f"plans:{faulty.pk}:agree:{faulty.version}"
    reply = browser.send("/bulk/", 302, pick=[pick])
    lines = [words(one) for one in select(browser.open(reply["Location"]), ".r-checks li")]
    assert "подписва се само с основание" in lines[0]
    faulty.refresh_from_db()
    assert faulty.state == "at_ruo"


def test_the_page_asks_as_often_whatever_the_linter_finds(faulty, people, places, client):
    reading = making.municipal_reading(2027)
    reading["activities"] += [
        making.row(f"2.{n}", "2", f"Дейност {n}", responsible_raw="") for n in range(2, 30)
    ]
    many = making.imported(people.municipal_expert, places.municipality, reading)
    one = queries_of(client, people.mayor, faulty.get_absolute_url())
    assert queries_of(client, people.mayor, many.get_absolute_url()) == one
