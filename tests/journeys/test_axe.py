"""axe finds nothing: every page, light and dark, on a desk and on a phone."""

import datetime
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.models import Inspection
from plans import editing, recording
from plans.recording import Told
from plans.reporting import drafts
from plans.signing import attaching
from plans.states import FactKind
from plans.writing.issuing import file_of
from tests import making
from tests.hooking import hooked
from tests.plans.signing.authority import official, signed
from tests.plans.test_compare import row_text
from tests.reaching import brought, walked
from workflows import records

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WIDTHS = [1440, 390]
THEMES = ["light", "dark"]


def faults(page):
    """Faults of any impact, one line each: the rule and where."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


OVERFLOWING = """selector => [...document.querySelectorAll(selector)]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => one.textContent.slice(0, 60))"""


def looked_at(walker, addresses):
    """Each page in both widths and themes, without a fault and without scrolling sideways;
    nothing leaves its card.
    """
    wrong = []
    for address in addresses:
        for width in WIDTHS:
            walker.page.set_viewport_size({"width": width, "height": 900})
            for theme in THEMES:
                walker.page.emulate_media(color_scheme=theme)
                walker.open(address)
                wrong += [f"{address} {width} {theme} {one}" for one in faults(walker.page)]
            wide = walker.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append(f"{address} {width}: {wide} pixels wide")
            left = walker.page.evaluate(OVERFLOWING, ".r-card, .r-hbar__v")
            wrong += [f"{address} {width} leaves its box: {one}" for one in left]
    return wrong


def test_pages_of_plans_decisions_and_the_desk(sign_in, people, places, municipal_plan):
    plan = making.adopted(municipal_plan, people, places)
    address = plan.get_absolute_url()
    pages = (
        "/",
        "/plans/",
        "/plans/check/",
        address,
        f"{address}revisions/1/",
        f"{address}history/",
        f"{address}route/",
        "/flows/",
        "/flows/visit/",
        f"{address}steps/dispatch/",
        "/decisions/",
        f"/decisions/{plan.decisions.get().pk}/",
        "/notices/",
        "/institutions/",
        f"/institutions/{places.council.pk}/",
        "/profile/",
        "/profile/tokens/",
        "/api/",
    )
    assert looked_at(sign_in(people.council_clerk), pages) == []


def test_pages_of_electronic_signatures(sign_in, people, places, municipal_plan):
    plan = making.agreed(municipal_plan, people)
    step = records.of(plan).last()
    data = signed(file_of(plan.latest, [step], "pdf").data, official())
    attaching.attach(
        plan, step.sequence, SimpleUploadedFile("план.pdf", data), actor=people.ruo_head
    )
    address = plan.get_absolute_url()
    pages = (address, f"{address}revisions/1/", f"{address}signatures/{step.sequence}/")
    assert looked_at(sign_in(people.ruo_head), pages) == []


def test_page_of_what_changed(sign_in, people, municipal_plan):
    plan = municipal_plan
    first, second, third = plan.latest.activities.all()

    def change():
        return editing.Change(plan, people.municipal_expert, plan.version)

    editing.edit_row(change(), first.identity, row_text("1.1", first.text, target_raw="12 деца"))
    editing.delete_row(change(), second.identity, "Отпада")
    editing.edit_row(change(), third.identity, row_text("1.2", third.text, section=1))
    address = f"{plan.get_absolute_url()}compare/?from=1&to=2"
    assert looked_at(sign_in(people.municipal_expert), [address]) == []


def test_pages_of_webhooks(sign_in, people, places, municipal_plan):
    hook, _secret = hooked(places.authority, people.administrator)
    making.registered(municipal_plan, people)
    hook.calls.filter(event__endswith="submit").update(error="500", given_up_at="2026-01-02T10:00Z")
    pages = ("/webhooks/", f"/webhooks/{hook.pk}/", f"/webhooks/{hook.pk}/?show=given_up")
    assert looked_at(sign_in(people.administrator), pages) == []


def test_pages_of_inspections_for_the_head(sign_in, people, places, ruo_plan):
    ago = making.TODAY() - datetime.timedelta(days=9)
    late = {"deadline_start": None, "deadline_end": min(ago, ruo_plan.ends_on)}
    making.changed_text(ruo_plan, people, lambda rows: rows.filter(key="1.1").update(**late))
    inspection = making.ordered(ruo_plan, people)
    waiting = Inspection.objects.get(number="18.2.1")
    pages = (
        ruo_plan.get_absolute_url(),
        "/overview/",
        "/inspections/",
        "/inspections/calendar/",
        inspection.get_absolute_url(),
        waiting.get_absolute_url(),
        f"{waiting.get_absolute_url()}steps/order/",
        "/prescriptions/",
        "/substitutions/",
        "/substitutions/new/",
        "/search/?q=Каменград",
        "/imports/new/",
    )
    assert looked_at(sign_in(people.ruo_head), pages) == []


def test_pages_of_a_report_and_its_facts(sign_in, people, places):
    visit = brought("visit", "closed", people, places)
    plan = visit.inspection.plan
    row = plan.latest.activities.get(key="1.1")
    told = Told(FactKind.MEETING, "Среща с директорите", making.TODAY(), Decimal(1))
    fact = recording.record(plan, row.identity, told, actor=people.ruo_head)
    drafts.open_draft(plan, making.TODAY(), actor=people.ruo_head)
    recording.record(plan, row.identity, told, actor=people.ruo_head)
    address = plan.get_absolute_url()
    pages = (
        f"{address}report/",
        f"{address}report/?print=1",
        f"{address}report/?on={making.TODAY()}",
        f"{address}report/clauses/{fact.pk}/",
        f"{address}facts/",
        f"{address}facts/?row={row.identity}",
        f"{address}facts/{fact.pk}/withdraw/",
        f"{address}rows/{row.identity}/facts/add/",
    )
    assert looked_at(sign_in(people.ruo_head), pages) == []


def test_pages_of_the_report_of_a_municipality(sign_in, people, places):
    plan = brought("municipal", "in_execution", people, places)
    address, row = plan.get_absolute_url(), plan.latest.activities.get(number="1.1")
    pages = (
        f"{address}report/",
        f"{address}report/?silent=1",
        f"{address}report/?print=1",
        f"{address}report/proposal/",
        f"{address}rows/{row.identity}/facts/add/?kind=not_done&to=report",
        f"{address}steps/report/",
    )
    assert looked_at(sign_in(people.mayor), pages) == []


def test_pages_of_a_report_before_the_council_and_after_it(sign_in, people, places):
    plan = brought("municipal", "reported", people, places)
    address = plan.get_absolute_url()
    clerk = sign_in(people.council_clerk)
    assert looked_at(clerk, [address, f"{address}report/", f"{address}steps/adopt_report/"]) == []
    walked(plan, "municipal", "adopt_report dispatch:mayor receive:mayor", people, places)
    decision = plan.decisions.first()
    pages = (f"{address}report/", f"/decisions/{decision.pk}/", f"/public/reports/{plan.pk}/")
    assert looked_at(clerk, pages) == []
    walked(plan, "municipal", "return_by_mayor", people, places)
    assert looked_at(clerk, [f"{address}steps/readopt_report/"]) == []


def test_page_of_a_visit_for_the_expert_and_the_director(sign_in, people, places, ruo_plan):
    visit = making.scheduled(
        making.visit_of(making.ordered(ruo_plan, people), places.school), people
    )
    assert looked_at(sign_in(people.expert), [visit.get_absolute_url()]) == []
    making.reported(visit, people, ("recommendation",))
    making.taken(visit, "recommend", people.expert)
    pages = ["/", visit.get_absolute_url(), f"{visit.get_absolute_url()}steps/answer/"]
    assert looked_at(sign_in(people.director), pages) == []


def test_pages_of_a_follow_up_by_visit(sign_in, people, places):
    visit = brought("visit", "follow_up_by_visit", people, places)
    inspection = visit.follow_ups.get()
    pages = [visit.get_absolute_url(), inspection.get_absolute_url()]
    head = sign_in(people.ruo_head)
    assert looked_at(head, pages) == []
    again = making.followed_up(visit, people)
    assert looked_at(head, [again.get_absolute_url()]) == []


def test_pages_of_the_administrator_and_of_nobody(sign_in, people, places):
    pages = ["/letters/", "/calendar/", "/institutions/", "/source/"]
    assert looked_at(sign_in(people.administrator), pages) == []
