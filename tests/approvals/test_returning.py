"""„Върни на…“: only steps that this document passed, chosen by who may return it."""

import pytest
from django.urls import reverse

from approvals.flow import ROUTES
from plans.models import Plan, Remark
from tests import making
from tests.racing import together
from tests.reaching import brought, facts, walked
from workflows import gate, passing, records
from workflows.models import Desk, Notice
from workflows.refusals import NotReady, Stale

pytestmark = pytest.mark.django_db
BY_LAW = {"return_by_mayor", "return_by_governor"}
"""ЗМСМА чл. 45, ал. 4–6 says where an act goes: nothing is chosen."""
SAID = {"note": "Номерът е на друга преписка."}


def offered(plan, name="return_for_rework"):
    told = ROUTES[plan.plan_kind].steps[name]
    return [way.step.name for way in passing.ways_back(plan, told)]


def sent(client, person, plan, **entered):
    client.force_login(person)
    url = reverse("step", args=["plans", plan.pk, "return_for_rework"])
    return client.post(url, {"seen_version": plan.version, "reason": "", "note": ""} | entered)


def shown(client, person, plan):
    client.force_login(person)
    return client.get(reverse("step", args=["plans", plan.pk, "return_for_rework"]))


def test_every_return_names_the_step_that_is_taken_anew_but_those_of_the_law():
    for flow in ROUTES.values():
        for told in flow.steps.values():
            is_return = told.name.startswith("return")
            assert bool(told.back_to) == (is_return and told.name not in BY_LAW), told.name
            if told.back_to:
                assert set(told.targets) <= set(flow.steps[told.back_to].sources)


def test_only_what_the_plan_passed_is_offered(people, places):
    assert offered(brought("municipal", "at_ruo", people, places)) == ["return_for_rework"]


def test_a_registered_plan_goes_back_to_its_authors_or_to_the_register(people, places):
    plan = brought("municipal", "registered", people, places)
    assert offered(plan) == ["return_for_rework", "return_to_records"]
    walked(plan, "municipal", "return_for_rework", people, places)
    assert offered(plan) == []
    Remark.objects.update(answer="Поправено.")
    walked(plan, "municipal", "submit", people, places)
    assert offered(plan) == ["return_for_rework"], "the register of the first round is gone"


def test_a_register_entry_that_was_returned_is_passed_no_more(people, places):
    plan = brought("municipal", "registered", people, places)
    walked(plan, "municipal", "return_to_records", people, places)
    assert offered(plan) == ["return_for_rework"]
    walked(plan, "municipal", "register", people, places)
    assert offered(plan) == ["return_for_rework", "return_to_records"]


@pytest.mark.parametrize(
    ("route", "place", "step"),
    [
        ("ruo", "at_ministry", "return_for_rework"),
        ("ruo", "change_at_ministry", "return_change"),
        ("school", "on_agenda", "return_by_council"),
    ],
)
def test_where_one_step_was_passed_the_form_shows_no_choice(
    route, place, step, people, places, client
):
    plan = brought(route, place, people, places)
    assert offered(plan, step) == [step]
    person = people.director if route == "school" else people.ministry_officer
    client.force_login(person)
    page = client.get(reverse("step", args=["plans", plan.pk, step])).content.decode()
    assert 'name="to"' not in page
    assert 'name="note"' in page


def test_the_form_says_which_step_was_passed_when_and_by_whom(people, places, client):
    plan = brought("municipal", "at_ruo", people, places)
    assert 'name="to"' not in shown(client, people.ruo_head, plan).content.decode()
    walked(plan, "municipal", "register", people, places)
    page = shown(client, people.ruo_head, plan).content.decode()
    assert page.count('name="to"') == 2
    assert "Община Каменград: Внесено за съгласуване – " in page
    assert "Вписано в деловодството – " in page
    assert people.records.get_short_name() in page


def test_what_is_chosen_is_done_and_the_rest_stays_as_for_every_return(people, places, client):
    plan = brought("municipal", "registered", people, places)
    Notice.objects.all().delete()
    answer = sent(client, people.ruo_head, plan, to="return_to_records", **SAID)
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.incoming_number, plan.incoming_on) == ("at_ruo", "", None)
    last = records.of(plan).last()
    assert (last.step, last.note, last.actor) == (
        "return_to_records",
        SAID["note"],
        people.ruo_head,
    )
    assert records.verify(plan) == []
    open_work = Desk.objects.filter(document_id=plan.pk, closed_at=None)
    assert set(open_work.values_list("step", "post__role")) == {("register", "ruo_records")}
    assert {(one.kind, one.person) for one in Notice.objects.all()} == {
        ("registration_returned", people.records)
    }
    assert not Remark.objects.exists()


