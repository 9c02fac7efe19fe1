"""The inbox and the steps for programs: what one may in the pages, one may here, no more."""

import datetime

import pytest
from axes.utils import reset
from django.urls import reverse
from django.utils import timezone

from institutions import tokens
from institutions.models import Scope, Token
from tests import making
from tests.pages.conftest import at
from tests.reaching import brought
from workflows.models import Answered, Record

__all__ = ["at"]
pytestmark = pytest.mark.django_db
NUMBER = {"incoming_number": "РУО-7"}


def problem(reply):
    assert reply["Content-Type"] == "application/problem+json"
    found = reply.json()
    assert found["status"] == reply.status_code
    return found


def test_work_is_what_the_inbox_shows(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    page = program(people.records).get("/work").json()
    assert (page["total"], page["page"], page["pages"]) == (1, 1, 1)
    assert page["items"][0]["document"] == str(municipal_plan.pk)
    assert page["items"][0]["step"] == "register"
    assert program(people.director).get("/work").json()["total"] == 0


def test_a_step_is_offered_with_its_fields_and_taken(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    office = program(people.records, Scope.ACT)
    path = f"/documents/plans/{municipal_plan.pk}"
    reply = office.get(path)
    assert reply["ETag"] == f'"{municipal_plan.version}"'
    offer = reply.json()["offers"][0]
    assert (offer["step"], offer["ready"]) == ("register", True)
    assert "incoming_number" in [one["name"] for one in offer["fields"]]
    taken = office.take(municipal_plan, "register", facts=NUMBER, note="По пощата")
    municipal_plan.refresh_from_db()
    assert municipal_plan.incoming_number == "РУО-7"
    assert taken["ETag"] == f'"{municipal_plan.version}"'
    record = taken.json()["record"]
    assert (record["step"], record["who"]) == ("register", people.records.name)
    history = office.get(f"{path}/history").json()
    assert history["items"][-1]["hash"] == Record.objects.order_by("-pk")[0].hash


def test_rules_that_are_not_met_are_named_with_their_articles(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    head = program(people.ruo_head)
    offer = next(
        one
        for one in head.get(f"/documents/plans/{municipal_plan.pk}").json()["offers"]
        if one["step"] == "agree"
    )
    assert [one["rule"] for one in offer["unmet"]] == ["registered"]
    told = problem(head.take(municipal_plan, "agree", 422))
    assert [one["rule"] for one in told["unmet"]] == ["registered"]
    assert "чл. 22" in told["unmet"][0]["article"]
    assert Record.objects.filter(step="agree").count() == 0


def test_errors_are_told_field_by_field(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    told = problem(program(people.records).take(municipal_plan, "register", 422))
    assert list(told["errors"]) == ["incoming_number"]


def test_who_saw_an_older_version_is_told_who_was_faster(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    seen = municipal_plan.version
    making.taken(municipal_plan, "register", people.records, incoming_number="РУО-1")
    told = problem(program(people.ruo_head).take(municipal_plan, "agree", 409, seen=seen))
    assert told["last"]["who"] == people.records.name
    assert told["last"]["step"] == "register"
    assert told["last"]["at"]


def test_who_may_not_take_a_step_is_told_who_may(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    told = problem(program(people.mayor).take(municipal_plan, "register", 403))
    assert told["holders"] == [people.records.name]


def test_a_token_for_reading_takes_no_step(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    reader = program(people.records, Scope.READ)
    reader.get(f"/documents/plans/{municipal_plan.pk}")
    problem(reader.take(municipal_plan, "register", 403, facts=NUMBER))


def test_a_step_without_the_version_that_was_seen_is_not_taken(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    office = program(people.records)
    path = f"/api/documents/plans/{municipal_plan.pk}/steps/register"
    headers = {"Authorization": office.header}
    sent = {"data": {"facts": NUMBER}, "content_type": "application/json"}
    problem(office.client.post(path, **sent, headers=headers))
    assert office.client.post(path, **sent, headers=headers).status_code == 428
    wild = headers | {"If-Match": "*"}
    assert office.client.post(path, **sent, headers=wild).status_code == 400


def test_what_the_door_refuses_is_a_problem_too(people, program):
    problem(program(people.records).get("/work?page=%00", 400))


STRANGERS = ["head_of_another_region", "other_director", "mayor_of_another_town", "administrator"]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_for_a_stranger_nothing_is_there(stranger, people, places, program):
    plan = brought("municipal", "received", people, places)
    foreign = program(getattr(people, stranger))
    for path in ("", "/history"):
        problem(foreign.get(f"/documents/plans/{plan.pk}{path}", 404))
    problem(foreign.get(f"/decisions/{plan.decisions.get().pk}", 404))
    problem(foreign.take(plan, "enter_force", 404))


def test_a_decision_leads_to_its_plan(people, places, program):
    plan = brought("municipal", "received", people, places)
    found = program(people.council_clerk).get(f"/decisions/{plan.decisions.get().pk}").json()
    assert (found["plan"], found["version"]) == (str(plan.pk), plan.version)


def test_the_same_key_is_carried_out_once_and_answered_alike(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    office, seen = program(people.records), municipal_plan.version
    first = office.take(municipal_plan, "register", facts=NUMBER, key="a", seen=seen)
    again = office.take(municipal_plan, "register", facts=NUMBER, key="a", seen=seen)
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    assert Record.objects.filter(step="register").count() == 1
    other = {"incoming_number": "РУО-8"}
    problem(office.take(municipal_plan, "register", 422, facts=other, key="a", seen=seen))
    problem(program(people.ruo_head).take(municipal_plan, "agree", 409, key="a", seen=seen))


def test_a_refusal_is_answered_alike_too(municipal_plan, people, program):
    making.submitted(municipal_plan, people)
    office, seen = program(people.records), municipal_plan.version
    first = office.take(municipal_plan, "register", 422, key="b", seen=seen)
    making.taken(municipal_plan, "register", people.records, incoming_number="РУО-1")
    again = office.take(municipal_plan, "register", 422, key="b", seen=seen)
    assert again.content == first.content


def test_a_request_under_way_is_not_begun_again_until_it_broke_off(
    municipal_plan, people, program, clock
):
    making.submitted(municipal_plan, people)
    office, seen = program(people.records), municipal_plan.version
    office.take(municipal_plan, "register", 422, key="c", seen=seen)
    Answered.objects.update(status=None, body=None)
    problem(office.take(municipal_plan, "register", 409, key="c", seen=seen))
    Answered.objects.update(asked_at=timezone.now() - datetime.timedelta(minutes=2))
    office.take(municipal_plan, "register", 422, key="c", seen=seen)


def test_tokens_are_kept_hashed_and_end(people, program):
    asking = program(people.mayor)
    token = Token.objects.get()
    assert asking.token not in str(vars(token))
    asking.get("/work")
    Token.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert problem(asking.get("/work", 401))
    Token.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    asking.get("/work")
    tokens.revoke(token)
    reply = asking.get("/work", 401)
    assert reply["WWW-Authenticate"] == "Bearer"


def test_the_token_of_somebody_who_left_opens_nothing(people, program):
    asking = program(people.mayor)
    people.mayor.is_active = False
    people.mayor.save()
    asking.get("/work", 401)


def test_nobody_gets_in_without_a_token_though_signed_in(people, client):
    client.force_login(people.mayor)
    assert problem(client.get("/api/work"))["status"] == 401


def test_wrong_tokens_are_counted_and_right_ones_still_open(people, program, settings):
    settings.AXES_ENABLED = True
    reset()
    asking = program(people.mayor)
    wrong = type(asking)("saglas_wrong")
    codes = [
        wrong.client.get("/api/work", headers={"Authorization": wrong.header}).status_code
        for _try in range(settings.AXES_FAILURE_LIMIT + 2)
    ]
    assert codes[0] == 401
    assert codes[-1] == 429
    asking.get("/work")
    reset()


def test_a_token_is_made_and_revoked_in_the_profile(people, at):
    browser = at(people.mayor)
    address = reverse("token_list")
    reply = browser.send(address, 200, label="Деловодство", scope="act", days="30")
    token = people.mayor.tokens.get()
    text = reply.content.decode().split("saglas_")[1].split("<")[0]
    assert tokens.holding(f"saglas_{text}") == token
    assert f"saglas_{text}" not in browser.client.get(address).content.decode()
    at(people.expert).send(reverse("token_revoke", args=[token.pk]), 404)
    browser.send(reverse("token_revoke", args=[token.pk]))
    assert tokens.holding(f"saglas_{text}") is None
    browser.send(address, 422, label="", scope="all", days="30")


def test_the_guide_names_every_address(client):
    page = client.get(reverse("api_guide")).content.decode()
    paths = client.get("/api/openapi.json").json()["paths"]
    assert len(paths) == 5
    assert all(path in page for path in paths)
