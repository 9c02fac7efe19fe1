"""Open work as an inbox reads it: kept counts that are the rows, pages that miss nothing."""

import collections
import datetime
import random
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from institutions.posts import appoint, create_post
from institutions.rights import Role
from tests import making
from tests.racing import together
from tests.standing import stand_in
from workflows import counting, desks, waiting
from workflows.flow import flow_of
from workflows.models import Desk, DeskCount

pytestmark = pytest.mark.django_db
ALL = waiting.Filter()


def plainly(person):
    """What waits for a person, counted from the rows themselves."""
    rows = desks.waiting_for(person).values_list("document_id", "step", "verb", "due_on")
    return set(rows)


def told(person, chosen=ALL):
    sorts = waiting.counts(person, days=10_000)
    return sum(one.number for one in sorts if chosen.takes(one))


def pages(person, chosen=ALL, size=7):
    rows, first = [], 0
    while found := waiting.page(person, chosen, first, first + size):
        rows += found
        first += size
    return rows


def agree_with_rows(*people):
    for person in people:
        plain = plainly(person)
        assert told(person) == len(plain) == waiting.total(person)
        shown = pages(person)
        assert {(r.document_id, r.step, r.verb, r.due_on) for r in shown} == (plain)
        assert len(shown) == len(plain)
        dues = [r.due_on or datetime.date.max for r in shown]
        assert dues == sorted(dues)


def test_the_counts_follow_every_step(municipal_plan, people, places):
    everybody = [person for _name, person in people]
    agree_with_rows(*everybody)
    making.at_council(municipal_plan, people, places)
    agree_with_rows(*everybody)
    assert DeskCount.objects.filter(number=-1, post__role=Role.RUO_HEAD).exists()
    counting.fold()
    assert not DeskCount.objects.filter(number__lt=1).exists()
    agree_with_rows(*everybody)


def test_the_counts_are_the_rows_after_a_walk_through_a_visit(ruo_plan, people, places):
    everybody = [person for _name, person in people]
    inspection = making.ordered(ruo_plan, people)
    agree_with_rows(*everybody)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    agree_with_rows(*everybody)
    making.reported(visit, people)
    agree_with_rows(*everybody)
    counting.fold()
    agree_with_rows(*everybody)


def lay(document, works):
    """Settle a document as a flow would that asks for this work."""
    asked = [
        desks.Asked(step, "Do", False, due, right, place, person)
        for step, due, right, place, person in works
    ]
    desks.lay(document, flow_of(document), asked)


@pytest.mark.parametrize("seed", range(4))
def test_random_work_is_counted_and_paged_whatever_happens(seed, municipal_plan, people, places):
    """Work of posts and of names comes, changes its term and goes; posts come; beat folds."""
    chance = random.Random(seed)
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    today = timezone.localdate()
    appoint(create_post(places.authority, Role.RUO_HEAD, "Втори"), people.department_head, "1",
            today)  # fmt: skip
    documents = [municipal_plan]
    for _n in range(5):
        copy = type(municipal_plan).objects.get(pk=municipal_plan.pk)
        copy.pk = uuid.uuid4()
        documents.append(copy)
    due = [None, *(today + datetime.timedelta(days=n) for n in (-3, 0, 1, 5, 40))]
    named = [people.ruo_head.pk, people.department_head.pk, people.expert.pk]
    for turn in range(30):
        works = [
            (f"s{n}", chance.choice(due), None, None, chance.choice(named))
            if chance.random() < 0.4
            else (f"p{n}", chance.choice(due), chance.choice(("agree_plan", "approve_plan")),
                  places.authority.pk, None)
            for n in range(chance.randrange(4))
        ]  # fmt: skip
        lay(chance.choice(documents), works)
        if chance.random() < 0.3:
            counting.fold()
        if turn % 10 == 9:
            agree_with_rows(people.ruo_head, people.department_head, people.expert)
    kept: collections.Counter = collections.Counter()
    for row in DeskCount.objects.all():
        kept[(row.step, row.due_on, row.post_id, row.person_id, tuple(row.beside))] += row.number
    counting.count_anew()
    anew: collections.Counter = collections.Counter()
    for row in DeskCount.objects.all():
        anew[(row.step, row.due_on, row.post_id, row.person_id, tuple(row.beside))] += row.number
    assert +kept == anew


def test_what_lies_at_two_posts_of_a_person_is_one_thing_and_their_own(
    municipal_plan, people, places
):
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    today = timezone.localdate()
    second = create_post(places.authority, Role.RUO_HEAD, "Втори")
    appoint(second, people.department_head, "1", today)
    making.registered(municipal_plan, people)
    (row,) = pages(people.department_head)
    assert (row.absent, row.post_id) == (None, second.pk)
    assert waiting.total(people.department_head) == 1


def test_filters_take_the_same_rows_and_counts(municipal_plan, people, places):
    making.registered(municipal_plan, people)
    Desk.objects.update(due_on=making.TODAY())
    desk = Desk.objects.get(closed_at=None, document_id=municipal_plan.pk)
    today = timezone.localdate()
    for n, days in enumerate((-5, -1, 0, 1, 2, 7, 8, 20, None)):
        desk.pk, desk.step = None, f"s{n}"
        desk.due_on = None if days is None else today + datetime.timedelta(days=days)
        desk.verb = "Agree" if n % 2 else "Odd"
        desk.save(force_insert=True)
    counting.count_anew()
    day = datetime.timedelta(days=1)
    chosen = [
        waiting.Filter(verb="Odd"),
        waiting.Filter(kind="plans"),
        waiting.Filter(kind="visits"),
        waiting.Filter(terms=waiting.Terms(until=today - day)),
        waiting.Filter(terms=waiting.Terms(since=today, until=today + day)),
        waiting.Filter("Odd", "plans", waiting.Terms(since=today + 8 * day, or_without=True)),
    ]
    for one in chosen:
        assert told(people.ruo_head, one) == len(pages(people.ruo_head, one)), one
    assert [told(people.ruo_head, one) for one in chosen[3:5]] == [2, 3]


def test_page_and_counts_are_a_query_each(municipal_plan, people):
    making.registered(municipal_plan, people)
    with CaptureQueriesContext(connection) as captured:
        waiting.counts(people.ruo_head)
        waiting.page(people.ruo_head, ALL, 0, 25)
    assert len(captured) <= 2


def test_an_ended_order_takes_the_work_away_at_once(municipal_plan, people):
    making.registered(municipal_plan, people)
    assert waiting.total(people.department_head) == 0
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    assert waiting.total(people.department_head) == waiting.total(people.ruo_head) == 1
    order.revoked_at = timezone.now()
    order.save()
    assert waiting.total(people.department_head) == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_fold_at_once_lose_nothing(region, people, places):
    plan = making.registered(making.municipal_plan(people, places), people)
    before = waiting.total(people.ruo_head)
    together([plan], *[lambda: _fold_behind(plan)] * 3)
    assert waiting.total(people.ruo_head) == before
    assert not DeskCount.objects.filter(is_folded=False).exists()


def _fold_behind(plan):
    from django.db import transaction

    with transaction.atomic():
        type(plan).objects.select_for_update(of=("self",)).get(pk=plan.pk)
    counting.fold()
