"""What people enter about what was done: who may, where, with what; taken back, not changed."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import recording
from plans.models import Fact
from plans.recording import FactRefused, Told
from plans.states import FactKind
from tests.making import TODAY
from tests.pages.conftest import at  # noqa: F401
from tests.reaching import brought
from workflows import records, uploads
from workflows.refusals import NotYours, Stale

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n..."


@pytest.fixture
def plan(people, places):
    """An authority's plan in execution."""
    return brought("ruo", "in_execution", people, places)


def row(plan, key="1.1"):
    return plan.latest.activities.get(key=key)


def meeting(amount=1, day=None, what="Среща с директорите"):
    return Told(FactKind.MEETING, what, day or TODAY(), Decimal(amount))


def entered(plan, people, told=None, key="1.1", **more):
    return recording.record(
        plan, row(plan, key).identity, told or meeting(), actor=people.department_head, **more
    )


def test_a_fact_names_its_record_and_the_record_says_it(plan, people):
    fact = entered(plan, people)
    last = records.of(plan).last()
    assert fact.record == last
    assert (last.step, last.actor) == ("add_fact", people.department_head)
    assert last.facts["what"] == "Среща с директорите"
    assert last.facts["row"] == "1.1"
    assert plan.version == type(plan).objects.get(pk=plan.pk).version
    assert records.verify(plan) == []


def test_who_prepares_or_carries_out_enters_at_every_row_others_nowhere(plan, people):
    for name in ("ruo_head", "department_head"):
        assert recording.recorder_of(plan, getattr(people, name)).at(row(plan))
    for name in ("expert", "records", "observer", "minister", "director", "administrator"):
        assert recording.recorder_of(plan, getattr(people, name)).at(row(plan)) is None
        with pytest.raises(NotYours):
            recording.record(plan, row(plan).identity, meeting(), actor=getattr(people, name))
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("responsible", "may"),
    [
        ("ст. експерт по БЕЛ", True),
        ("началник на отдел ОМДК, ст. експерт за БЕЛ", True),
        ("старши експерти от отдел ОМДК", True),
        ("ст. експерт по ПОО", False),
        ("директорите", False),
        ("", False),
    ],
)
def test_an_expert_enters_at_the_rows_that_name_the_post(responsible, may, plan, people):
    named = row(plan)
    named.responsible_raw = responsible
    assert bool(recording.recorder_of(plan, people.expert).at(named)) == may


def test_nothing_is_entered_before_the_plan_is_in_force_or_after_it_is_reported(
    people, places, ruo_plan
):
    with pytest.raises(Stale):
        entered(ruo_plan, people)
    told = Told(FactKind.MEETING, "Среща", TODAY())
    reported = brought("school", "reported", people, places)
    with pytest.raises(Stale):
        recording.record(reported, row(reported).identity, told, actor=people.director)


def test_visits_count_by_themselves(plan, people):
    with pytest.raises(FactRefused):
        entered(plan, people, key="18.1.1")
    why = Told(FactKind.NOT_DONE, "Училището е закрито", TODAY(), reason="Заповед на министъра")
    assert entered(plan, people, why, key="18.1.1").amount == 0


def test_what_is_not_done_counts_nothing(plan, people):
    counted = Told(FactKind.NOT_DONE, "Отпада", TODAY(), Decimal(1), "Няма средства")
    with pytest.raises(FactRefused):
        entered(plan, people, counted)


def test_evidence_is_kept_as_it_came_under_a_safe_name(plan, people):
    told = Told(FactKind.EVIDENCE, "Присъствен списък", TODAY(), Decimal(1))
    with pytest.raises(FactRefused):
        entered(plan, people, told)
    sent = SimpleUploadedFile("../../списък.pdf.exe", PDF)
    fact = entered(plan, people, told, file=sent)
    assert fact.file_name == "списък.pdf.pdf"
    assert fact.fingerprint == uploads.sha256(PDF)
    with fact.file.open() as kept:
        assert kept.read() == PDF
    assert records.of(plan).last().facts["file_fingerprint"] == fact.fingerprint


@pytest.mark.parametrize("content", [b"MZ\x90", b"PK\x03\x04", b"<svg onload=alert(1)>", b""])
def test_a_file_that_is_something_else_is_refused_and_nothing_is_entered(content, plan, people):
    told = Told(FactKind.EVIDENCE, "Списък", TODAY())
    with pytest.raises(uploads.UploadRefused):
        entered(plan, people, told, file=SimpleUploadedFile("a.pdf", content))
    assert not Fact.objects.exists()


