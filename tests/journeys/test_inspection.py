"""The authority's plan from the uploaded file to a closed prescription, in a browser."""

import datetime
import io

import pytest
from django.utils import timezone
from PIL import Image

from config.demo import story
from inspections.models import Inspection, Visit
from institutions.calendar import why_no_school
from tests.journeys.test_municipal_plan import upload

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DAY = datetime.timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def last_school_day(school):
    """The last school day up to today: a protocol cannot be drawn up before its visit."""
    day = timezone.localdate()
    while why_no_school(day, school):
        day -= DAY
    return day


def picture():
    """A photo as a phone takes it."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 900), "#884422").save(file, "JPEG")
    return {"name": "snimka.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


@pytest.fixture
def inspection(sign_in, people, places, tmp_path):
    """The plan of this school year is brought, submitted and approved; its second inspection."""
    name, text = story.sample("ruo-srednogorie", story.school_year())
    file = tmp_path / name
    file.write_text(text, "utf-8")
    planner = sign_in(people.department_head)
    plan = upload(planner, file, places.authority)
    sign_in(people.ruo_head, script=False).take(plan, "submit", outgoing_number="РУО1-881")
    minister = sign_in(people.minister, script=False)
    minister.open("/").sees("РУО – Средногорие")
    minister.take(plan, "approve", approval_order="РД09-2201")
    return Inspection.objects.get(number="18.1.2")


def ordered_and_dated(sign_in, people, school, inspection):
    """The head orders, the department head sets the date."""
    day = last_school_day(school)
    page = inspection.get_absolute_url()
    head = sign_in(people.ruo_head, script=False)
    head.open(page).take(
        page,
        "order",
        order_number="РД-06-44",
        team=people.expert.pk,
        aim="Установяване на подготовката",
        criteria="Годишното разпределение се спазва.\nУчениците получават обратна връзка.",
        visits_until=(day + 60 * DAY).isoformat(),
        on=(day - 5 * DAY).isoformat(),
    )
    visit = Visit.objects.get(inspection=inspection, institution=school)
    planner = sign_in(people.department_head, script=False)
    planner.take(
        visit.get_absolute_url(),
        "schedule",
        on_date=day.isoformat(),
        starts_at="09:00",
        ends_at="12:00",
        on=(day - 4 * DAY).isoformat(),
    )
    return visit


def visited(expert, visit):
    """At the school, on a phone: one answer „yes“, one „partly“ with a finding, photo, measure."""
    expert.open(visit.get_absolute_url())
    page = expert.page
    with page.expect_response("**/questions/1/"):
        page.locator("#q1 label.y").click()
    with page.expect_response("**/questions/2/"):
        page.locator("#q2 label.p").click()
    finding = page.locator("#q2-finding")
    finding.fill("Няма писмени отговори в тетрадките.")
    with page.expect_response("**/questions/2/"):
        finding.blur()
    page.locator("#q2-saved .r-sub").wait_for()
    page.locator("#q2 input[name=photo]").set_input_files(picture())
    page.locator("#q2-photos img").wait_for()
    page.locator("#q2-measures summary").click()
    form = page.locator("#q2-measures form")
    form.locator("label", has_text="Предписание").click()
    text = form.locator("[name=text]")
    text.fill("По една задача седмично с писмена обратна връзка.")
    # Whoever draws a field larger gives it a style, which must not be copied to the next one.
    text.evaluate("field => { field.style.height = '9rem'; }")
    form.locator("[data-days='30']").click()
    form.locator("button[type=submit]").click()
    page.locator("#q2-measures").get_by_text("По една задача седмично").first.wait_for()


def followed_up(sign_in, people, visit):
    """The head orders the follow-up visit; the expert finds the prescription carried out."""
    day = last_school_day(visit.institution)
    inspection = visit.follow_ups.get()
    sign_in(people.ruo_head, script=False).take(
        inspection.get_absolute_url(), "order", order_number="РД-06-77", on=day.isoformat()
    )
    again = inspection.visits.get()
    address = again.get_absolute_url()
    sign_in(people.department_head, script=False).take(
        address, "schedule", on_date=day.isoformat(), starts_at="13:00", ends_at="15:00"
    )
    expert = sign_in(people.expert, phone=True)
    expert.open(address).sees("По една задача седмично")
    with expert.page.expect_response("**/questions/1/"):
        expert.page.locator("#q1 label.y").click()
    expert = sign_in(people.expert, script=False)
    expert.take(address, "draw_protocol", summary="Предписанието е изпълнено.")
    sign_in(people.records, script=False).take(
        address, "register_protocol", authority_number="КП-077", school_number="212"
    )
    expert.take(address, "report", conclusions="Предписанието е изпълнено.")
    return again


def test_from_the_approved_plan_to_a_closed_prescription(sign_in, people, places, inspection):
    visit = ordered_and_dated(sign_in, people, places.school, inspection)
    address = visit.get_absolute_url()
    director = sign_in(people.director)
    director.open("/notices/")
    visited(sign_in(people.expert, phone=True), visit)
    on = last_school_day(places.school).isoformat()  # the day of every act from here on

    expert, head = sign_in(people.expert, script=False), sign_in(people.ruo_head, script=False)
    expert.take(address, "draw_protocol", summary="Подготовката е организирана.", on=on)
    sign_in(people.records, script=False).take(
        address, "register_protocol", authority_number="КП-041", school_number="112", on=on
    )
    expert.take(address, "report", conclusions="Предлага се предписание.", on=on)
    due = timezone.localdate() + 30 * DAY
    head.take(
        address,
        "prescribe",
        prescription_order="РД-06-60",
        answer_due_on=due.isoformat(),
        on=on,
    )

    director.open("/").sees("18.1.2")
    director.open(address)
    director.page.locator("[name=reply]").fill("Въведено от тази седмица.")
    director.page.locator("form:has([name=reply]) button[type=submit]").click()
    director.page.wait_for_load_state()
    director.page.locator("form[action$='/evidence/'] input[type=file]").set_input_files(
        {"name": "zapoved.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    director.page.locator("form[action$='/evidence/'] button[type=submit]").click()
    director.page.wait_for_load_state()
    director.sees("zapoved.pdf")
    director.take(address, "answer", answer="Изпълнено.", on=on)

    head.take(address, "follow_up", follow_up_mode="visit", follow_up_on=due.isoformat(), on=on)
    again = followed_up(sign_in, people, visit)
    director.open(address)
    director.page.get_by_role("link", name="Последващо посещение").click()
    director.page.wait_for_url(f"**{again.get_absolute_url()}")
    expert.open("/").sees("Провери")
    expert.take(address, "confirm", note="Проверено на място.")
    visit.refresh_from_db()
    assert visit.state == "closed"
    assert visit.measures.get().executed is True
    head.open(inspection.plan.get_absolute_url()).sees("СУ „Захари Стоянов“")


def test_a_director_of_another_school_finds_no_such_visit(sign_in, people, places, inspection):
    visit = ordered_and_dated(sign_in, people, places.school, inspection)
    other = sign_in(people.other_director)
    assert other.status(visit.get_absolute_url()) == 404
    assert other.status(inspection.get_absolute_url()) == 404
