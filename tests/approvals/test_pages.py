"""Pages of decisions, and the page on which one is recorded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.models import Decision
from plans.models import Plan
from plans.states import PlanState
from tests import making
from tests.reaching import brought, walked

pytestmark = pytest.mark.django_db

NUMBERS = {
    "number": "112",
    "protocol_number": "7",
    "members": "29",
    "present": "25",
    "in_favour": "20",
    "against": "3",
    "abstained": "2",
}


def page(client, person, address, **query):
    client.force_login(person)
    return client.get(address, query)


def entered(plan, **changes):
    return NUMBERS | {"seen_version": plan.version, "on": str(making.TODAY())} | changes


def listed(client, person, **query):
    return list(page(client, person, reverse("decision_list"), **query).context["list"].page)


def recorded(plan, people, number):
    vote = {"number": number, "protocol_number": "7", "count": making.votes()}
    return making.taken(plan, "adopt", people.council_clerk, **vote)


@pytest.fixture
def before_council(municipal_plan, people, places):
    return making.at_council(municipal_plan, people, places)


def test_the_clerk_records_a_decision_and_its_result_is_computed(client, before_council, people):
    client.force_login(people.council_clerk)
    address = reverse("step", args=["plans", before_council.pk, "adopt"])
    assert client.post(address, entered(before_council)).status_code == 302
    decision = Decision.objects.get()
    assert (decision.result, decision.line[:15]) == ("adopted", "Решение №112 по")
    assert Plan.objects.get().state == PlanState.ADOPTED


def test_too_few_votes_reject_the_plan_whatever_step_was_opened(client, before_council, people):
    client.force_login(people.council_clerk)
    address = reverse("step", args=["plans", before_council.pk, "adopt"])
    assert (
        client.post(address, entered(before_council, in_favour="12", against="11")).status_code
        == 302
    )
    assert Plan.objects.get().state == PlanState.REJECTED
    shown = client.get(before_council.get_absolute_url()).content.decode()
    assert "Решение № 112: отхвърлен с 12 „за“ от 25 присъстващи." in shown


def test_the_message_names_the_decision_and_its_result(client, before_council, people):
    client.force_login(people.council_clerk)
    address = reverse("step", args=["plans", before_council.pk, "adopt"])
    shown = client.post(address, entered(before_council), follow=True).content.decode()
    assert "Решение № 112: приет с 20 „за“ от 25 присъстващи." in shown


def test_one_action_records_whatever_the_council_decided(client, people, places):
    plan = brought("municipal", "at_council", people, places)

    def recording():
        shown = page(client, people.council_clerk, plan.get_absolute_url())
        return {one.step.name for one in shown.context["offers"]} - {"schedule"}

    assert recording() == {"adopt"}
    walked(plan, "municipal", "adopt dispatch:mayor receive:mayor", people, places)
    walked(plan, "municipal", "return_by_mayor !edit", people, places)
    assert recording() == {"readopt"}
    address = reverse("step", args=["plans", plan.pk, "readopt"])
    form = page(client, people.council_clerk, address).context["form"]
    assert [value for value, _label in form.fields["outcome"].choices] == [
        "readopted", "amended", "repealed",
    ]  # fmt: skip
    assert form["on"].value() is None
    asked = {"outcome": "amended", "number": "140", "protocol_number": "9"}
    shown = client.post(address, entered(plan, **asked), follow=True).content.decode()
    assert "Решение № 140: изменен с 20 „за“ от всички 29." in shown
    assert "Съветът прие версия 2 с изменения." in shown
    address = reverse("decision", args=[plan.decisions.first().pk])
    decision = page(client, people.mayor, address)
    assert "Съветът прие версия 2 с изменения." in decision.content.decode()


def test_an_amendment_that_fails_is_told_as_no_ruling_and_never_as_a_repeal(client, people, places):
    plan = brought("municipal", "rewritten", people, places)
    client.force_login(people.council_clerk)
    address = reverse("step", args=["plans", plan.pk, "readopt"])
    few = {"outcome": "amended", "number": "140", "protocol_number": "9"}
    few |= {"in_favour": "14", "against": "9"}
    shown = client.post(address, entered(plan, **few), follow=True).content.decode()
    assert "Решение № 140: няма решение, 14 „за“ не стигат за изменение на акта." in shown
    assert Plan.objects.get().state == PlanState.RETURNED
    address = reverse("decision", args=[plan.decisions.first().pk])
    decision = page(client, people.mayor, address).content.decode()
    assert "Гласувано е изменение на акта." in decision
    assert "Актът остава върнат" in decision
    assert "отменен" not in decision


def test_a_receipt_before_the_dispatch_is_told_beforehand(client, people, places):
    plan = brought("municipal", "adopted", people, places)
    shown = page(client, people.council_clerk, plan.get_absolute_url())
    (receive,) = [one for one in shown.context["offers"] if one.step.name == "receive"]
    assert [unmet.name for unmet in receive.missing] == ["receipt_is_awaited"]


def test_a_rejected_plan_says_how_it_is_brought_again(client, people, places):
    plan = brought("municipal", "rejected", people, places)
    shown = page(client, people.mayor, plan.get_absolute_url())
    assert [one.step.name for one in shown.context["offers"]] == ["bring_again"]
    assert "„Внеси отново“ отваря последния му текст" in shown.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"present": "30"}, "Не може да присъстват 30 съветници: съветът има 29."),
        ({"against": "4"}, "Преброени гласове: 26, а присъствали съветници: само 25."),
        ({"present": "14", "in_favour": "10", "against": "2"}, "Няма кворум"),
    ],
)
def test_impossible_numbers_are_refused_with_the_reason(
    client, before_council, people, changes, sentence
):
    client.force_login(people.council_clerk)
    address = reverse("step", args=["plans", before_council.pk, "adopt"])
    answer = client.post(address, entered(before_council, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_count_is_shown_without_recording_anything(client, before_council, people):
    client.force_login(people.council_clerk)
    address = reverse("count_preview", args=[before_council.pk, "adopt"])
    whole = client.post(address, entered(before_council)).content.decode()
    assert "Прието" in whole
    assert '<form method="post"' in whole
    part = client.post(address, {"members": "29", "present": "25"}, headers={"HX-Request": "true"})
    assert "<b>13</b>" in part.content.decode()
    assert "<form" not in part.content.decode()
    assert not Decision.objects.exists()


# what was put to the vote, votes for, what it comes to
NEW_COUNTS = [
    ("readopted", "14", "Няма решение"),
    ("readopted", "15", "Прието повторно"),
    ("repealed", "13", "Отменено"),
    ("nonsense", "14", "Няма решение"),
]


@pytest.mark.parametrize(("outcome", "votes", "comes_to"), NEW_COUNTS)
def test_a_failed_proposal_about_a_returned_act_is_counted_as_no_ruling(
    outcome, votes, comes_to, client, people, places
):
    plan = brought("municipal", "returned", people, places)
    client.force_login(people.council_clerk)
    numbers = {"members": "29", "present": "25", "in_favour": votes, "against": "9"}
    sent = numbers | {"abstained": "0", "outcome": outcome}
    address = reverse("count_preview", args=[plan.pk, "readopt"])
    shown = client.post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert comes_to in shown
    assert "Отхвърлено" not in shown


def test_only_who_may_record_may_count(client, before_council, people):
    address = reverse("count_preview", args=[before_council.pk, "adopt"])
    for person in (people.mayor, people.ruo_head, people.head_of_another_region):
        client.force_login(person)
        assert client.post(address, NUMBERS).status_code == 404
    client.force_login(people.council_clerk)
    assert (
        client.post(reverse("count_preview", args=[before_council.pk, "dispatch"])).status_code
        == 404
    )


def test_a_decision_shows_its_line_the_needed_votes_and_why_a_term_ends(
    client, municipal_plan, people, places
):
    making.adopted(municipal_plan, people, places)
    decision = Decision.objects.get()
    shown = page(client, people.council_clerk, reverse("decision", args=[decision.pk]))
    text = shown.content.decode()
    assert decision.line in text
    assert shown.context["vote"].needed == 13
    kept = ["dispatch_of_act", "dispatch_of_act", "announcement_of_act", "adoption_of_plan"]
    assert [one.clock.rule for one in shown.context["clocks"]] == kept
    assert "чл. 22, ал. 1 ЗМСМА" in text
    assert all(one.why for one in shown.context["clocks"])
    assert [one.offer.step.name for one in shown.context["addressees"]] == ["dispatch", "dispatch"]


def test_after_dispatch_the_receipt_is_offered_and_to_the_clerk_only(
    client, municipal_plan, people, places
):
    making.adopted(municipal_plan, people, places)
    making.taken(municipal_plan, "dispatch", people.council_clerk, party="mayor")
    address = reverse("decision", args=[Decision.objects.get().pk])
    offered = page(client, people.council_clerk, address).context["addressees"]
    assert {one.party.value: one.offer.step.name for one in offered} == {
        "mayor": "receive", "governor": "dispatch",
    }  # fmt: skip
    seen = page(client, people.ruo_head, address).context["addressees"]
    assert [one.offer for one in seen] == [None, None]


def test_decisions_are_open_to_those_to_whom_the_plan_is(client, municipal_plan, people, places):
    making.adopted(municipal_plan, people, places)
    decision = Decision.objects.get()
    address = reverse("decision", args=[decision.pk])
    for person in (people.mayor, people.ruo_head, people.council_chair, people.observer):
        assert page(client, person, address).status_code == 200
        assert list(page(client, person, reverse("decision_list")).context["list"].page) == [
            decision
        ]
    for person in (people.head_of_another_region, people.director, people.administrator):
        assert page(client, person, address).status_code == 404
        assert listed(client, person) == []


def test_the_list_filters_and_shows_what_waits(client, before_council, people):
    address = reverse("decision_list")
    assert page(client, people.council_clerk, address).context["list"].waiting == [before_council]
    recorded(before_council, people, "1")
    after = page(client, people.council_clerk, address).context["list"]
    assert after.waiting == []
    assert [(facet.value, facet.count) for facet in after.results] == [("", 1), ("adopted", 1)]
    assert not list(
        page(client, people.council_clerk, address, result="rejected").context["list"].page
    )
    assert page(client, people.council_clerk, address, year="x9").status_code == 200


def test_more_decisions_ask_the_database_no_more(client, municipal_plan, people, places):
    def asked():
        client.force_login(people.council_clerk)
        client.get(reverse("decision_list"))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("decision_list"))
        return len(found)

    making.adopted(municipal_plan, people, places)
    one = asked()
    for year in (2027, 2028):
        reading = making.municipal_reading(year)
        plan = making.imported(people.municipal_expert, places.municipality, reading)
        making.taken(plan, "submit", people.mayor, strategy="Стратегия", strategy_until=2030)
        making.taken(plan, "register", people.records, incoming_number="РД-1")
        making.taken(plan, "agree", people.ruo_head)
        making.taken(plan, "put_to_council", people.mayor, council=places.council)
        recorded(plan, people, str(year))
    assert asked() == one