def test_a_fact_is_withdrawn_with_a_reason_and_counts_no_longer(plan, people):
    fact = entered(plan, people)
    recording.withdraw(fact, "Срещата е вписана два пъти", actor=people.ruo_head)
    assert fact.withdrawal.note == "Срещата е вписана два пъти"
    assert not plan.facts.standing().exists()
    with pytest.raises(Stale):
        recording.withdraw(fact, "Пак", actor=people.ruo_head)
    assert records.verify(plan) == []


def test_a_fact_of_a_visit_is_not_taken_back_by_hand(people, places):
    visit = brought("visit", "closed", people, places)
    fact = Fact.objects.get(kind=FactKind.INSPECTION)
    with pytest.raises(Stale):
        recording.withdraw(fact, "Не е така", actor=people.ruo_head)
    assert fact.url == visit.get_absolute_url()


# Pages


def send(browser, plan, key="1.1", **data):
    address = reverse("fact_add", args=[plan.pk, row(plan, key).identity])
    given = {"kind": "meeting", "what": "Среща", "on": TODAY().isoformat(), "amount": "1"}
    return browser.client.post(address, given | data)


def test_a_person_enters_a_fact_and_comes_back_to_it(plan, people, at):  # noqa: F811
    browser = at(people.department_head)
    reply = send(browser, plan, amount="1,5")
    fact = Fact.objects.get()
    assert fact.amount == Decimal("1.5")
    assert reply.status_code == 302
    assert reply["Location"].endswith(f"#fact-{fact.pk}")
    page = browser.open(reply["Location"].partition("#")[0])
    assert page.xpath(f"//tr[@id='fact-{fact.pk}']")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"kind": "decision"}, "act_number"),
        ({"kind": "evidence"}, "file"),
        ({"kind": "manual"}, "reason"),
        ({"kind": "not_done", "amount": ""}, "reason"),
        ({"kind": "not_done", "reason": "Няма средства"}, "amount"),
        ({"kind": "inspection"}, "kind"),
        ({"on": (TODAY() + datetime.timedelta(days=1)).isoformat()}, "on"),
        ({"what": ""}, "what"),
        ({"amount": "много"}, "amount"),
    ],
)
def test_each_kind_asks_for_what_it_cannot_do_without(data, name, plan, people, at):  # noqa: F811
    reply = send(at(people.department_head), plan, **data)
    assert reply.status_code == 422
    assert name in reply.context["form"].errors
    assert not Fact.objects.exists()


def test_a_stranger_of_the_row_is_refused(plan, people, at):  # noqa: F811
    assert send(at(people.expert), plan).status_code == 403
    assert send(at(people.observer), plan).status_code == 403


def test_evidence_is_opened_by_the_house_alone(plan, people, at):  # noqa: F811
    told = Told(FactKind.EVIDENCE, "Присъствен списък", TODAY())
    fact = entered(plan, people, told, file=SimpleUploadedFile("a.pdf", PDF))
    address = reverse("fact_file", args=[plan.pk, fact.pk])
    reply = at(people.expert).client.get(address)
    assert b"".join(reply.streaming_content) == PDF
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Disposition"].startswith("attachment")
    for name in ("minister", "observer"):
        at(getattr(people, name)).open(address, 404)


def test_withdrawing_asks_for_a_reason(plan, people, at):  # noqa: F811
    fact = entered(plan, people)
    address = reverse("fact_withdraw", args=[plan.pk, fact.pk])
    browser = at(people.ruo_head)
    assert browser.client.post(address, {"reason": ""}).status_code == 422
    assert at(people.expert).client.post(address, {"reason": "Не"}).status_code == 403
    browser.send(address, reason="Два пъти")
    assert browser.client.post(address, {"reason": "Два пъти"}).status_code == 409


def test_a_longer_list_of_facts_asks_no_more(plan, people, at):  # noqa: F811
    browser, address = at(people.department_head), reverse("plan_facts", args=[plan.pk])
    counts = []
    for more in (1, 9):
        for _n in range(more):
            entered(plan, people)
        with CaptureQueriesContext(connection) as asked:
            browser.open(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_filters_tell_how_many_and_nonsense_shows_all(plan, people, at):  # noqa: F811
    entered(plan, people)
    entered(plan, people, Told(FactKind.TRAINING, "Обучение", TODAY(), Decimal(1)))
    address = reverse("plan_facts", args=[plan.pk])
    browser = at(people.department_head)
    for query, shown in (({}, 2), ({"kind": "training"}, 1), ({"kind": "x", "row": "²"}, 2)):
        page = browser.open(address, **query)
        assert len(page.xpath("//tbody/tr")) == shown
    assert "Обучение" in browser.open(address, kind="training").xpath("string(//tbody)")
