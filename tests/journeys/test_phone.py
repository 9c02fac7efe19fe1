"""On a phone nothing lies over another thing, opens past the edge or is too small for a thumb."""

import pytest

from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
THUMB = 44
LONG = {
    "deadline_raw": "октомври 2025 г. – май 2026 г.",
    "responsible_raw": "ст. експерт по приобщаващо образование",
}
SMALLEST = """() => Math.min(...[...document.querySelectorAll("main .btn, .r-tool")]
    .map(one => one.getBoundingClientRect().height).filter(Boolean))"""
OVERLAID = """() => [...document.querySelectorAll(".r-table--plan tr[data-row]")].filter(row => {
    const [term, who] = [row.cells[2], row.cells[3]].map(one => one.getBoundingClientRect());
    return term.right > who.left && term.bottom > who.top;
}).map(row => row.textContent.trim().slice(0, 60))"""
HOUSE = """() => {
    const house = document.querySelector(".r-top__org"), style = getComputedStyle(house);
    return Math.round(house.getBoundingClientRect().height / parseFloat(style.lineHeight));
}"""


@pytest.fixture
def plan(ruo_plan, people):
    """A plan in force whose row says much in its two smallest cells."""
    making.changed_text(ruo_plan, people, lambda rows: rows.filter(key="1.1").update(**LONG))
    return making.approved(ruo_plan, people)


@pytest.mark.parametrize("width", [320, 360, 390])
def test_term_and_responsible_stand_beside_each_other_or_below(sign_in, people, plan, width):
    head = sign_in(people.ruo_head, phone=True)
    page = head.page
    page.set_viewport_size({"width": width, "height": 844})
    head.open(plan.get_absolute_url())
    assert page.evaluate(OVERLAID) == []
    page.locator(".r-head .r-menu summary").click()
    opened = page.locator(".r-head .r-menu__list").bounding_box()
    assert opened["x"] >= 0
    assert opened["x"] + opened["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_buttons_are_for_a_thumb_and_the_name_of_the_house_keeps_its_line(sign_in, people, plan):
    head = sign_in(people.ruo_head, phone=True)
    for address in ("/plans/", "/inspections/", "/overview/", plan.get_absolute_url()):
        head.open(address)
        assert head.page.evaluate(SMALLEST) >= THUMB, address
    assert head.page.evaluate(HOUSE) == 2


def test_a_word_without_a_gap_breaks_and_does_not_widen_the_page(sign_in, people, places, ruo_plan):
    visit = making.visit_of(making.ordered(ruo_plan, people), places.school)
    making.propose(making.scheduled(visit, people), people, "prescription")
    visit.measures.update(text="https://" + "adres" * 60)
    making.reported(visit, people)
    head = sign_in(people.ruo_head, phone=True).open(visit.get_absolute_url())
    assert head.page.evaluate("document.documentElement.scrollWidth") == 390
