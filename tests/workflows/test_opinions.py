"""Many hands: several are asked at once, the round ends when its result is certain."""

import datetime
import itertools

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.making import TODAY
from tests.racing import together
from tests.reaching import brought, facts
from tests.standing import post_of, stand_in
from workflows import delivery, desks, gate, opinions, records, tallying
from workflows.models import Notice, OpinionRequest, OpinionRound
from workflows.opinions import Asked, Over, Question
from workflows.refusals import NotReady, NotYours, Stale
from workflows.tallying import Voice

pytestmark = pytest.mark.django_db
DUE = TODAY() + datetime.timedelta(days=5)
ENGLISH = {"accept-language": "en"}

# rule, needed, opinions (and seats), what it comes to; „“ is an answer that is still open
COUNTED = [
    ("all", None, ["for", "for"], "carried"),
    ("all", None, ["for", ""], "open"),
    ("all", None, ["none", ""], "refused"),
    ("at_least", 2, ["for", "", "for"], "carried"),
    ("at_least", 2, ["for", "", "against"], "open"),
    ("at_least", 2, ["none", "", "against"], "refused"),
    ("majority", None, [("for", 5), ("", 4)], "carried"),
    ("majority", None, [("for", 4), ("", 5)], "open"),
    ("majority", None, [("for", 4), ("against", 4)], "refused"),
    ("unless_refused", None, ["none", "for"], "carried"),
    ("unless_refused", None, ["", "against"], "refused"),
    ("unless_refused", None, ["none", ""], "open"),
]


def voices(written):
    return [Voice(*one) if isinstance(one, tuple) else Voice(one) for one in written]


@pytest.mark.parametrize(("rule", "needed", "written", "expected"), COUNTED)
def test_a_round_comes_to_what_is_written_here(rule, needed, written, expected):
    assert tallying.result(rule, needed, voices(written)).value == expected


@pytest.mark.parametrize("rule", ["all", "at_least", "majority", "unless_refused"])
def test_a_round_ends_exactly_when_no_open_answer_can_change_it(rule):
    said = ("for", "against", "none")
    for known in itertools.product(("", *said), repeat=3):
        seats = (1, 2, 4)
        ways = itertools.product(*[(one,) if one else said for one in known])
        ends = {
            tallying.result(rule, 2, [Voice(*one) for one in zip(way, seats, strict=True)])
            for way in ways
        }
        now = tallying.result(rule, 2, [Voice(*one) for one in zip(known, seats, strict=True)])
        assert "open" not in ends
        assert now in ends if len(ends) == 1 else now == "open"


@pytest.fixture
def plan(people, places):
    return brought("municipal", "registered", people, places)


def inside(people, places, *names):
    posts = [post_of(getattr(people, name)) for name in names]
    return [Asked(post.title, places.authority, post=post) for post in posts]


def asked(plan, people, who, rule="all", needed=None):
    plan.refresh_from_db()
    question = Question("Изпълним ли е срокът?", rule, needed, DUE)
    return opinions.ask(plan, question, who, actor=people.ruo_head, seen_version=plan.version)


def request_of(opened, person):
    return opened.requests.get(post=post_of(person))


def give(opened, person, opinion="for", text=""):
    return opinions.give(request_of(opened, person), opinion=opinion, text=text, actor=person)


def test_those_asked_find_it_at_their_desks_and_in_a_letter(plan, people, places):
    asked(plan, people, inside(people, places, "expert", "department_head"))
    for person in (people.expert, people.department_head):
        assert desks.waiting_for(person).filter(step="give_opinion", due_on=DUE).exists()
        assert Notice.objects.filter(kind="work_waits", person=person).exists()
    assert not desks.waiting_for(people.second_expert).filter(step="give_opinion").exists()
    record = records.of(plan).last()
    assert (record.step, record.actor) == ("ask_opinions", people.ruo_head)
    assert records.verify(plan) == []


def test_a_department_is_asked_through_any_of_its_posts(plan, people, places):
    department = post_of(people.expert).department
    assert department is not None
    opened = asked(plan, people, [Asked(department.name, places.authority, department=department)])
    assert desks.waiting_for(people.expert).filter(step="give_opinion").exists()
    opinions.give(opened.requests.get(), opinion="for", text="", actor=people.expert)
    opened.refresh_from_db()
    assert opened.state == "carried"
    assert not desks.waiting_for(people.expert).filter(step="give_opinion").exists()


