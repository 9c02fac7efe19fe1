"""The list of plans and the page of a plan, as different people see them."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from approvals.returning import RowRemark
from plans import editing
from plans.models import Fact, Plan, Remark
from plans.queries.lists import SENT_BACK
from tests import making
from tests.plans.test_compare import row_text
from workflows import records

pytestmark = pytest.mark.django_db


def page(client, person, address, **query):
    client.force_login(person)
    return client.get(address, query)


def returned(plan, people):
    """A plan that went back with a remark on its first row."""
    making.registered(plan, people)
    row = plan.latest.activities.first()
    remark = RowRemark(row.identity, row.number, "indicator", "Посочете цел.")
    return making.taken(
        plan,
        "return_for_rework",
        people.ruo_head,
        note="Има бележки.",
        remarks=[remark],
    )


def test_the_list_shows_only_what_is_open(client, municipal_plan, school_plan, people):
    address = reverse("plan_list")
    own = page(client, people.municipal_expert, address).context["list"]
    assert [line.plan for line in own.lines] == [municipal_plan]
    assert page(client, people.ruo_head, address).context["list"].lines == []
    assert page(client, people.head_of_another_region, address).context["list"].lines == []
    making.submitted(municipal_plan, people)
    seen = page(client, people.ruo_head, address).context["list"]
    assert [line.plan for line in seen.lines] == [municipal_plan]


def test_filters_stand_in_the_address_and_tell_how_many(client, municipal_plan, ruo_plan, people):
    making.submitted(municipal_plan, people)
    address = reverse("plan_list")
    everything = page(client, people.ruo_head, address).context["list"]
    assert {facet.value: facet.count for facet in everything.kinds} == {
        "municipal_support_plan": 1, "ruo_annual_plan": 1,
    }  # fmt: skip
    assert [facet.count for facet in everything.states if facet.value == ""] == [2]
    only = page(client, people.ruo_head, address, kind="ruo_annual_plan").context["list"]
    assert [line.plan for line in only.lines] == [ruo_plan]
    none = page(client, people.ruo_head, address, state="reported")
    assert "Няма документи с тези филтри" in none.content.decode()
    assert page(client, people.ruo_head, address, page="999", year="\u0662").status_code == 200


def test_a_returned_draft_is_looked_for_by_its_own_name(client, municipal_plan, people):
    returned(municipal_plan, people)
    address = reverse("plan_list")
    found = page(client, people.mayor, address, state=SENT_BACK).context["list"]
    assert [line.plan for line in found.lines] == [municipal_plan]
    assert page(client, people.mayor, address, state="draft").context["list"].lines == []
    assert "Върнат · версия 1" in page(client, people.mayor, address).content.decode()


def queries_of(client, person, address):
    """How often a page asks the database, when nothing is asked for the first time."""
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_longer_list_asks_the_database_no_more(client, municipal_plan, people, places):
    address = reverse("plan_list")
    one = queries_of(client, people.municipal_expert, address)
    for year in (2027, 2028, 2029):
        making.imported(
            people.municipal_expert, places.municipality, making.municipal_reading(year)
        )
    assert queries_of(client, people.municipal_expert, address) == one


def test_a_longer_plan_asks_the_database_no_more(client, municipal_plan, people, places):
    one = queries_of(client, people.municipal_expert, municipal_plan.get_absolute_url())
    reading = making.municipal_reading(2027)
    reading["activities"] += [making.row(f"2.{n}", "2", f"Дейност {n}") for n in range(2, 40)]
    long = making.imported(people.municipal_expert, places.municipality, reading)
    assert queries_of(client, people.municipal_expert, long.get_absolute_url()) == one


@pytest.mark.parametrize("name", ["plan", "plan_compare"])
def test_a_stranger_finds_no_plan(client, municipal_plan, people, name):
    making.submitted(municipal_plan, people)
    address = reverse(name, args=[municipal_plan.pk])
    for stranger in (people.head_of_another_region, people.director, people.administrator):
        assert page(client, stranger, address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302
    assert page(client, people.ruo_head, reverse(name, args=[uuid.uuid4()])).status_code == 404


def test_the_head_is_offered_to_agree_with_the_box_before_them(client, municipal_plan, people):
    making.registered(municipal_plan, people)
    shown = page(client, people.ruo_head, municipal_plan.get_absolute_url())
    assert shown.context["main"].step.name == "agree"
    text = shown.content.decode()
    assert "СЪГЛАСУВАЛ" in text
    assert 'id="do-agree"' in text
    assert f'name="seen_version" value="{municipal_plan.version}"' in text
    other = page(client, people.municipal_expert, municipal_plan.get_absolute_url())
    assert other.context["offers"] == []


def test_what_is_missing_is_told_before_one_tries(client, municipal_plan, people):
    making.submitted(municipal_plan, people)
    shown = page(client, people.ruo_head, municipal_plan.get_absolute_url())
    assert "Първо деловодството вписва плана." in shown.content.decode()
    assert shown.context["main"] is None
    assert [offer.step.name for offer in shown.context["offers"] if offer.ready] == [
        "return_for_rework"
    ]


def test_progress_counts_from_nought_and_names_its_records(client, ruo_plan, people):
    Plan.objects.filter(pk=ruo_plan.pk).update(in_force_revision=1)
    inspection = ruo_plan.latest.activities.get(key="18.1.1")
    record = records.of(ruo_plan).first()
    Fact.objects.create(
        plan=ruo_plan,
        identity=inspection.identity,
        amount=1,
        what="Посещение на СУ",
        on=timezone.localdate(),
        record=record,
        url="/visits/1/",
    )
    shown = page(client, people.ruo_head, ruo_plan.get_absolute_url())
    view = next(view for view in shown.context["table"].views if view.row == inspection)
    assert (view.progress.indicator.baseline, view.progress.indicator.target) == ("0", "2")
    assert view.progress.indicator.now == "1"
    text = shown.content.decode()
    assert '<a href="/visits/1/">Посещение на СУ</a>' in text
    assert "2 училища поименно" in text


def test_others_go_on_reading_what_was_put_before_them(client, municipal_plan, people):
    returned(municipal_plan, people)
    row = municipal_plan.latest.activities.last()
    change = editing.Change(municipal_plan, people.municipal_expert, municipal_plan.version)
    editing.edit_row(change, row.identity, row_text("2.1", "Недовършен текст"))
    address = municipal_plan.get_absolute_url()
    assert "Недовършен текст" in page(client, people.mayor, address).content.decode()
    seen = page(client, people.ruo_head, address)
    assert seen.context["revision"].number == 1
    assert "Недовършен текст" not in seen.content.decode()
    second = reverse("plan_revision", args=[municipal_plan.pk, 2])
    assert page(client, people.ruo_head, second).status_code == 404
    assert page(client, people.mayor, second).status_code == 200


def test_the_filter_shows_rows_with_remarks(client, municipal_plan, people):
    returned(municipal_plan, people)
    shown = page(client, people.mayor, municipal_plan.get_absolute_url(), show="remarks")
    rows = [view.row.number for group in shown.context["table"].groups for view in group.rows]
    assert rows == ["1.1"]
    assert Remark.objects.get().text in shown.content.decode()


def test_the_sheet_is_empty_before_the_signature_and_full_after(
    client, municipal_plan, people, places
):
    making.registered(municipal_plan, people)
    before = page(client, people.ruo_head, municipal_plan.get_absolute_url(), print="1")
    assert before.context["sheet"].stamp.date is None
    assert "Приет с Решение № ………" in before.content.decode()
    making.taken(municipal_plan, "agree", people.ruo_head)
    making.taken(municipal_plan, "put_to_council", people.mayor, council=places.council)
    vote = {"number": "112", "protocol_number": "7", "count": making.votes()}
    making.taken(municipal_plan, "adopt", people.council_clerk, **vote)
    after = page(client, people.mayor, municipal_plan.get_absolute_url(), print="1")
    stamp = after.context["sheet"].stamp
    assert (stamp.person, stamp.date) == (people.ruo_head.name, timezone.localdate())
    assert "Приет с Решение №112 по протокол №7/" in after.content.decode()


def test_an_opened_text_has_no_signature_on_its_sheet(client, municipal_plan, people):
    making.agreed(municipal_plan, people)
    making.taken(municipal_plan, "reopen", people.municipal_expert, note="Нов срок.")
    shown = page(client, people.mayor, municipal_plan.get_absolute_url())
    assert shown.context["sheet"].stamp.date is None


def test_the_history_tells_who_did_what_the_newest_first(client, municipal_plan, people):
    making.registered(municipal_plan, people)
    shown = page(client, people.ruo_head, municipal_plan.get_absolute_url())
    assert [(line.who, str(line.what)) for line in shown.context["lines"]] == [
        (people.records.name, "Вписано в деловодството"),
        (people.mayor.name, "Внесено за съгласуване"),
        (people.municipal_expert.name, "Зареден файл"),
    ]


def test_the_original_is_handed_out_as_an_attachment(client, municipal_plan, people, settings):
    default_storage.save("imports/plan.docx", ContentFile(b"PK original"))
    address = reverse("plan_original", args=[municipal_plan.pk, 1])
    answer = page(client, people.municipal_expert, address)
    assert b"".join(answer.streaming_content) == b"PK original"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert page(client, people.ruo_head, address).status_code == 404