def test_without_a_choice_it_goes_where_returns_have_always_gone(people, places, client):
    plan = brought("municipal", "registered", people, places)
    answer = sent(client, people.ruo_head, plan, reason="law", note="Не съответства на закона.")
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert Remark.objects.get().text == "Не съответства на закона."


def test_a_forged_choice_is_refused(people, places, client):
    registered = brought("municipal", "registered", people, places)
    for forged in ("agree", "register", "return_by_governor", "nonsense"):
        answer = sent(client, people.ruo_head, registered, to=forged, **SAID)
        assert answer.status_code == 422
    registered.refresh_from_db()
    assert (registered.state, registered.incoming_number) == ("at_ruo", "РД-318")


def test_a_way_that_was_not_passed_is_refused_by_its_address_and_by_the_gate(
    people, places, client
):
    plan = brought("municipal", "at_ruo", people, places)
    client.force_login(people.ruo_head)
    url = reverse("step", args=["plans", plan.pk, "return_to_records"])
    entered = {"seen_version": plan.version, "to": "return_to_records", **SAID}
    answer = client.post(url, entered)
    assert answer.status_code == 422
    assert "не е минал през тази стъпка" in answer.content.decode()
    with pytest.raises(NotReady) as refused:
        gate.perform(plan, "return_to_records", actor=people.ruo_head, note=SAID["note"])
    assert [one.name for one in refused.value.unmet] == ["went_through"]
    assert records.of(plan).last().step == "submit"


def test_remarks_at_rows_do_not_go_to_the_records_office(people, places, client):
    plan = brought("municipal", "registered", people, places)
    row = plan.latest.activities.all()[0]
    prefix = f"row-{row.identity}-"
    remark = {f"{prefix}chosen": "on", f"{prefix}reason": "term", f"{prefix}text": "Няма срок."}
    answer = sent(client, people.ruo_head, plan, to="return_to_records", **SAID, **remark)
    assert answer.status_code == 422
    assert "върнете го на тях" in answer.content.decode()
    assert sent(client, people.ruo_head, plan, to="return_to_records").status_code == 422


def test_the_documentation_and_the_picture_show_where_a_return_leads(people, client):
    from workflows.picture import words
    from workflows.picture.drawing import drawn

    lines = words.lines(drawn(ROUTES["municipal_support_plan"]))
    leads = {str(line.step): str(line.leads) for line in lines}
    assert leads["Върни на деловодството"] == "обратно към „Вписано в деловодството“"
    assert leads["Върни"] == "Чернова, обратно към „Внесено за съгласуване“"
    client.force_login(people.ruo_head)
    exported = client.get(reverse("flow_file", args=["municipal-plan", "bpmn"])).content.decode()
    assert "обратно към „Вписано в деловодството“" in exported


@pytest.mark.django_db(transaction=True)
def test_of_two_returns_at_once_one_is_taken_and_the_other_told(people, places):
    plan = brought("municipal", "registered", people, places)

    def returns(step):
        told = facts("municipal", step, people, places)
        own = Plan.objects.get(pk=plan.pk)
        return lambda: gate.perform(
            own, step, actor=people.ruo_head, seen_version=plan.version, **told
        )

    got = together([plan], returns("return_for_rework"), returns("return_to_records"))
    assert sum(isinstance(one, Stale) for one in got) == 1
    assert records.of(plan).filter(step__startswith="return").count() == 1
    assert records.verify(plan) == []


def test_an_agreed_plan_that_is_changed_begins_its_round_anew(people, places):
    plan = brought("municipal", "agreed", people, places)
    walked(plan, "municipal", "reopen", people, places)
    making.submitted(plan, people)
    assert list(passing.passed(plan)) == ["submit"]
    making.taken(plan, "register", people.records, incoming_number="РД-319")
    assert offered(plan) == ["return_for_rework", "return_to_records"]