@pytest.mark.parametrize("name", ["expert", "records", "mayor", "head_of_another_region"])
def test_only_who_judges_the_plan_asks(name, plan, people, places):
    question = Question("?", "all", None, DUE)
    who = inside(people, places, "expert")
    actor = getattr(people, name)
    with pytest.raises(NotYours):
        opinions.ask(plan, question, who, actor=actor, seen_version=plan.version)


@pytest.mark.parametrize("name", ["second_expert", "ruo_head", "mayor", "head_of_another_region"])
def test_nobody_answers_for_another_post(name, plan, people, places):
    opened = asked(plan, people, inside(people, places, "expert"))
    with pytest.raises(NotYours):
        opinions.give(
            request_of(opened, people.expert),
            opinion="for",
            text="",
            actor=getattr(people, name),
        )


def test_who_stands_in_answers_and_the_order_is_named(plan, people, places):
    order = stand_in(people.second_expert, people.expert, named_by=people.ruo_head)
    opened = asked(plan, people, inside(people, places, "expert"))
    opinions.give(
        request_of(opened, people.expert), opinion="for", text="", actor=people.second_expert
    )
    assert opened.requests.get().substitution == order
    given = records.of(plan).get(step="give_opinion")
    assert given.acting_for == people.expert


def test_the_round_ends_early_and_the_others_are_told(plan, people, places):
    who = inside(people, places, "expert", "second_expert", "department_head")
    opened = asked(plan, people, who)
    give(opened, people.expert, "against", "Срокът е нереален.")
    opened.refresh_from_db()
    assert opened.state == "refused"
    withdrawn = opened.requests.exclude(withdrawn_at=None)
    assert {one.name for one in withdrawn} == {one.name for one in who[1:]}
    told = Notice.objects.filter(kind="opinion_withdrawn").values_list("person", flat=True)
    assert set(told) == {people.second_expert.pk, people.department_head.pk}
    assert Notice.objects.filter(kind="opinions_ended", person=people.ruo_head).count() == 1
    assert not desks.waiting_for(people.department_head).filter(step="give_opinion").exists()
    steps = [one.step for one in records.of(plan)][-3:]
    assert steps == ["ask_opinions", "give_opinion", "end_opinions"]
    with pytest.raises(Over):
        give(opened, people.second_expert)


def test_one_round_at_a_time(plan, people, places):
    asked(plan, people, inside(people, places, "expert"))
    with pytest.raises(Stale):
        asked(plan, people, inside(people, places, "department_head"))


def test_a_round_that_is_withdrawn_asks_nobody_any_longer(plan, people, places):
    opened = asked(plan, people, inside(people, places, "expert"))
    plan.refresh_from_db()
    opinions.withdraw(plan, actor=people.ruo_head, seen_version=plan.version)
    opened.refresh_from_db()
    assert opened.state == "withdrawn"
    assert Notice.objects.filter(kind="opinion_withdrawn", person=people.expert).exists()
    gate.perform(plan, "agree", actor=people.ruo_head)


def test_the_plan_is_not_agreed_while_opinions_are_awaited_and_a_return_lets_them_go(
    plan, people, places
):
    opened = asked(plan, people, inside(people, places, "expert"))
    with pytest.raises(NotReady):
        gate.perform(plan, "agree", actor=people.ruo_head)
    told = facts("municipal", "return_for_rework", people, places)
    gate.perform(plan, "return_for_rework", actor=people.ruo_head, **told)
    opened.refresh_from_db()
    assert opened.state == "withdrawn"
    assert not desks.waiting_for(people.expert).filter(step="give_opinion").exists()


def test_a_committee_of_the_council_gives_its_opinion_through_the_clerk(people, places):
    plan = brought("municipal", "at_council", people, places)
    question = Question("Становище?", "majority", None, DUE)
    who = [
        Asked("Комисия по образование", places.council, seats=7),
        Asked("Комисия по бюджет", places.council, seats=5),
    ]
    opened = opinions.ask(
        plan, question, who, actor=people.council_chair, seen_version=plan.version
    )
    assert desks.waiting_for(people.council_clerk).filter(step="give_opinion").count() == 1
    first = opened.requests.get(seats=7)
    opinions.give(first, opinion="for", text="С пълно мнозинство.", actor=people.council_clerk)
    opened.refresh_from_db()
    assert opened.state == "carried"


