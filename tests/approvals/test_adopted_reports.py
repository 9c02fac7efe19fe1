"""The council adopts a filed report; then, and only then, the public reads it, without names."""

import pytest
from django.test import Client
from django.urls import reverse

from approvals.adopting import Adoption, adopt, without_names
from plans.models import Report
from tests.making import TODAY
from tests.pages.conftest import at  # noqa: F401
from tests.reaching import brought
from workflows import records
from workflows.refusals import NotYours, Stale

pytestmark = pytest.mark.django_db
ADOPTION = Adoption(TODAY(), "131", "9")


@pytest.fixture
def plan(people, places):
    """A municipal plan whose report was filed."""
    return brought("municipal", "reported", people, places)


def test_the_clerk_records_the_adoption_once(plan, people):
    adopt(plan, ADOPTION, actor=people.council_clerk)
    report = Report.objects.get(plan=plan)
    assert report.line == f"Решение №131 по протокол №9/{TODAY():%d.%m.%Y} г."
    last = records.of(plan).last()
    assert (last.step, last.facts["report"]) == ("adopt_report", report.fingerprint)
    with pytest.raises(Stale):
        adopt(plan, ADOPTION, actor=people.council_clerk)


def test_others_record_nothing(plan, people):
    for name in ("mayor", "ruo_head", "council_chair", "director"):
        with pytest.raises(NotYours):
            adopt(plan, ADOPTION, actor=getattr(people, name))


def test_what_was_not_filed_is_not_adopted(people, places):
    running = brought("municipal", "in_execution", people, places)
    with pytest.raises(Stale):
        adopt(running, ADOPTION, actor=people.council_clerk)


def test_the_public_reads_an_adopted_report_and_no_other(plan, people):
    address, anybody = reverse("public_report", args=[plan.pk]), Client()
    assert anybody.get(address).status_code == 404
    adopt(plan, ADOPTION, actor=people.council_clerk)
    page = anybody.get(address)
    assert page.status_code == 200
    assert "Реализирани дейности" in page.content.decode()
    assert people.mayor.name not in page.content.decode()


def test_names_of_people_are_not_shown():
    assert without_names("Мария Стоянова Петрова, ст. експерт") == "…, ст. експерт"
    assert without_names("ОУ „Райна Княгиня“, гр. Каменград") == "ОУ „Райна Княгиня“, гр. Каменград"


def test_the_adoption_is_recorded_in_the_browser(plan, people, at):  # noqa: F811
    address = reverse("report_adoption", args=[plan.pk])
    clerk = at(people.council_clerk)
    assert address in clerk.client.get(reverse("plan_report", args=[plan.pk])).content.decode()
    given = {"decision_number": "131", "protocol_number": "9", "on": TODAY().isoformat()}
    assert clerk.client.post(address, given | {"on": "2099-01-01"}).status_code == 422
    at(people.mayor).open(address, 403)
    clerk.send(address, **given)
    assert clerk.client.post(address, given).status_code == 409
    assert "Решение №131" in clerk.open(reverse("plan_report", args=[plan.pk])).text_content()
