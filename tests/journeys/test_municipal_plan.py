"""The municipal plan from the uploaded file to the council's decision, in a browser."""

import datetime

import pytest
from django.conf import settings

from plans.models import Plan

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TODAY = datetime.date.today
SAMPLE = settings.BASE_DIR / "samples" / "municipality-kamengrad-plan-2026.docx"


def upload(walker, sample, institution):
    """Bring a document, look at the review, confirm; every grave doubt gets a word."""
    walker.open("/imports/new/")
    select = walker.page.locator("main select[name=institution]")
    if select.count():
        select.select_option(str(institution.pk))
    walker.page.locator("main input[type=file]").set_input_files(str(sample))
    walker.send()
    for box in walker.page.locator("form#review [required]").all():
        box.fill("както е в оригинала")
    walker.page.locator("button[formaction$='/confirm/']").first.click()
    walker.page.wait_for_load_state()
    return walker.where()


def test_from_the_uploaded_file_to_the_decision(sign_in, people, places):
    expert = sign_in(people.municipal_expert)
    plan = upload(expert, SAMPLE, places.municipality)
    assert Plan.objects.get().revisions.get().number == 1
    expert.sees("Чернова")

    mayor = sign_in(people.mayor, script=False)
    mayor.open("/").sees("Община Каменград")
    mayor.take(
        plan, "submit", strategy="Стратегия 2025–2026", strategy_until=2026, outgoing_number="12"
    )
    sign_in(people.records, script=False).take(plan, "register", incoming_number="РД-318")

    head = sign_in(people.ruo_head)
    head.open("/").sees("Община Каменград")
    head.open(plan)
    head.page.locator("a[href$='/steps/agree/']:visible").first.click()
    dialog = head.page.locator("dialog[open]")
    dialog.locator("button[type=submit]").click()
    head.page.wait_for_load_state()
    head.sees("Съгласуван")

    mayor.take(plan, "put_to_council", council_number="61-00-9")
    clerk = sign_in(people.council_clerk, script=False)
    clerk.open("/").sees("Община Каменград")
    clerk.take(
        plan,
        "adopt",
        number="1030",
        protocol_number="44",
        on=TODAY().isoformat(),
        members=29,
        present=25,
        in_favour=20,
        against=3,
        abstained=2,
    )
    clerk.open(plan).sees(f"Решение №1030 по протокол №44/{TODAY():%d.%m.%Y} г.")


def test_impossible_numbers_are_refused_with_the_reason_and_nothing_is_lost(
    sign_in, people, places, municipal_plan
):
    from tests import making

    plan = making.at_council(municipal_plan, people, places)
    clerk = sign_in(people.council_clerk, script=False)
    clerk.open(f"{plan.get_absolute_url()}steps/adopt/").fill(
        number="7", protocol_number="1", on=TODAY().isoformat(), members=29, present=10,
        in_favour=9, against=0, abstained=0,
    )  # fmt: skip
    clerk.send().sees("кворум")
    assert clerk.page.locator("main [name=number]").input_value() == "7"
    assert Plan.objects.get().state == "at_council"


def test_the_second_of_two_heads_is_told_who_was_faster(sign_in, people, places, municipal_plan):
    from tests import making

    plan = making.registered(municipal_plan, people)
    first, second = sign_in(people.ruo_head, script=False), sign_in(people.ruo_head, script=False)
    for walker in (first, second):
        walker.open(f"{plan.get_absolute_url()}steps/agree/")
    first.send()
    with second.page.expect_response("**/steps/agree/") as answered:
        second.send()
    assert answered.value.status == 409
    assert people.ruo_head.name in second.page.locator("main").inner_text()
    plan.refresh_from_db()
    assert plan.state == "agreed"