def test_the_pages_of_asking_and_giving(plan, people, client):
    client.force_login(people.ruo_head)
    url = reverse("opinion_ask", args=["plans", plan.pk])
    assert client.get(url).status_code == 200
    entered = {
        "seen_version": plan.version,
        "question": "Изпълним ли е срокът?",
        "inside": [f"p{post_of(people.expert).pk}"],
        "outside": "Мария Петрова <petrova@example.org>",
        "rule": "at_least",
        "due_on": DUE,
    }
    assert client.post(url, entered).status_code == 422  # how many?
    assert client.post(url, entered | {"needed": 3}).status_code == 422  # two are asked
    assert client.post(url, entered | {"outside": "nobody", "needed": 1}).status_code == 422
    assert client.post(url, entered | {"needed": 1}).status_code == 302
    request = OpinionRequest.objects.get(post=post_of(people.expert))
    client.force_login(people.second_expert)
    address = reverse("opinion_give", args=["plans", plan.pk, request.pk])
    assert client.get(address).status_code == 403
    client.force_login(people.expert)
    page = client.get(plan.get_absolute_url(), headers=ENGLISH).content.decode()
    assert address in page
    assert client.post(address, {"opinion": "against"}).status_code == 422  # reasons
    assert client.post(address, {"opinion": "for"}).status_code == 302
    shown = client.get(plan.get_absolute_url(), headers=ENGLISH).content.decode()
    assert "withdrawn" in shown
    assert OpinionRound.objects.get().state == "carried"


@pytest.fixture
def outside(plan, people):
    return asked(plan, people, [Asked("Мария Петрова", email="petrova@example.org")])


def link(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    notice = Notice.objects.get(kind="opinion_outside")
    return notice.url


def test_somebody_outside_answers_once_by_the_link_and_sees_only_the_text(outside, settings, plan):
    url, client = link(settings), Client(headers=ENGLISH)
    before = records.of(plan).count()
    page = client.get(url)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Скрининг на тригодишните деца" in text
    assert plan.get_absolute_url() not in text
    assert records.of(plan).count() == before
    assert client.post(url, {"opinion": "against"}).status_code == 422
    assert client.post(url, {"opinion": "against", "text": "Няма средства."}).status_code == 200
    outside.refresh_from_db()
    assert outside.state == "refused"
    again = client.post(url, {"opinion": "for"})
    assert (again.status_code, outside.requests.get().answer) == (410, "against")
    assert client.get(plan.get_absolute_url()).status_code == 302  # nothing else is open


@pytest.mark.parametrize("broken", ["changed", "late", "old", "withdrawn"])
def test_a_link_that_serves_no_longer(broken, outside, settings, plan, people, clock):
    url = link(settings)
    if broken == "changed":
        url = url.replace("/opinion/", "/opinion/x")
    elif broken == "withdrawn":
        plan.refresh_from_db()
        opinions.withdraw(plan, actor=people.ruo_head, seen_version=plan.version)
    elif broken == "late":
        clock.forward(days=6)
    else:
        settings.SECRET_KEY = "another"
    assert Client().get(url).status_code == 410
    assert Client().post(url, {"opinion": "for"}).status_code == 410
    assert outside.requests.get().answer == ""


def test_the_letter_goes_to_the_address_and_no_page_shows_its_link(
    outside, settings, people, client
):
    url = link(settings)
    notice = Notice.objects.get(kind="opinion_outside")
    assert (notice.person.email, notice.person.is_active) == ("petrova@example.org", False)
    client.force_login(people.administrator)
    page = client.get(reverse("letter", args=[notice.pk])).content.decode()
    assert url not in page
    assert delivery.deliver() >= 1
    (sent,) = [one for one in mail.outbox if one.to == ["petrova@example.org"]]
    assert url in sent.body


@pytest.mark.django_db(transaction=True)
def test_two_last_answers_at_once_end_the_round_once(people, places):
    plan = brought("municipal", "registered", people, places)
    opened = asked(plan, people, inside(people, places, "expert", "department_head"), "at_least", 1)
    answers = together(
        [plan],
        lambda: give(opened, people.expert),
        lambda: give(opened, people.department_head),
    )
    assert sorted(type(one).__name__ for one in answers) == ["OpinionRound", "Over"]
    steps = [one.step for one in records.of(plan)]
    assert steps.count("give_opinion") == steps.count("end_opinions") == 1
    assert Notice.objects.filter(kind="opinions_ended").count() == 1
    assert records.verify(plan) == []


@pytest.mark.django_db(transaction=True)
def test_the_same_answer_sent_twice_counts_once(people, places):
    plan = brought("municipal", "registered", people, places)
    opened = asked(plan, people, inside(people, places, "expert", "department_head"))
    answers = together([plan], *[lambda: give(opened, people.expert)] * 2)
    assert sorted(type(one).__name__ for one in answers) == ["OpinionRound", "Over"]
    assert [one.step for one in records.of(plan)].count("give_opinion") == 1
