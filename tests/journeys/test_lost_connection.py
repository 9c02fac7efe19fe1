"""A visit in a school without a signal: nothing that was entered is lost, nothing is sent twice."""

import io

import pytest
from PIL import Image

from config.demo.region import PASSWORD
from inspections.models import Measure, Photo
from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BANNER = "[data-offline]"


def picture(name, colour):
    """A photo as a phone takes it."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


@pytest.fixture
def visit(ruo_plan, people, places):
    """A dated visit of two experts with two questions."""
    inspection = making.ordered(ruo_plan, people, team=[people.expert, people.second_expert])
    return making.scheduled(making.visit_of(inspection, places.school), people)


@pytest.fixture
def expert(sign_in, people, visit):
    """At the school, on a phone."""
    return sign_in(people.expert, phone=True).open(visit.get_absolute_url())


def propose(page, text):
    """A measure at the second question."""
    form = page.locator("#q2-measures form")
    form.locator("[name=text]").fill(text)
    form.locator("[data-days='30']").click()
    form.locator("button[type=submit]").click()


def online(page):
    """The connection is back and everything was sent."""
    page.context.set_offline(False)
    page.locator(BANNER).wait_for(state="hidden")


def test_photos_and_measures_wait_for_the_connection_as_answers_do(expert, visit):
    page = expert.page
    page.context.set_offline(True)
    page.locator("#q2-form label.x").click()
    page.locator("#q2-finding").fill("Липсва дневник.")
    for name, colour in (("a.jpg", "#884422"), ("b.jpg", "#228844")):
        page.locator("#q2 input[name=photo]").set_input_files(picture(name, colour))
        page.locator("#q2-photos [data-waits-here]", has_text=name).wait_for()
    page.locator("#q2-measures summary").click()
    for text in ("Да се води дневник.", "Да се обяви."):
        propose(page, text)
        page.locator("#q2-measures [data-waits-here]", has_text=text).wait_for()
    assert page.locator("#q2-measures [name=text]").input_value() == ""
    expert.sees("Няма връзка")
    online(page)
    page.locator("#q2-measures", has_text="Да се обяви.").wait_for()
    kept = visit.answers.get(position=2)
    assert (kept.answer, kept.finding) == ("no", "Липсва дневник.")
    assert list(Measure.objects.order_by("pk").values_list("text", flat=True)) == [
        "Да се води дневник.",
        "Да се обяви.",
    ]
    assert Photo.objects.count() == 2
    assert page.locator("[data-waits-here]").count() == 0


def test_a_measure_alone_says_that_it_waits(expert):
    page = expert.page
    page.locator("#q2-form label.p").click()
    page.locator("#q2-saved .r-sub").wait_for()
    page.context.set_offline(True)
    page.locator("#q2-measures summary").click()
    propose(page, "Да се обяви.")
    page.locator(BANNER).wait_for(state="visible")
    online(page)
    assert Measure.objects.get().text == "Да се обяви."


def test_what_is_typed_while_another_waits_is_not_lost_when_that_is_sent(expert):
    page = expert.page
    page.locator("#q2-form label.p").click()
    page.locator("#q2-saved .r-sub").wait_for()
    page.context.set_offline(True)
    page.locator("#q2-measures summary").click()
    propose(page, "Да се обяви.")
    page.locator(BANNER).wait_for(state="visible")
    page.locator("#q2-measures [name=text]").fill("Да се води")
    page.locator("[data-resend]").click()
    page.locator("#q2-measures [data-waits-here]").wait_for()
    assert page.locator("#q2-measures [name=text]").input_value() == "Да се води"
    online(page)
    page.locator("#q2-measures li", has_text="Да се обяви.").wait_for()
    assert page.locator("#q2-measures [name=text]").input_value() == "Да се води"
    assert page.locator("#q2-measures [name=text]").is_visible()
    page.wait_for_load_state("networkidle")


def test_a_measure_is_changed_without_a_question_whether_to_leave(expert):
    page = expert.page
    page.locator("#q2-form label.p").click()
    page.locator("#q2-saved .r-sub").wait_for()
    page.locator("#q2-measures summary").click()
    propose(page, "Да се обяви.")
    page.locator("#q2-measures li a").click()
    page.locator("[name=text]").fill("Да се обяви на таблото.")
    questions = []

    def asked(dialog):
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", asked)
    page.get_by_role("button", name="Запиши").click()
    page.locator("#q2-measures li", has_text="на таблото").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    assert questions == []
    assert Measure.objects.get().text == "Да се обяви на таблото."


def test_who_is_signed_out_signs_in_beside_and_loses_nothing(expert, sign_in, people, visit):
    page, base = expert.page, expert.base
    page.context.clear_cookies()
    page.locator("#q1-form label.x").click()
    page.locator(BANNER).wait_for(state="visible")
    expert.sees("Влизането е изтекло")
    assert page.locator("#q1-form h1, #q1-form header").count() == 0
    assert page.locator("#q1-form input[name=seen]").count() == 1
    beside = page.context.new_page()
    beside.goto(f"{base}/login/")
    beside.locator("input[name=username]").fill(people.expert.username)
    beside.locator("input[name=password]").fill(PASSWORD)
    beside.locator("form:has(input[name=password]) button[type=submit]").click()
    beside.wait_for_load_state()
    beside.close()
    page.locator("[data-resend]").click()
    page.locator(BANNER).wait_for(state="hidden")
    assert visit.answers.get(position=1).answer == "no"


def test_typing_is_saved_without_leaving_the_field(expert, visit):
    page = expert.page
    page.locator("#q1-form label.p").click()
    page.locator("#q1-saved .r-sub").wait_for()
    with page.expect_response("**/questions/1/"):
        page.locator("#q1-finding").press_sequentially("Пиша")
    assert visit.answers.get(position=1).finding == "Пиша"
    page.locator("#q1-finding").press_sequentially(" още")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda one: one.accept())
        page.reload()
    assert asked.value.type == "beforeunload"


def test_after_a_conflict_only_the_button_replaces_what_the_other_wrote(
    expert, sign_in, people, visit
):
    other = sign_in(people.second_expert).open(visit.get_absolute_url()).page
    with expert.page.expect_response("**/questions/1/"):
        expert.page.locator("#q1-form label.y").click()
    other.locator("#q1-form label.x").click()
    mine = other.locator("#q1-saved").get_by_role("button", name="Запиши моя")
    mine.wait_for()
    with other.expect_response("**/questions/1/") as reply:
        other.locator("#q1-finding").fill("Липсва.")
        other.locator("#q1-finding").blur()
    assert reply.value.status == 409
    assert visit.answers.get(position=1).answer == "yes"
    mine.click()
    other.wait_for_load_state()
    assert visit.answers.get(position=1).answer == "no"
