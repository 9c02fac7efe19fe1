"""What was typed into one form is not thrown away by another without a question."""

import datetime

import pytest

from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PDF = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


@pytest.fixture
def visit(ruo_plan, people, places):
    """A visit with one prescription that the director has to report on."""
    found = making.visit_of(making.ordered(ruo_plan, people), places.school)
    making.reported(making.scheduled(found, people), people, ("prescription",))
    due = making.TODAY() + datetime.timedelta(days=20)
    return making.taken(
        found, "prescribe", people.ruo_head, prescription_order="РД-1", answer_due_on=due
    )


def test_a_file_is_not_attached_over_a_reply_that_is_not_saved(sign_in, people, visit):
    page = sign_in(people.director, phone=True).open(visit.get_absolute_url()).page
    reply = page.locator("textarea[name=reply]")
    reply.fill("Дневниците са попълнени.")
    page.locator("form[action$='/evidence/'] input[type=file]").set_input_files(PDF)
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda one: one.dismiss())
        page.locator("form[action$='/evidence/'] button[type=submit]").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    assert reply.input_value() == "Дневниците са попълнени."
    page.locator("form[action$='/evidence/'] button[type=submit]:enabled").wait_for()
    page.locator("form[action$='/reply/'] button[type=submit]").click()
    page.get_by_text("Отговорът е записан").first.wait_for()
    assert visit.measures.get().reply == "Дневниците са попълнени."


def test_whoever_closes_a_step_is_not_asked(sign_in, people, visit):
    page = sign_in(people.director).open(f"{visit.get_absolute_url()}steps/answer/").page
    page.locator("main textarea[name=answer]").fill("Изпълнено.")
    asked: list[str] = []

    def accept(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.locator("main [data-leave]").click()
    page.wait_for_url(f"**{visit.get_absolute_url()}")
    assert asked == []
