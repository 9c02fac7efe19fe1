"""The review of an import in a browser: keys, the last decision taken back, no script at all."""

import pytest

from plans.models import Import
from tests.journeys.test_axe import looked_at
from tests.plans.test_pages_import import DOUBT, read
from tests.plans.test_review import SPELLED, reading, repair

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def started(people, places):
    """An import with two doubts that can be repaired, each with its cell in the original."""
    number = DOUBT | {
        "kind": "numbering_duplicate",
        "repair": [repair("1.2", "number", "1.2", "1.3")],
    }
    spelled = SPELLED | {"repair": [repair("1.1", "responsible_raw", "отдел ЮЛ", "отдел ЮГ")]}
    made = reading(spelled, number, responsible_raw="отдел ЮЛ")
    made["activities"][0]["cells"] = {"text": {"source_lines": [[2, 2]]}}
    made["activities"][1]["cells"] = {"number": {"source_lines": [[4, 1]]}}
    return read(people, places, reading=made)


def decided():
    return sorted(Import.objects.get().decisions)


def test_doubts_are_decided_with_keys_alone(sign_in, people, started):
    walker = sign_in(people.municipal_expert)
    page = walker.open(started.get_absolute_url()).page
    people.municipal_expert.refresh_from_db()
    if page.locator("body").get_attribute("data-keys") != "on":
        people.municipal_expert.shortcuts = True
        people.municipal_expert.save()
        walker.open(started.get_absolute_url())
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#d-0 .r-oktext").wait_for()
    assert decided() == ["0"]
    assert page.evaluate("document.activeElement.closest('[id^=d-]')?.id") == "d-1"
    assert "is-lit" in (page.locator("#c4-1").get_attribute("class") or "")
    page.keyboard.press("Enter")
    page.locator("#d-1 .r-oktext").wait_for()
    assert decided() == ["0", "1"]
    page.keyboard.press("Control+z")
    page.locator("#d-1 button[name=accept]").wait_for()
    assert decided() == ["0"]


def test_a_cell_and_its_field_lead_to_each_other(sign_in, people, started):
    page = sign_in(people.municipal_expert).open(started.get_absolute_url()).page
    page.locator("#v0-text").click()
    assert page.evaluate("document.activeElement.id") == "c2-2"
    page.locator("#c2-2").click()
    assert page.evaluate("document.activeElement.id") == "v0-text"
    page.locator("#v0-text").hover()
    assert "is-lit" in page.locator("#c2-2").get_attribute("class")


def test_it_works_without_a_script(sign_in, people, started):
    page = sign_in(people.municipal_expert, script=False).open(started.get_absolute_url()).page
    page.locator("#d-1 button[name=accept]").click()
    page.wait_for_load_state()
    assert decided() == ["1"]
    page.locator("button[name=undo][value=last]").click()
    page.wait_for_load_state()
    assert decided() == []


def test_axe_finds_nothing_in_a_review(sign_in, people, places, started):
    address = started.get_absolute_url()
    pages = [address, f"{address}?row=0", f"/imports/learnt/{places.municipality.pk}/"]
    walker = sign_in(people.municipal_expert)
    assert looked_at(walker, pages) == []
    walker.page.locator("body").wait_for()
    walker.open(address).page.locator("#d-0 button[name=accept]").click()
    walker.page.locator("#d-0 .r-oktext").wait_for()
    assert looked_at(walker, pages) == []
