"""Working through „За мен“ with the keyboard: after each step the next row has the focus."""

import pytest

from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.id"


@pytest.mark.parametrize("script", [True, False])
def test_after_a_step_the_next_row_has_the_focus(sign_in, people, places, script):
    for year in range(2022, 2027):
        reading = making.municipal_reading(year)
        making.registered(
            making.imported(people.municipal_expert, places.municipality, reading), people
        )
    head = sign_in(people.ruo_head, script=script).open("/?kind=plans")
    page = head.page
    titles = page.locator("li.r-task [data-row-link]").all_inner_texts()
    page.locator("#row-1").click()
    page.wait_for_load_state()
    page.locator("a[href$='/steps/agree/']:visible").first.click()
    form = "dialog[open] button[type=submit]" if script else "main form button.btn-primary"
    page.locator(form).last.click()
    page.wait_for_url("**#row-1")
    assert head.where() == "/?kind=plans#row-1"
    head.sees("Съгласувано")
    assert page.locator("li.r-task [data-row-link]").nth(1).inner_text() == titles[2]
    page.keyboard.press("Enter" if not script else "KeyJ")
    if script:
        assert page.evaluate(FOCUSED) == "row-2"
    else:
        page.wait_for_url("**/plans/**")
