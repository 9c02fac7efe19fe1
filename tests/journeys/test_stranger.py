"""The stranger is refused: the head of another region, the signed-out visitor."""

import pytest

from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_head_of_another_region_sees_nothing_of_ours(
    sign_in, people, places, municipal_plan, ruo_plan
):
    plan = making.registered(municipal_plan, people)
    making.ordered(ruo_plan, people)
    stranger = sign_in(people.head_of_another_region)
    assert stranger.status(plan.get_absolute_url()) == 404
    assert stranger.status(f"{plan.get_absolute_url()}steps/agree/") == 404
    assert stranger.status(ruo_plan.get_absolute_url()) == 404
    for path in ("/", "/plans/", "/inspections/", "/decisions/"):
        stranger.open(path)
        assert "Каменград" not in stranger.page.locator("main").inner_text()


def test_a_visitor_without_an_account_is_led_to_the_login_page(
    chromium, live_server, municipal_plan
):
    page = chromium.new_page()
    page.goto(live_server.url + municipal_plan.get_absolute_url())
    assert "/login/" in page.url
    page.close()
